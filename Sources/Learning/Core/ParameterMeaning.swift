/// What hyper-parameters mean, in a sentence each, with the range that is allowed.
enum ParameterMeaning {
  /// The meaning of the parameter `name` of the learner `id`; nil if none is written down.
  static func of(_ name: String, in id: String) -> String? { own["\(id).\(name)"] ?? shared[name] }

  /// Where a name means something of its own.
  private static let own = [
    "xgboost.gamma": "the least gain of a split; at least 0",
    "xgboost.max_depth": "how deep a tree may grow; at least 1",
    "xgboost.alpha": "the penalty on the magnitudes of the values of leaves; at least 0",
    "xgboost.validation_fraction":
      "the share of the replicates kept aside to choose the number of rounds; with fewer than ten rows in it none are",
    "logistic_regression.c": "what an error costs, against small weights; above 0",
    "logistic_regression.tolerance": "the greatest slope, per row, at which the minimum counts as found; above 0",
    "elastic_net.tolerance": "passes end when no weight changes the fit by more; above 0",
    "ridge.alpha": "the penalty on the squares of the weights; above 0",
    "abc.tolerance": "the share of the training rows to accept; 0: what forecasts unseen rows best",
    "abc_random_forest.max_features":
      "how many columns a node tries: sqrt, third, all, or a number; of the forest of errors a third",
    "abc_random_forest.min_leaf": "rows each side of a split must have; at least 1; of the forest of errors 5",
    "cascade.learner": "what tells two groups of classes apart: a learner with its parameters",
    "regime_maximum.learner": "what tells the first class from each other one: a learner with its parameters",
  ]

  private static let shared = [
    "trees": "the number of trees; at least 1",
    "max_features": "how many columns a node tries: sqrt, third, all, or a number",
    "min_split": "rows a node needs to be split; at least 2",
    "min_leaf": "rows each side of a split must have, counted as often as they were drawn; at least 1",
    "max_depth": "how deep a tree may grow; none for as deep as it goes",
    "bootstrap":
      "whether each tree grows from a sample of the rows drawn with replacement; such forests have an out-of-bag error",
    "criterion": "what makes a split of classes good: gini or entropy",
    "class_weights": "how much rows of a class count: none, balanced, or {CLASS: weight}",
    "preprocess": "what is done to features first: none, standardise, quantile or per-window",
    "num_boost_round": "the most rounds of boosting; at least 1",
    "early_stopping_rounds":
      "rounds without gain on the replicates kept aside after which no more are tried; 0: all rounds",
    "validation_fraction":
      "the share of the replicates kept aside to choose the best epoch, and for the intervals of numbers; with fewer than ten rows in it none are",
    "eta": "how much of each tree is added; above 0, at most 1",
    "min_child_weight":
      "the least sum of second derivatives of the loss (rows, where numbers are learned) in a leaf; at least 0",
    "subsample": "the share of the rows that a tree grows from; above 0, at most 1",
    "colsample_bytree": "the share of the columns that a tree may use; above 0, at most 1",
    "lambda": "the penalty on the squares of the values of leaves; at least 0",
    "tree_method": "how splits are searched: hist (between bins of values) or exact",
    "max_bin": "the most bins of a column; at least 2",
    "interval_folds": "folds that yield the intervals of numbers; 0 for none",
    "kernel": "rbf, linear or polynomial",
    "c": "what an error costs, against a wide margin; above 0",
    "gamma": "the kernel's width: scale, which is 1 / (columns x variance), or a number; not used by the linear one",
    "coef0": "the constant in the polynomial kernel",
    "degree": "the degree of the polynomial kernel; 1 to 20",
    "epsilon": "errors of numbers below this, in standard deviations of the target, do not count; at least 0",
    "tolerance": "how exactly the conditions of optimality must hold; above 0",
    "probability_folds": "folds that yield probabilities; 0: the share of the pairs of classes that a class wins",
    "steps": "the most steps to the minimum; at least 1",
    "alpha": "the penalty; above 0",
    "l1_ratio": "the share of the penalty on magnitudes; 0 to 1, 1 being the lasso",
    "passes": "the most passes over the columns, or of classes steps; at least 1",
    "mstop": "steps; at least 1",
    "nu": "how much of each fit is added; above 0, at most 1",
    "lda": "whether the linear discriminant axes stand beside the features",
    "order": "the tree of classes, ((a, b), (c, (d, e))); empty: each class against those after it",
    "summaries": "the learners of numbers whose predictions are the summaries, separated by commas",
    "adjustment": "what becomes of accepted rows: linear (local regression), none, or auto (what forecasts better)",
    "draws": "draws from each posterior; at least 100",
    "folds": "folds for predictions of rows that models have not seen; at least 2",
    "tried": "training rows, each left out in turn, that choose the tolerance and correct the marginals; 0: neither",
    "epochs": "how often every row is learned from at most; at least 1",
    "batch_size": "rows a step; at least 1",
    "learning_rate": "the size of steps (Adam with decoupled decay); above 0, at most 1",
    "schedule": "how the size of steps changes: falling (it rises in the first twentieth, then falls to 0) or constant",
    "patience": "epochs without gain on the replicates kept aside after which training ends; 0 for all epochs",
    "weight_decay": "the share of each weight that is lost in a step of size 1; from 0 to below 1",
    "ensemble": "networks that are trained, each from a seed of its own, and averaged; 1 to 1,000",
    "flip": "whether rows are mirrored at random while learning",
    "label_smoothing": "the share of a row's class that is spread over all classes; from 0 to below 1",
    "dropout": "the share of the units before the output that a step leaves out; from 0 to below 1",
    "layers": "the units of the dense layers before the output: 128-64, or none",
    "channels": "the channels of convolutions; 4 to 10,000",
    "pretraining":
      "epochs of learning to restore what a layer reads, before classes or numbers are learned; 0 for none",
    "device": "auto (a GPU where there is one), cpu (the same bits for a seed) or cuda",
  ]
}

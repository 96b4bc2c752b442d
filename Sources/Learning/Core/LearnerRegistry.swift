/// Every learner, by name.
public enum LearnerRegistry {
  /// The learners with their default hyper-parameters.
  public static let all: [any Learner] = [
    ExtraTrees(), RandomForest(), XGBoost(), SupportVectorMachine(), LogisticRegression(),
    RidgeRegression(), ElasticNet(), ComponentwiseBoosting(), ABCRandomForest(), PosteriorABC(),
    MultilayerPerceptron(), EvoNet(), DiplosHIC(), ResidualConvolutions(),
    Exchangeable(), HybridNetwork(), Flagel(), ReLERNN(), ImaGene(),
    Cascade(), RegimeMaximum(),
  ]

  /// The learner `id` with its default hyper-parameters; an unknown one is an error that lists the choices.
  public static func learner(_ id: String) throws(LearningError) -> any Learner {
    guard let found = all.first(where: { type(of: $0).id == id }) else {
      throw .unknownLearner(id, known: all.map { type(of: $0).id })
    }
    return found
  }
}

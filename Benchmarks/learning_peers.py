"""Times scikit-learn, quantile-forest and xgboost on the table that LearningBenchmark wrote: one thread, CPU time.

Usage: OMP_NUM_THREADS=1 python3 learning_peers.py TABLE     (needs numpy, scikit-learn, quantile-forest and xgboost)
"""

import sys
import time

import numpy as np
import quantile_forest
import xgboost
from sklearn import ensemble, metrics, model_selection, preprocessing, svm

table = np.load(sys.argv[1], allow_pickle=False)
features, labels = table["features"].astype(np.float32), table["labels"]
numbers = table["truth"][:, 0]
print("learner", "fit, s", "predict, s", "accuracy or R2", sep="\t")
small = {"max_features": 44, "min_samples_leaf": 5}
for name, forest, target in [
    ("extra_trees, 500 trees", ensemble.ExtraTreesClassifier(500, random_state=1), labels),
    ("random_forest, 500 trees", ensemble.RandomForestClassifier(500, random_state=1), labels),
    ("extra_trees, quantiles, 300 trees", quantile_forest.ExtraTreesQuantileRegressor(300, random_state=1, **small), numbers),
    ("extra_trees, numbers, 100 trees", ensemble.ExtraTreesRegressor(100, random_state=1, **small), numbers),
    ("random_forest, numbers, 100 trees", ensemble.RandomForestRegressor(100, random_state=1, **small), numbers),
    ("xgboost, 100 rounds", xgboost.XGBClassifier(
        n_estimators=100, learning_rate=0.1, max_depth=6, subsample=0.8, colsample_bytree=0.5, n_jobs=1), labels),
]:
    begin = time.process_time()
    forest.fit(features[:10000], target[:10000])
    fitted = time.process_time()
    if "quantiles" in name:
        middle = forest.predict(features[10000:], quantiles=[0.05, 0.5, 0.95])[:, 1]
        quality = metrics.r2_score(target[10000:], middle)
    else:
        quality = forest.score(features[10000:], target[10000:])
    print(name, fitted - begin, time.process_time() - fitted, quality, sep="\t", flush=True)

few = preprocessing.StandardScaler().fit_transform(table["features"][:2400, [0, 4, 8, 12, 16]])
grid = {"C": [0.125, 0.25, 0.5, 1, 2, 4, 8], "gamma": [0.0125, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8]}
begin = time.process_time()
search = model_selection.GridSearchCV(svm.SVC(), grid, cv=5, refit=False).fit(few, labels[:2400])
print("support_vector_machine, 49 cells", time.process_time() - begin, "", search.best_score_, sep="\t")

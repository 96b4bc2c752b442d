"""Times scikit-learn's forests on the table that LearningBenchmark wrote: one thread, CPU time.

Usage: OMP_NUM_THREADS=1 python3 learning_peers.py TABLE     (needs numpy and scikit-learn)
"""

import sys
import time

import numpy as np
from sklearn import ensemble

table = np.load(sys.argv[1], allow_pickle=False)
features, labels = table["features"].astype(np.float32), table["labels"]
numbers = table["truth"][:, 0]
print("learner", "fit, s", "predict, s", "accuracy or R2", sep="\t")
small = {"max_features": 44, "min_samples_leaf": 5}
for name, forest, target in [
    ("extra_trees", ensemble.ExtraTreesClassifier(300, random_state=1), labels),
    ("random_forest", ensemble.RandomForestClassifier(300, random_state=1), labels),
    ("extra_trees, numbers", ensemble.ExtraTreesRegressor(100, random_state=1, **small), numbers),
    ("random_forest, numbers", ensemble.RandomForestRegressor(100, random_state=1, **small), numbers),
]:
    begin = time.process_time()
    forest.fit(features[:7000], target[:7000])
    fitted = time.process_time()
    quality = forest.score(features[7000:], target[7000:])
    print(name, fitted - begin, time.process_time() - fitted, quality, sep="\t", flush=True)

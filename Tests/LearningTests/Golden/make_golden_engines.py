#!/usr/bin/env python3
"""Writes golden_engines.json: what scikit-learn, xgboost and published algorithms written down here learn from a made-up table.

Usage: python3 -m venv venv; venv/bin/pip install numpy scipy scikit-learn xgboost-cpu; venv/bin/python make_golden_engines.py
"""

import json
import pathlib

import numpy as np
import xgboost
from scipy import optimize
from sklearn import covariance, discriminant_analysis, linear_model, svm


class Congruential:
    """Knuth's 64-bit linear congruential generator, which the tests have as well."""

    def __init__(self, state):
        self.state = state

    def uniform(self):
        self.state = (6364136223846793005 * self.state + 1442695040888963407) % 2**64
        return (self.state >> 11) * 2.0**-53


def made_table(seed, rows, columns=12):
    """The table of make_golden.py in double precision."""
    random = Congruential(seed)
    features, labels, targets = [], [], []
    for _ in range(rows):
        x = [random.uniform() for _ in range(columns)]
        noise = random.uniform() + random.uniform() + random.uniform() - 1.5
        hidden = x[0] + x[1] * x[2] + 0.5 * x[3] + 0.3 * noise
        features.append(x)
        labels.append(0 if hidden < 0.8 else 1 if hidden < 1.15 else 2)
        targets.append(10 * x[0] * x[1] + 20 * (x[2] - 0.5) ** 2 + 10 * x[3] + 5 * x[4] + 2 * noise)
    return np.array(features), np.array(labels), np.array(targets)


def platt(values, is_first):
    """Platt's sigmoid, by a general minimiser."""
    first, other = is_first.sum(), (~is_first).sum()
    target = np.where(is_first, (first + 1) / (first + 2), 1 / (other + 2))

    def loss(ab):
        power = ab[0] * values + ab[1]
        return np.sum(np.logaddexp(0, power) - (1 - target) * power)

    return optimize.minimize(loss, [0, np.log((other + 1) / (first + 1))], method="BFGS", options={"gtol": 1e-10}).x


def coupled(pairs):
    """Wu, Lin & Weng's second approach: the linear system of its optimality."""
    q = np.zeros((4, 4))
    r = np.zeros((3, 3))
    for (i, j), p in zip([(0, 1), (0, 2), (1, 2)], pairs):
        p = min(max(p, 1e-7), 1 - 1e-7)
        r[i, j], r[j, i] = p, 1 - p
    for i in range(3):
        for j in range(3):
            if i != j:
                q[i, i] += r[j, i] ** 2
                q[i, j] = -r[j, i] * r[i, j]
    q[:3, 3] = q[3, :3] = 1
    return np.linalg.solve(q, [0, 0, 0, 1])[:3]


def boosted(x, left, steps, nu, squares):
    """L2Boost: the weights of centred columns."""
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        fits = x.T @ left / squares
        best = np.argmax(fits**2 * squares)
        weights[best] += nu * fits[best]
        left = left - nu * fits[best] * x[:, best]
    return weights


def boosted_classes(x, y, steps, nu):
    """mboost's glmboost with Binomial(): f on centred columns and a constant one, y being 1 or -1."""
    x = np.column_stack([x, np.ones(len(x))])
    squares = (x**2).sum(0)
    share = (y > 0).mean()
    f = np.full(len(y), np.log(share / (1 - share)) / 2)
    weights = np.zeros(x.shape[1])
    weights[-1] = f[0]
    for _ in range(steps):
        slope = 2 * y * np.exp(-2 * y * f) / (np.log(2) * (1 + np.exp(-2 * y * f)))
        fits = x.T @ slope / squares
        best = np.argmax(fits**2 * squares)
        weights[best] += nu * fits[best]
        f += nu * fits[best] * x[:, best]
    return weights


x, labels, numbers = made_table(11, 150)
unseen, _, _ = made_table(12, 40)
centre, spread = x.mean(0), x.std(0)
x, unseen = (x - centre) / spread, (unseen - centre) / spread
middle, scale = numbers.mean(), numbers.std()
y = (numbers - middle) / scale
golden = {}

for name, settings in [
    ("rbf", {"kernel": "rbf", "gamma": 0.07, "C": 3}),
    ("linear", {"kernel": "linear", "C": 0.5}),
    ("polynomial", {"kernel": "poly", "gamma": 0.2, "coef0": 1, "degree": 2, "C": 0.3}),
    ("weighted", {"kernel": "rbf", "gamma": "scale", "C": 1, "class_weight": {0: 4}}),
]:
    machine = svm.SVC(decision_function_shape="ovo", tol=1e-9, **settings).fit(x, labels)
    own, values = machine.decision_function(x), machine.decision_function(unseen)
    pairs = []
    for place, (i, j) in enumerate([(0, 1), (0, 2), (1, 2)]):
        rows = (labels == i) | (labels == j)
        a, b = platt(own[rows, place], labels[rows] == i)
        pairs.append(1 / (1 + np.exp(a * values[:, place] + b)))
    golden["svc_" + name] = {
        "values": values.ravel().tolist(), "called": machine.predict(unseen).tolist(),
        "probabilities": np.array([coupled(p) for p in np.transpose(pairs)]).ravel().tolist()}
    regression = {key: value for key, value in settings.items() if key != "class_weight"}
    machine = svm.SVR(epsilon=0.1, tol=1e-9, **regression).fit(x, y)
    golden["svr_" + name] = {"values": (middle + scale * machine.predict(unseen)).tolist()}

logistic = linear_model.LogisticRegression(C=0.7, tol=1e-12, max_iter=100000).fit(x, labels)
golden["logistic"] = {"values": logistic.predict_proba(unseen).ravel().tolist()}
weights = {0: 3, 1: 1, 2: 1}
logistic = linear_model.LogisticRegression(C=1, tol=1e-12, max_iter=100000, class_weight=weights).fit(x, labels)
golden["logistic_weighted"] = {"values": logistic.predict_proba(unseen).ravel().tolist()}
for name, alpha, ratio, counts in [
    ("elastic_net_classes", 0.02, 0.4, None), ("lasso_classes", 0.03, 1, None), ("lasso_classes_weighted", 0.03, 1, weights),
]:
    net = linear_model.LogisticRegression(
        C=1 / (alpha * len(x)), l1_ratio=ratio, solver="saga", tol=1e-14, max_iter=1000000, class_weight=counts, random_state=1)
    net.fit(x, labels)
    golden[name] = {"values": net.predict_proba(unseen).ravel().tolist(), "ratios": net.coef_.ravel().tolist()}
for name, model in [
    ("ridge", linear_model.Ridge(alpha=5)),
    ("elastic_net", linear_model.ElasticNet(alpha=0.05, l1_ratio=0.3, tol=1e-14, max_iter=100000)),
    ("lasso", linear_model.Lasso(alpha=0.08, tol=1e-14, max_iter=100000)),
]:
    golden[name] = {"values": (middle + scale * model.fit(x, y).predict(unseen)).tolist()}

squares = (x**2).sum(0)
golden["boosting_numbers"] = {"values": (middle + scale * (unseen @ boosted(x, y, 60, 0.1, squares))).tolist()}
found = np.array([boosted_classes(x, np.where(labels == c, 1, -1), 60, 0.1) for c in range(3)])
p = 1 / (1 + np.exp(-2 * (unseen @ found[:, :-1].T + found[:, -1])))
golden["boosting_classes"] = {"values": (p / p.sum(1, keepdims=True)).ravel().tolist()}

settings = {"eta": 0.3, "max_depth": 3, "tree_method": "exact", "base_score": 0.5, "verbosity": 0}
raw, raw_unseen = x * spread + centre, unseen * spread + centre
rows = xgboost.DMatrix(raw.astype(np.float32), label=labels)
booster = xgboost.train(settings | {"objective": "multi:softprob", "num_class": 3}, rows, 20)
golden["xgboost_classes"] = {
    "values": booster.predict(xgboost.DMatrix(raw_unseen.astype(np.float32))).astype(float).ravel().tolist()}
rows = xgboost.DMatrix(raw.astype(np.float32), label=y)
booster = xgboost.train(settings | {"objective": "reg:squarederror", "base_score": 0}, rows, 20)
predicted = booster.predict(xgboost.DMatrix(raw_unseen.astype(np.float32))).astype(float)
golden["xgboost_numbers"] = {"values": (middle + scale * predicted).tolist()}

lda = discriminant_analysis.LinearDiscriminantAnalysis(solver="eigen").fit(x, labels)
axes = lda.transform(x)
golden["discriminants"] = {
    "values": [abs(np.corrcoef(axes[:, k], x[:, j])[0, 1]) for k in range(2) for j in range(12)],
    "ratios": lda.explained_variance_ratio_.tolist()}

# Columns that have something in common: of independent ones nothing but the identity would be left.
raw, raw_unseen = raw + raw[:, :1], raw_unseen + raw_unseen[:, :1]
centre, spread = raw.mean(0), raw.std(0)
shrunk = covariance.LedoitWolf().fit((raw - centre) / spread)
golden["novelty"] = {
    "values": np.sqrt(shrunk.mahalanobis((raw_unseen - centre) / spread)).tolist(), "ratios": [shrunk.shrinkage_]}

path = pathlib.Path(__file__).with_name("golden_engines.json")
path.write_text(json.dumps(golden, indent=0, sort_keys=True) + "\n")

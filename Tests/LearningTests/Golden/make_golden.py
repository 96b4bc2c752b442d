#!/usr/bin/env python3
"""Writes golden.json: scores, calibrations and forests as scikit-learn and scipy have them.

Usage: python3 -m venv venv; venv/bin/pip install numpy scipy scikit-learn; venv/bin/python make_golden.py
"""

import json
import pathlib

import numpy as np
import sklearn
from scipy import optimize, special
from sklearn import ensemble, isotonic, metrics


class Congruential:
    """Knuth's 64-bit linear congruential generator, which the tests have as well."""

    def __init__(self, state):
        self.state = state

    def uniform(self):
        self.state = (6364136223846793005 * self.state + 1442695040888963407) % 2**64
        return (self.state >> 11) * 2.0**-53


def made_table(seed, rows, columns=12):
    """Uniform features; a class of three that the first four decide, with noise; a number that the first five decide."""
    random = Congruential(seed)
    features, labels, targets = [], [], []
    for _ in range(rows):
        x = [random.uniform() for _ in range(columns)]
        noise = random.uniform() + random.uniform() + random.uniform() - 1.5
        hidden = x[0] + x[1] * x[2] + 0.5 * x[3] + 0.3 * noise
        features.append(x)
        labels.append(0 if hidden < 0.8 else 1 if hidden < 1.15 else 2)
        targets.append(10 * x[0] * x[1] + 20 * (x[2] - 0.5) ** 2 + 10 * x[3] + 5 * x[4] + 2 * noise)
    return np.array(features, dtype=np.float32), np.array(labels), np.array(targets)


def scores():
    rng = np.random.default_rng(1)
    votes = np.array([rng.multinomial(20, rng.dirichlet([0.7, 0.7, 0.7])) for _ in range(240)])
    probabilities = votes / 20
    labels = np.array([rng.choice(3, p=p * 0.7 + 0.1) for p in probabilities])
    truth = rng.normal(3, 2, 150)
    predicted = truth + rng.normal(0, 1, 150)
    samples = np.sort(predicted[:, None] + rng.normal(0, 1.3, (150, 40)), axis=1)
    lower, upper = samples[:, 2], samples[:, 37]
    pairs = np.abs(samples[:, :, None] - samples[:, None, :]).mean(axis=(1, 2))
    confidence, right = probabilities.max(1), probabilities.argmax(1) == labels
    bins = np.clip(np.ceil(confidence * 10 - 1e-12).astype(int) - 1, 0, 9)
    ece = sum(abs(right[bins == b].sum() - confidence[bins == b].sum()) for b in range(10)) / len(labels)
    return {
        "probabilities": probabilities.ravel().tolist(), "labels": labels.tolist(),
        "balanced_accuracy": metrics.balanced_accuracy_score(labels, probabilities.argmax(1)),
        "log_loss": metrics.log_loss(labels, probabilities),
        "brier": float(((probabilities - np.eye(3)[labels]) ** 2).sum(1).mean()),
        "average_precision": [metrics.average_precision_score(labels == c, probabilities[:, c]) for c in range(3)],
        "roc_auc": [metrics.roc_auc_score(labels == c, probabilities[:, c]) for c in range(3)],
        "ece": float(ece),
        "truth": truth.tolist(), "predicted": predicted.tolist(), "samples": samples.ravel().tolist(),
        "r2": metrics.r2_score(truth, predicted), "rmse": metrics.root_mean_squared_error(truth, predicted),
        "mae": metrics.mean_absolute_error(truth, predicted),
        "pinball": metrics.mean_pinball_loss(truth, samples[:, 2], alpha=0.07),
        "coverage": float(((lower <= truth) & (truth <= upper)).mean()),
        "crps": float((np.abs(samples - truth[:, None]).mean(1) - pairs / 2).mean()),
    }


def calibrations(stored):
    probabilities = np.array(stored["probabilities"]).reshape(-1, 3)
    labels = np.array(stored["labels"])
    floor = 1 / (2 * len(labels))
    logs = np.log(np.maximum(probabilities, floor))

    def loss(inverse):
        scaled = inverse * logs
        return (np.log(np.exp(scaled).sum(1)) - scaled[np.arange(len(labels)), labels]).sum()

    best = optimize.minimize_scalar(loss, bounds=(0.01, 100), method="bounded", options={"xatol": 1e-12})
    curves, steps = [], []
    for c in range(3):
        p = np.clip(probabilities[:, c], floor, 1 - floor)
        x = np.column_stack([np.log(p), -np.log(1 - p), np.ones(len(p))])
        sign = np.where(labels == c, -1, 1)

        def beta_loss(w):
            return np.logaddexp(0, sign * (x @ w)).sum() + 0.5e-6 * (w @ w)

        def beta_slope(w):
            return x.T @ (sign / (1 + np.exp(-sign * (x @ w)))) + 1e-6 * w

        fit = optimize.minimize(
            beta_loss, np.zeros(3), jac=beta_slope, method="L-BFGS-B", bounds=[(0, None), (0, None), (None, None)],
            options={"ftol": 1e-15, "gtol": 1e-10, "maxiter": 10000})
        curves.append(fit.x.tolist())
        curve = isotonic.IsotonicRegression(out_of_bounds="clip").fit(probabilities[:, c], labels == c)
        steps.append(curve.predict(np.arange(0, 41) / 40).tolist())
    return {"temperature": 1 / best.x, "beta": curves, "isotonic": steps}


def skewed():
    """Claims that say too much of a class where another is likely, which no curve for each class by itself can undo."""
    rng = np.random.default_rng(2)
    true = rng.dirichlet([0.6, 0.6, 0.6], 300)
    labels = np.array([rng.choice(3, p=p) for p in true])
    skew = np.array([[1.4, -0.5, 0.1], [0.2, 0.8, 0.4], [-0.3, 0.3, 1.6]])
    claimed = special.softmax(np.log(true + 1e-4) @ skew.T + [0.3, -0.4, 0.0], axis=1).round(4)
    return {
        "labels": labels.tolist(), "probabilities": claimed.ravel().tolist(),
        "weights": dirichlet(np.log(np.maximum(claimed, 1 / 600)), labels).tolist()}


def dirichlet(logs, labels, k=3, penalties=(10, 1, 0.1, 0.01, 0.001, 0.0001)):
    """Weights (classes x classes + 1) of Kull et al. 2019 with ODIR, lambda = mu chosen on five folds."""
    inputs = np.column_stack([logs, np.ones(len(logs))])
    free = np.column_stack([np.eye(k), np.zeros(k)]).astype(bool)

    def log_loss(weights, rows):
        sums = inputs[rows] @ weights.T
        return (special.logsumexp(sums, axis=1) - sums[np.arange(len(rows)), labels[rows]]).mean()

    def fit(penalty, rows):
        squares = np.full((k, k + 1), penalty / (k * (k - 1)))
        squares[:, k] = penalty / k
        squares[free] = 0
        squares += 0.5e-6 / len(rows)

        def loss(w):
            return log_loss(w.reshape(k, k + 1), rows) + (squares.ravel() * w * w).sum()

        def slope(w):
            shares = special.softmax(inputs[rows] @ w.reshape(k, k + 1).T, axis=1) - np.eye(k)[labels[rows]]
            return (shares.T @ inputs[rows] / len(rows)).ravel() + 2 * squares.ravel() * w

        found = optimize.minimize(loss, free.astype(float).ravel(), jac=slope, method="BFGS", options={"gtol": 1e-9})
        assert np.abs(found.jac).max() < 1e-7, found
        return found.x.reshape(k, k + 1)

    # Rows of a class are dealt in turn, each class going on where the one before ended.
    fold = np.empty(len(labels), int)
    fold[np.argsort(labels, kind="stable")] = np.arange(len(labels)) % 5
    rows = np.arange(len(labels))
    losses = [
        sum(log_loss(fit(penalty, rows[fold != f]), rows[fold == f]) * (fold == f).sum() for f in range(5))
        for penalty in penalties]
    print("Dirichlet penalties", dict(zip(penalties, losses)))
    return fit(penalties[int(np.argmin(losses))], rows)


def forests():
    x, y, t = made_table(1, 800)
    unseen, labels, truths = made_table(2, 2000)
    result = {}
    # scikit-learn counts distinct rows of a bootstrap sample for min_samples_leaf and draws rows by weight, Apus counts
    # drawn rows and weighs them: what differs is compared without bootstrap.
    for name, kind, settings in [
        ("random_forest", ensemble.RandomForestClassifier, {}),
        ("random_forest_entropy", ensemble.RandomForestClassifier, {"criterion": "entropy", "min_samples_leaf": 4, "bootstrap": False}),
        ("random_forest_weighted", ensemble.RandomForestClassifier, {"class_weight": {0: 5, 1: 1, 2: 1}, "bootstrap": False}),
        ("extra_trees_bootstrap", ensemble.ExtraTreesClassifier, {"bootstrap": True}),
    ]:
        runs = []
        for seed in range(10):
            resamples = settings.get("bootstrap", True)
            forest = kind(200, random_state=seed, oob_score=resamples, **settings).fit(x, y)
            p = forest.predict_proba(unseen)
            runs.append([
                (p.argmax(1) == labels).mean(), metrics.log_loss(labels, p), 1 - forest.oob_score_ if resamples else 0,
                sum(int((tree.tree_.children_left >= 0).sum()) for tree in forest.estimators_), p[:, 0].mean(),
                forest.feature_importances_[0]])
        result[name] = {"mean": np.mean(runs, 0).tolist(), "spread": np.std(runs, 0, ddof=1).tolist()}
    for name, kind, settings in [
        ("random_forest_numbers", ensemble.RandomForestRegressor, {"max_features": 4}),
        ("random_forest_numbers_leaf", ensemble.RandomForestRegressor, {
            "max_features": 4, "min_samples_leaf": 3, "bootstrap": False}),
        ("extra_trees_numbers_leaf", ensemble.ExtraTreesRegressor, {"max_features": 4, "min_samples_leaf": 5}),
        ("extra_trees_numbers", ensemble.ExtraTreesRegressor, {"max_features": 1.0}),
    ]:
        runs = []
        for seed in range(10):
            forest = kind(200, random_state=seed, **settings).fit(x, t)
            p = forest.predict(unseen)
            runs.append([
                metrics.r2_score(truths, p), metrics.root_mean_squared_error(truths, p),
                sum(int((tree.tree_.children_left >= 0).sum()) for tree in forest.estimators_),
                forest.feature_importances_[3]])
        result[name] = {"mean": np.mean(runs, 0).tolist(), "spread": np.std(runs, 0, ddof=1).tolist()}
    return result


stored = scores()
golden = {
    "scikit_learn": sklearn.__version__, "scores": stored, "calibrations": calibrations(stored), "skewed": skewed(),
    "forests": forests()}
path = pathlib.Path(__file__).with_name("golden.json")
path.write_text(json.dumps(golden, indent=1) + "\n")

"""Writes what msprime says of structured populations: the stored distributions that the tests compare Apus with.

Usage: msprime_structure.py REPLICATES > Tests/CoalescentTests/Golden/msprime_structure.json

For each demography of that folder and each statistic: the edges of bins at msprime's own quantiles, how many replicates
fell into each, and mean and variance. Continuous positions, binary alleles. StructureTests.swift has the same definitions.
"""

import json
import os
import sys

import demes
import msprime
import numpy as np

GOLDEN = os.path.join(os.path.dirname(__file__), "../Tests/CoalescentTests/Golden")
LENGTH = 10_000
SIZE = 6
# Demography, the two sampled demes, when the second was sampled, mutations and crossovers per base per generation.
MODELS = [
    ("islands", "A", "C", 0, 1.0e-7, 2.0e-7),
    ("asymmetric", "A", "B", 0, 4.0e-8, 6.0e-8),
    ("pulse", "A", "B", 400, 5.0e-8, 8.0e-8),
    ("admixture", "M", "B", 0, 5.0e-8, 8.0e-8),
    ("out-of-africa", "YRI", "CEU", 0, 4.0e-8, 4.0e-8),
]
DISTANCES = [0, 0.02, 0.1, 0.3, 1]


def tajimas_d(sites, pi, n):
    if sites == 0:
        return 0.0
    k = np.arange(1, n)
    a1, a2 = (1 / k).sum(), (1 / k**2).sum()
    b1, b2 = (n + 1) / (3 * (n - 1)), 2 * (n * n + n + 3) / (9 * n * (n - 1))
    c1, c2 = b1 - 1 / a1, b2 - (n + 2) / (a1 * n) + a2 / a1**2
    return (pi - sites / a1) / np.sqrt(c1 / a1 * sites + c2 / (a1**2 + a2) * sites * (sites - 1))


def statistics(genotypes, positions):
    """The statistics of one replicate: genotypes are sites x haplotypes, positions shares of the length."""
    n = SIZE
    first, second = genotypes[:, :n].sum(axis=1), genotypes[:, n:].sum(axis=1)
    pi1 = (first * (n - first)).sum() * 2 / (n * (n - 1))
    pi2 = (second * (n - second)).sum() * 2 / (n * (n - 1))
    dxy = (first * (n - second) + second * (n - first)).sum() / n**2
    s1, s2 = int(((first > 0) & (first < n)).sum()), int(((second > 0) & (second < n)).sum())
    left = int((positions < 0.5).sum())
    values = {
        "S": len(positions), "S1": s1, "S2": s2, "pi1": pi1, "pi2": pi2, "dxy": dxy,
        "FST": 1 - (pi1 + pi2) / 2 / dxy if dxy > 0 else 0.0, "D1": tajimas_d(s1, pi1, n),
        "D2": tajimas_d(s2, pi2, n), "shared": int(((first > 0) & (first < n) & (second > 0) & (second < n)).sum()),
        "fixed": int((((first == 0) & (second == n)) | ((first == n) & (second == 0))).sum()),
        "halves": left * (len(positions) - left),
    }
    inside = (first > 0) & (first < n)
    block = genotypes[inside, :n].astype(float)
    places = positions[inside]
    sums, pairs = np.zeros(len(DISTANCES) - 1), np.zeros(len(DISTANCES) - 1)
    if len(places) > 1:
        p = block.mean(axis=1)
        d = block @ block.T / n - np.outer(p, p)
        r2 = d * d / np.outer(p * (1 - p), p * (1 - p))
        i, j = np.triu_indices(len(places), 1)
        bins = np.searchsorted(DISTANCES, places[j] - places[i], side="right") - 1
        keep = bins < len(sums)
        np.add.at(sums, bins[keep], r2[i, j][keep])
        np.add.at(pairs, bins[keep], 1)
    for k in range(len(sums)):
        values[f"r2_{k}"] = sums[k] / pairs[k] if pairs[k] > 0 else 0.0
    for a in range(0, n + 1):
        for b in range(0, n + 1):
            if 0 < a + b < 2 * n:
                values[f"joint_{a}_{b}"] = int(((first == a) & (second == b)).sum())
    return values


def summary(values):
    """Bins at quantiles, their counts, mean and variance."""
    values = np.round(np.asarray(values, dtype=float), 9)
    edges = sorted(set(np.quantile(values, np.linspace(0, 1, 21)[1:-1], method="inverted_cdf").tolist()))
    counts = np.bincount(np.searchsorted(edges, values, side="left"), minlength=len(edges) + 1)
    return {"edges": edges, "counts": counts.tolist(), "mean": float(values.mean()), "variance": float(values.var(ddof=1))}


def main(count):
    result = {"replicates": count, "length": LENGTH, "haplotypes": SIZE, "distances": DISTANCES, "models": []}
    for name, a, b, time, mutation, recombination in MODELS:
        demography = msprime.Demography.from_demes(demes.load(os.path.join(GOLDEN, name + ".demes.yaml")))
        samples = [
            msprime.SampleSet(SIZE, population=a, ploidy=1), msprime.SampleSet(SIZE, population=b, time=time, ploidy=1)]
        collected = {}
        replicates = msprime.sim_ancestry(
            samples=samples, demography=demography, sequence_length=LENGTH, recombination_rate=recombination,
            discrete_genome=False, num_replicates=count, random_seed=21)
        for index, trees in enumerate(replicates):
            mutated = msprime.sim_mutations(
                trees, rate=mutation, model=msprime.BinaryMutationModel(), discrete_genome=False, random_seed=1 + index)
            positions = mutated.tables.sites.position / LENGTH
            for key, value in statistics(mutated.genotype_matrix(), positions).items():
                collected.setdefault(key, []).append(value)
        result["models"].append({
            "demography": name, "samples": [a, b], "time": time, "mutation_rate": mutation,
            "recombination_rate": recombination, "statistics": {key: summary(v) for key, v in collected.items()}})
    json.dump(result, sys.stdout, separators=(",", ":"))


main(int(sys.argv[1]))

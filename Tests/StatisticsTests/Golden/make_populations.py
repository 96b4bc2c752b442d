"""Makes populations.json: statistics of two to four populations as scikit-allel 1.3.13 and numpy compute them.

    pip install numpy scikit-allel==1.3.13
    python make_populations.py > populations.json
"""

import json
import sys

import allel
import numpy as np

LENGTH = 5_000


def populations(rng, sizes, sites, founders=8, missing=0.0):
    """Haplotypes that switch between founders, each population preferring its own; genotypes are missing as a whole."""
    base = (rng.random((founders, sites)) < rng.beta(0.6, 1.2, sites)).astype(int)
    rows = []
    for number, size in enumerate(sizes):
        liking = rng.dirichlet(np.full(founders, 0.7))
        for _ in range(size // 2):
            pair = []
            for _ in range(2):
                source = rng.choice(founders, p=liking)
                row = []
                for s in range(sites):
                    if rng.random() < 0.1:
                        source = rng.choice(founders, p=liking)
                    row.append(base[source, s])
                pair.append(row)
            pair = np.array(pair)
            pair[:, rng.random(sites) < missing] = -1
            rows += list(pair)
    return np.array(rows)


def ratio(numerator, denominator):
    known = np.isfinite(numerator) & np.isfinite(denominator)
    return float(numerator[known].sum() / denominator[known].sum())


def mean(values):
    return float(np.nanmean(values))


def expected(x, sizes):
    k, n = (x == 1).sum(axis=0), (x >= 0).sum(axis=0)
    x = x[:, (k > 0) & (k < n)]
    h = allel.HaplotypeArray(x.T)
    ends = np.cumsum(sizes)
    groups = [list(range(end - size, end)) for end, size in zip(ends, sizes)]
    counts = [h.count_alleles(subpop=group, max_allele=1) for group in groups]
    positions = np.arange(1, x.shape[1] + 1)
    values = {}
    if len(sizes) == 2:
        a, b = counts
        dxy = float(allel.sequence_divergence(positions, a, b, start=1, stop=LENGTH))
        values["dxy"] = dxy
        values["fstHudson"] = ratio(*allel.hudson_fst(a, b))
        values["fstPatterson"] = ratio(*allel.patterson_fst(a, b))
        individuals = [[i // 2 for i in group[::2]] for group in groups]
        parts = allel.weir_cockerham_fst(h.to_genotypes(ploidy=2), individuals)
        values["fstWeirCockerham"] = ratio(parts[0][:, 0], sum(part[:, 0] for part in parts))
        f2 = allel.patterson_f2(a, b)
        values["f2"] = mean(f2)
        values["da"] = float(np.nansum(f2) / LENGTH)
        values["kst"] = float(1 - sum(size * np.nansum(allel.mean_pairwise_difference(c)) for size, c in
                                      zip(sizes, counts)) / sum(sizes)
                              / np.nansum(allel.mean_pairwise_difference(h.count_alleles(max_allele=1))))
        segregates = [(c[:, 0] > 0) & (c[:, 1] > 0) for c in counts]
        called = (a.sum(axis=1) > 0) & (b.sum(axis=1) > 0)
        values["sharedSites"] = float((segregates[0] & segregates[1]).sum() / LENGTH)
        values["private1"] = float((segregates[0] & ~segregates[1] & called).sum() / LENGTH)
        values["private2"] = float((segregates[1] & ~segregates[0] & called).sum() / LENGTH)
        values["fixedDifferences"] = float((~segregates[0] & ~segregates[1] & called).sum() / LENGTH)
        complete = (x >= 0).all(axis=0)
        if complete.any():
            spectrum = allel.joint_sfs(a[complete, 1], b[complete, 1], n1=sizes[0], n2=sizes[1])
            values |= {f"jsfs2_{i}_{j}": float(spectrum[i, j] / LENGTH) for i, j in zip(*np.nonzero(spectrum))}
    if len(sizes) == 3:
        t, b = allel.patterson_f3(*counts)
        values["f3"], values["f3Normalised"] = mean(t), ratio(t, b)
        for name, normed in [("pbs", False), ("pbsn1", True)]:
            values[name] = float(allel.pbs(*counts, window_size=x.shape[1], normed=normed)[0])
    if len(sizes) == 4:
        num, den = allel.patterson_d(*counts)
        values["f4"], values["pattersonD"] = mean(num), ratio(num, den)
    return values


def main():
    rng = np.random.default_rng(20121101)
    windows = [
        ("two populations", [20, 14], 60, 0.0), ("missing genotypes", [24, 30], 80, 0.2),
        ("across words", [50, 40], 50, 0.05), ("three populations", [12, 20, 16], 60, 0.0),
        ("three populations, missing genotypes", [16, 24, 36], 70, 0.1), ("four populations", [10, 12, 14, 8], 60, 0.0),
        ("four populations, missing genotypes", [20, 30, 14, 18], 50, 0.15),
    ]
    result = []
    for name, sizes, sites, missing in windows:
        x = populations(rng, sizes, sites, missing=missing)
        result.append(
            {"name": name, "length": LENGTH, "sizes": sizes,
             "haplotypes": ["".join(".01"[a + 1] for a in row) for row in x.tolist()], "expected": expected(x, sizes)})
    json.dump(result, sys.stdout, indent=1)
    print()


main()

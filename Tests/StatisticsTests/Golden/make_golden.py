"""Makes golden.json: statistics of small windows as scikit-allel 1.3.13, scipy and numpy compute them.

    pip install numpy scipy scikit-allel==1.3.13
    python make_golden.py > golden.json
"""

import json
import sys

import allel
import numpy as np
import scipy.stats

LENGTH = 10_000


def mosaic(rng, haplotypes, sites, founders, switch=0.08):
    """Haplotypes that switch between a few founders, so that sites are in linkage disequilibrium."""
    base = (rng.random((founders, sites)) < rng.beta(0.4, 1.2, sites)).astype(int)
    result = np.empty((haplotypes, sites), int)
    for h in range(haplotypes):
        source = rng.integers(founders)
        for s in range(sites):
            if rng.random() < switch:
                source = rng.integers(founders)
            result[h, s] = base[source, s]
    return result


def mean_r2(columns):
    r = np.corrcoef(columns, rowvar=False)
    return np.square(np.atleast_2d(r))


def zns(r2):
    s = len(r2)
    return float(r2[np.triu_indices(s, 1)].mean()) if s > 1 else 0.0


def omega(r2):
    s = len(r2)
    best = 0.0
    for l in range(3, s - 2):
        left = r2[:l, :l][np.triu_indices(l, 1)].sum()
        right = r2[l:, l:][np.triu_indices(s - l, 1)].sum()
        cross = r2[:l, l:].sum()
        pairs = l * (l - 1) / 2 + (s - l) * (s - l - 1) / 2
        if cross > 1e-12:
            best = max(best, float((left + right) / pairs / (cross / (l * (s - l)))))
    return best


def identities(rows):
    """count, sum p^2, with the two commonest merged, share without the commonest."""
    h = allel.HaplotypeArray(rows.T)
    counts = np.array(sorted(h.distinct_counts(), reverse=True))
    h1, h12, _, h2_h1 = allel.garud_h(h) if rows.shape[1] else (1.0, 1.0, 1.0, 0.0)
    return len(counts), float(h1), float(h12), float(h2_h1)


def distances(columns, prefix):
    """Moments of the numbers of differences between columns."""
    d = allel.pairwise_distance(columns, "hamming") * len(columns)
    d = np.round(d)
    moments = (np.var(d, ddof=1) / LENGTH**2, scipy.stats.skew(d), scipy.stats.kurtosis(d))
    return {prefix + name: float(m) for name, m in zip(["Var", "Skew", "Kurt"], moments)}


def neutrality(k, n):
    """Tests of neutrality with the variances in closed form (Zeng et al. 2006; Fu & Li 1993), where these hold."""
    s, i = len(k), np.arange(1, n)
    a, b, a_next, b_next = (1 / i).sum(), (1 / i**2).sum(), (1 / i).sum() + 1 / n, (1 / i**2).sum() + 1 / n**2
    theta, square = s / a, s * (s - 1) / (a * a + b)
    pi, theta_l = (2 * k * (n - k) / (n * (n - 1))).sum(), (k / (n - 1)).sum()
    single, folded = (k == 1).sum(), ((k == 1) | (k == n - 1)).sum()
    var_h = (n - 2) / (6 * (n - 1)) * theta
    var_h += (18 * n**2 * (3 * n + 2) * b_next - (88 * n**3 + 9 * n**2 - 13 * n + 6)) / (9 * n * (n - 1) ** 2) * square
    var_e = (n / (2 * (n - 1)) - 1 / a) * theta
    mixed = 2 * (n * b - n + 1) / ((n - 1) * a) + (3 * n + 1) / (n - 1)
    var_e += (b / a**2 + 2 * (n / (n - 1)) ** 2 * b - mixed) * square
    c = 2 * (n * a - 2 * (n - 1)) / ((n - 1) * (n - 2))
    v = 1 + a**2 / (b + a**2) * (c - (n + 1) / (n - 1))
    d = (s - a * single) / np.sqrt((a - 1 - v) * s + v * s**2)
    e = c + (n - 2) / (n - 1) ** 2 + 2 / (n - 1) * (1.5 - (2 * a_next - 3) / (n - 2) - 1 / n)
    v = (n**2 / (n - 1) ** 2 * b + a**2 * e - 2 * n * a * (a + 1) / (n - 1) ** 2) / (a**2 + b)
    d_star = (n / (n - 1) * s - a * folded) / np.sqrt((n / (n - 1) * (a - n / (n - 1)) - v) * s + v * s**2)
    values = {"thetaL": theta_l / LENGTH, "derivedSingletons": single / LENGTH, "singletons": folded / LENGTH,
              "fayWuHNormalised": (pi - theta_l) / np.sqrt(var_h), "zengE": (theta_l - theta) / np.sqrt(var_e),
              "fuLiD": d, "fuLiD*": d_star}
    return {name: float(value) for name, value in values.items()}


def others(x, k, positions):
    """Identity, genotypes, spacing and tracts. Positions are those of the kept sites among all, from 0."""
    n, s = x.shape
    h = allel.HaplotypeArray(x.T)
    g = h.to_genotypes(ploidy=2)
    expected_heterozygosity = allel.heterozygosity_expected(h.count_alleles(max_allele=1).to_frequencies(), ploidy=2)
    observed = allel.heterozygosity_observed(g)
    gaps = np.diff(positions)
    tracts = []
    for i in range(n):
        for j in range(i):
            at = positions[x[i] != x[j]]
            tracts.append(np.diff(np.concatenate([[0], at, [LENGTH]])))
    tracts = np.concatenate(tracts)
    values = {
        "haplotypeDiversity": allel.haplotype_diversity(h), "H123": allel.garud_h(h)[2],
        "G123": allel.garud_h(allel.HaplotypeArray((x[0::2] + x[1::2]).T))[2],
        "heterozygosity": observed.sum() / LENGTH, "inbreedingF": 1 - observed.sum() / expected_heterozygosity.sum(),
        "siteSpacingMean": gaps.mean() if s > 1 else 0, "siteSpacingVar": gaps.var(ddof=1) if s > 2 else 0,
        "ibsMean": tracts.mean(), "ibsMax": tracts.max(),
    }
    return {name: float(value) for name, value in values.items()}


def expected(haplotypes):
    n, _ = haplotypes.shape
    k = haplotypes.sum(axis=0)
    keep = (k > 0) & (k < n)
    x = haplotypes[:, keep]
    k = k[keep]
    s = x.shape[1]
    if s == 0:
        values = {"pi": 0.0, "ss": 0.0, "thetaH": 0.0, "tajimasD": 0.0, "fayWuH": 0.0, "fayWuHOriginal": 0.0, "maxFDA": 0.0, "omega": 0.0,
                  "ZnS": 0.0, "genotypeOmega": 0.0, "genotypeZnS": 0.0}
        values |= {"haplotypeCount": 1, "H1": 1.0, "H12": 1.0, "H2/H1": 0.0, "H2": 0.0}
        values |= {p + m: 0.0 for p in ["dist", "genotypeDist"] for m in ["Var", "Skew", "Kurt"]} | {"thetaW": 0.0}
        zero = ["thetaL", "derivedSingletons", "singletons", "fayWuHNormalised", "zengE", "fuLiD", "fuLiD*",
                "haplotypeDiversity", "heterozygosity", "inbreedingF", "siteSpacingMean", "siteSpacingVar"]
        values |= {name: 0.0 for name in zero} | {"H123": 1.0, "G123": 1.0, "ibsMean": LENGTH, "ibsMax": LENGTH}
        return values | {"genotypeCount": 1, "G1": 1.0, "G12": 1.0, "G2/G1": 0.0}
    ac = allel.HaplotypeArray(x.T).count_alleles(max_allele=1)
    positions = np.arange(1, s + 1)
    pi = float(allel.sequence_diversity(positions, ac, start=1, stop=LENGTH))
    theta_h = float(2 * (k.astype(float) ** 2).sum() / (n * (n - 1)) / LENGTH)
    values = {
        "pi": pi, "ss": s / LENGTH, "thetaH": theta_h, "tajimasD": float(allel.tajima_d(ac, min_sites=1)),
        "fayWuH": theta_h - pi, "fayWuHOriginal": pi - theta_h, "maxFDA": float(k.max() / n),
        "thetaW": float(allel.watterson_theta(positions, ac, start=1, stop=LENGTH)),
    }
    values |= neutrality(k, n) | others(x, k, np.flatnonzero(keep))
    values |= distances(x.T, "dist") | distances((x[0::2] + x[1::2]).T, "genotypeDist")
    values |= dict(zip(["haplotypeCount", "H1", "H12", "H2/H1"], identities(x)))
    values["H2"] = values["H2/H1"] * values["H1"]
    r2 = mean_r2(x) if s > 1 else np.zeros((1, 1))
    values |= {"ZnS": zns(r2), "omega": omega(r2)}
    # genotypes of neighbouring haplotypes
    g = x[0::2] + x[1::2]
    values |= dict(zip(["genotypeCount", "G1", "G12", "G2/G1"], identities(g)))
    varying = g[:, g.std(axis=0) > 0]
    r2 = mean_r2(varying) if varying.shape[1] > 1 else np.zeros((1, 1))
    return values | {"genotypeZnS": zns(r2), "genotypeOmega": omega(r2)}


def main():
    rng = np.random.default_rng(20180110)
    windows = [
        ("twenty haplotypes", mosaic(rng, 20, 60, 5)),
        ("seventy haplotypes, monomorphic sites among them", mosaic(rng, 70, 150, 9)),
        ("one hundred and fifty haplotypes", mosaic(rng, 150, 90, 30)),
        ("few haplotypes", mosaic(rng, 50, 45, 6, switch=0.005)),
        ("independent sites", (rng.random((30, 40)) < 0.3).astype(int)),
        ("one site", np.array([[0], [1], [0], [0], [1], [0], [0], [0]])),
        ("two sites", mosaic(rng, 12, 2, 12) * 0 + (rng.random((12, 2)) < 0.5)),
        ("empty", np.zeros((10, 0), int)),
    ]
    windows.append(("twenty haplotypes, alleles exchanged", 1 - windows[0][1]))
    result = [
        {"name": name, "length": LENGTH, "haplotypes": ["".join(map(str, row)) for row in x.astype(int).tolist()],
         "expected": expected(x.astype(int))}
        for name, x in windows
    ]
    json.dump(result, sys.stdout, indent=1)
    print()


main()

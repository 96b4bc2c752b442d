"""Makes scans.json: scans of simulated haplotypes as scikit-allel 1.3.13 and selscan 3.0.0 compute them.

    pip install numpy scipy scikit-allel==1.3.13 msprime==1.4.4
    python make_scans.py PATH_OF_SELSCAN > scans.json
"""

import json
import subprocess
import sys
import tempfile

import allel
import msprime
import numpy as np

SELSCAN = sys.argv[1]


def simulate(seed, sites, length, gaps):
    """Two populations, 50 + 36 haplotypes; stretches without sites are `gaps`."""
    demography = msprime.Demography()
    for name, size in [("A", 8000), ("B", 4000), ("C", 10000)]:
        demography.add_population(name=name, initial_size=size)
    demography.add_population_split(time=1500, derived=["A", "B"], ancestral="C")
    tree = msprime.sim_ancestry({"A": 25, "B": 18}, demography=demography, sequence_length=length,
                                recombination_rate=1.2e-8, random_seed=seed)
    tree = msprime.sim_mutations(tree, rate=2e-8, random_seed=seed, model=msprime.BinaryMutationModel())
    haplotypes = tree.genotype_matrix()
    positions = tree.sites_position.astype(int) + 1
    keep = (haplotypes.min(axis=1) == 0) & (haplotypes.max(axis=1) == 1)
    keep &= np.append(True, np.diff(positions) > 0)
    for start, end in gaps:
        keep &= (positions < start) | (positions >= end)
    chosen = np.flatnonzero(keep)
    rng = np.random.default_rng(seed)
    common = np.minimum(haplotypes.sum(axis=1), haplotypes.shape[1] - haplotypes.sum(axis=1))[chosen] > 4
    chosen = np.concatenate([chosen[common], rng.choice(chosen[~common], min(60, (~common).sum()), False)])
    chosen = np.sort(rng.choice(chosen, min(sites, len(chosen)), False))
    return haplotypes[chosen].astype("i1"), positions[chosen]


def numbers(values):
    return [None if not np.isfinite(v) else float(v) for v in values]


def of_allel(h, a, b, positions, cm):
    result = {}
    plain = dict(use_threads=False)
    for name, kwargs in [
        ("default", {}), ("edges", dict(include_edges=True)), ("map", dict(map_pos=cm)),
        ("cutoff", dict(min_ehh=0.2, gap_scale=None, max_gap=None, include_edges=True)),
    ]:
        result["ihs " + name] = numbers(allel.ihs(a, positions, **kwargs, **plain))
        result["xpehh " + name] = numbers(allel.xpehh(a, b, positions, **kwargs, **plain))
    result["nsl"] = numbers(allel.nsl(a, **plain))
    result["xpnsl"] = numbers(allel.xpnsl(a, b, **plain))
    score = allel.ihs(a, positions, **plain)
    standard, bins = allel.standardize_by_allele_count(score, a.sum(axis=1), n_bins=6, diagnostics=False)
    result["standardised ihs, 6 bins"] = numbers(standard)
    result["standardised xpehh"] = numbers(allel.standardize(allel.xpehh(a, b, positions, **plain)))
    return result


def of_selscan(a, b, positions, cm):
    result = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, h in [("a", a), ("b", b)]:
            np.savetxt(f"{folder}/{name}.hap", h.T, fmt="%d")
        with open(f"{folder}/x.map", "w") as f:
            for index, (position, centimorgan) in enumerate(zip(positions, cm)):
                f.write(f"1\tsite{index}\t{float(centimorgan)!r}\t{position}\n")
        for name, column, arguments in [
            ("ihs default", "ihs", ["--ihs"]),
            ("ihs bases", "ihs", ["--ihs", "--pmap"]),
            ("ihs options", "ihs", ["--ihs", "--pmap", "--cutoff", "0.1", "--gap-scale", "8000", "--max-extend",
                                    "120000", "--maf", "0.09"]),
            ("ihs edges", "ihs", ["--ihs", "--pmap", "--trunc-ok"]),
            ("ihs rare sites kept", "ihs", ["--ihs", "--pmap", "--keep-low-freq"]),
            ("nsl default", "nsl", ["--nsl"]),
            ("nsl short", "nsl", ["--nsl", "--max-extend-nsl", "30"]),
            ("nsl edges", "nsl", ["--nsl", "--trunc-ok"]),
            ("ihh12 default", "ihh12", ["--ihh12", "--gap-scale", "1000000000"]),
            ("ihh12 bases", "ihh12", ["--ihh12", "--pmap", "--gap-scale", "1000000000"]),
            ("xpehh default", "xpehh", ["--xpehh", "--ref", f"{folder}/b.hap"]),
            ("xpehh bases", "xpehh", ["--xpehh", "--pmap", "--ref", f"{folder}/b.hap"]),
            ("xpnsl default", "xpnsl", ["--xpnsl", "--ref", f"{folder}/b.hap"]),
        ]:
            command = [SELSCAN, *arguments, "--hap", f"{folder}/a.hap", "--map", f"{folder}/x.map", "--threads", "1",
                       "--out", f"{folder}/{column}"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            result[name] = table(f"{folder}/{column}.{column}.out", positions)
    return result


def table(path, positions):
    """The last column of selscan's table by site; sites that it left out are null. Not every table has a header."""
    known = {str(position) for position in positions}
    values = {}
    for line in open(path):
        fields = line.split()
        place = [field for field in fields[1:3] if field in known]
        if place:
            values[int(place[0])] = float(fields[-1])
    return [values.get(int(position)) for position in positions]


cases = []
for name, seed, sites, length, gaps in [
    ("dense", 1, 360, 900_000, []),
    ("gaps", 2, 300, 1_500_000, [(300_000, 330_000), (700_000, 920_000), (1_200_000, 1_245_000)]),
]:
    haplotypes, positions = simulate(seed, sites, length, gaps)
    if not gaps:
        # Past its cutoff selscan goes on to add area at sites that do not vary in the sample: there are none here.
        varying = haplotypes[:, :50].min(axis=1) < haplotypes[:, :50].max(axis=1)
        haplotypes, positions = haplotypes[varying], positions[varying]
    a, b = haplotypes[:, :50], haplotypes[:, 50:]
    # A map whose rate changes every 100 kb.
    rates = np.random.default_rng(seed).gamma(1, 1, length // 100_000 + 1) * 1e-6
    edges = np.arange(len(rates) + 1) * 100_000
    cm = np.interp(positions - 1, edges, np.append(0, np.cumsum(rates * 100_000)))
    case = {
        "name": name,
        "positions": [int(p) for p in positions],
        "haplotypes": ["".join(map(str, column)) for column in haplotypes.T],
        "target": 50,
        "mapEdges": [int(e) for e in edges],
        "mapRates": [float(r) for r in rates],
        "allel": of_allel(haplotypes, a, b, positions, cm),
        "selscan": of_selscan(a, b, positions, cm) if not gaps else {},
    }
    cases.append(case)
json.dump(cases, sys.stdout, separators=(",", ":"))

"""Makes missing.vcf.gz and missing.json: a file with missing calls and records without variation, and what pixy's definitions and
scikit-allel 1.3.13 give for it.

    apus simulate missing.yaml -o simulated.vcf.gz --populations missing.populations.tsv
    pip install numpy scikit-allel==1.3.13
    python make_missing.py simulated.vcf.gz missing.populations.tsv

pi and dxy are pixy's (Korunes & Samuk 2021, doi:10.1111/1755-0998.13326), counted pair by pair below: differences over
comparisons, summed over all records. F_ST is scikit-allel's over the records that vary.
"""

import gzip
import itertools
import json
import random
import sys

import allel
import numpy as np

LENGTH = 600
source, populations = sys.argv[1:]
random.seed(11)
groups = {}
for line in open(populations):
    name, group = line.split()[:2]
    groups.setdefault(group, []).append(name)

header, records = [], {}
with gzip.open(source, "rt") as file:
    for line in file:
        if line.startswith("#"):
            header.append(line)
        else:
            fields = line.rstrip("\n").split("\t")
            records[int(fields[1])] = fields
samples = header[-1].rstrip("\n").split("\t")[9:]
first = next(iter(records.values()))
for position in range(1, LENGTH + 1):
    # Half of the sites without variation have a record; a tenth of them without a call.
    if position not in records and random.random() < 0.5:
        records[position] = first[:1] + [str(position), ".", "A", ".", ".", ".", "AA=A", "GT"] + ["0|0"] * len(samples)
lines = []
calls = {}
for position in sorted(records):
    fields = records[position]
    share = random.choice([0, 0.2, 0.6])
    for column in range(9, len(fields)):
        if random.random() < share:
            fields[column] = ".|."
    lines.append("\t".join(fields) + "\n")
    calls[position] = [
        [-1 if a == "." else int(a) for a in call.split("|")] for call in fields[9:]
    ]
with open("missing.vcf.gz", "wb") as raw:
    with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as file:
        file.write("".join(header + lines).encode())


def alleles(position, group):
    own = [allele for name, call in zip(samples, calls[position]) if name in groups[group] for allele in call]
    return [allele for allele in own if allele >= 0]


def share(pairs):
    """Differences over comparisons of all `pairs` of alleles, site by site."""
    differences = comparisons = 0
    for position in calls:
        for a, b in pairs(position):
            comparisons += 1
            differences += a != b
    return differences / comparisons


a, b = groups
whole = lambda position: itertools.combinations(alleles(position, a) + alleles(position, b), 2)
genotypes = allel.GenotypeArray(np.array([calls[position] for position in sorted(calls)]))
counts = genotypes.count_alleles(max_allele=1)
varying = genotypes[(counts[:, 0] > 0) & (counts[:, 1] > 0)]
indices = [[samples.index(name) for name in groups[group]] for group in groups]
of_a, of_b = (varying.count_alleles(max_allele=1, subpop=index) for index in indices)
with np.errstate(all="ignore"):
    parts = np.array([part[:, 0] for part in allel.weir_cockerham_fst(varying, indices, max_allele=1)])
components = parts[:, np.isfinite(parts).all(axis=0)].sum(axis=1)
numerator, denominator = allel.hudson_fst(of_a, of_b)
known = np.isfinite(numerator) & np.isfinite(denominator)
expected = {
    "pi.pixy": share(whole),
    "pi.pixy@1": share(lambda position: itertools.combinations(alleles(position, a), 2)),
    "pi.pixy@2": share(lambda position: itertools.combinations(alleles(position, b), 2)),
    "dxy.pixy": share(lambda position: itertools.product(alleles(position, a), alleles(position, b))),
    "fstWeirCockerham": float(components[0] / components.sum()),
    "fstHudson": float(numerator[known].sum() / denominator[known].sum()),
}
json.dump(
    {"length": LENGTH, "records": len(calls), "varying": len(varying), "expected": expected},
    open("missing.json", "w"), indent=1)

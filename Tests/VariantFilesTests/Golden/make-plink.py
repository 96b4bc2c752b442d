"""Writes the PLINK data set of PlinkTests with bed-reader, and its genotypes: make-plink.py FOLDER (bed-reader, numpy).

plink.txt: a line a variant: chromosome, base pair, and the number of A1 alleles of each individual ("." without a call).
"""
import os
import sys

import numpy as np
from bed_reader import to_bed

folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
individuals, variants = 37, 24
random = np.random.default_rng(1)
counts = random.binomial(2, random.uniform(0.1, 0.9, variants), (individuals, variants)).astype(float)
counts[random.random(counts.shape) < 0.1] = np.nan
counts[:, 3] = np.nan  # no call at all
counts[:, 5] = 0  # one allele only
chromosomes = ["1"] * 14 + ["X"] * 10
positions = list(range(100, 1500, 100)) + list(range(50, 550, 50))
positions[7] = positions[6]
a1, a2 = ["A"] * variants, ["G"] * variants
a1[9] = "ATT"
properties = dict(
    iid=[f"i{k}" for k in range(individuals)], fid=["f"] * individuals, sex=[1 + k % 2 for k in range(individuals)],
    chromosome=chromosomes, bp_position=positions, allele_1=a1, allele_2=a2, sid=[f"v{k}" for k in range(variants)])
for name, major in (("plink", "SNP"), ("plink-individuals", "individual")):
    to_bed(os.path.join(folder, name + ".bed"), counts, properties=properties, count_A1=True, major=major)
with open(os.path.join(folder, "plink.txt"), "w") as out:
    for v in range(variants):
        row = ["." if np.isnan(c) else str(int(c)) for c in counts[:, v]]
        out.write(f"{chromosomes[v]} {positions[v]} {''.join(row)}\n")

"""Exact mean coalescence times under the demographies of this folder, for the simulator's tests.

pip install msprime==1.4.4 demes numpy; python make_golden.py writes demography.json: for each *.demes.yaml the mean time in
generations to the common ancestor of two haplotypes, for each pair of populations sampled at the present, from the debugger of
msprime (no simulation).
"""
import glob
import json
import os

import demes
import msprime

here = os.path.dirname(os.path.abspath(__file__))
golden = {}
for path in sorted(glob.glob(os.path.join(here, "*.demes.yaml"))):
    demography = msprime.Demography.from_demes(demes.load(path).in_generations())
    debugger = demography.debug()
    present = [p.name for p in demography.populations if p.default_sampling_time == 0]
    rows = []
    for i, a in enumerate(present):
        for b in present[i:]:
            lineages = {a: 2} if a == b else {a: 1, b: 1}
            rows.append([a, b, float(debugger.mean_coalescence_time(lineages, max_iter=20, rtol=1e-9))])
    golden[os.path.basename(path)] = rows
with open(os.path.join(here, "demography.json"), "w") as out:
    json.dump(golden, out, indent=1)
    out.write("\n")

"""Mean coalescence times under the demographies of this folder, for the simulator's tests.

pip install msprime==1.4.4 demes numpy; python make_golden.py writes demography.json: for each *.demes.yaml the mean time in
generations to the common ancestor of two haplotypes, for each pair of populations sampled at the present, by integrating the
survival probability that msprime's debugger computes (no simulation).
"""
import glob
import json
import os

import demes
import msprime
import numpy as np



def in_steps(graph, count=400):
    """The graph with linear epochs as many constant ones: msprime has no linear change."""
    data = graph.asdict()
    for deme in data["demes"]:
        epochs = []
        start = deme["start_time"]
        for epoch in deme["epochs"]:
            if epoch["size_function"] == "linear":
                edges = np.linspace(start, epoch["end_time"], count + 1)
                sizes = np.linspace(epoch["start_size"], epoch["end_size"], 2 * count + 1)[1::2]
                for end, size in zip(edges[1:], sizes):
                    epochs.append({"end_time": float(end), "start_size": float(size), "end_size": float(size)})
            else:
                epochs.append({k: epoch[k] for k in ("end_time", "start_size", "end_size", "size_function")})
            start = epoch["end_time"]
        deme["epochs"] = epochs
    return demes.Graph.fromdict(data)


here = os.path.dirname(os.path.abspath(__file__))
steps = np.concatenate([np.linspace(0, 20_000, 4001), np.geomspace(20_050, 2_000_000, 400)])
golden = {}
for path in sorted(glob.glob(os.path.join(here, "*.demes.yaml"))):
    demography = msprime.Demography.from_demes(in_steps(demes.load(path).in_generations()))
    debugger = demography.debug()
    present = [p.name for p in demography.populations if p.default_sampling_time == 0]
    rows = []
    for i, a in enumerate(present):
        for b in present[i:]:
            lineages = {a: 2} if a == b else {a: 1, b: 1}
            _, survival = debugger.coalescence_rate_trajectory(steps, lineages)
            rows.append([a, b, float(np.trapezoid(survival, steps))])
    golden[os.path.basename(path)] = rows
with open(os.path.join(here, "demography.json"), "w") as out:
    json.dump(golden, out, indent=1)
    out.write("\n")

"""CPU time of msprime per replicate on the workloads of workloads.json, in process, import excluded."""

import json
import resource
import sys
import time

import msprime
import numpy as np

WORKLOADS = {workload["name"]: workload for workload in json.load(open("workloads.json"))}


def share(replicate, step):
    return (replicate + 1) * step % 1


def ancestry(workload, replicate, seed):
    """The tree sequences of one call: all of `replicate` of them without a sweep, else one."""
    size, length = workload.get("size", 10_000), workload["length"]
    models = [msprime.StandardCoalescent()]
    arguments = {"num_replicates": replicate}
    if "alpha" in workload:
        low, high = workload["alpha"]
        alpha = low + (high - low) * share(replicate, 0.6180339887498949)
        # msprime's fitnesses are 1, 1 + s/2, 1 + s: its s is twice that of 1, 1 + s, 1 + 2s.
        sweep = msprime.SweepGenicSelection(
            position=length / 2, start_frequency=1 / (2 * size), end_frequency=1 - 1 / (2 * size),
            s=2 * alpha / (2 * size), dt=1 / (40 * size))
        models.insert(0, sweep)
        arguments = {"num_replicates": 1}
    if "demography" in workload:
        import demes
        arguments["demography"] = msprime.Demography.from_demes(demes.load(workload["demography"]))
    else:
        arguments["population_size"] = size
    rate = workload["rho"] / (4 * size * length)
    if "map_pieces" in workload:
        pieces = workload["map_pieces"]
        rates = [rate * (5 if k % 10 == 0 else 5 / 9) for k in range(pieces)]
        rate = msprime.RateMap(position=np.linspace(0, length, pieces + 1), rate=rates)
    return msprime.sim_ancestry(
        samples=[msprime.SampleSet(workload["haplotypes"], ploidy=1)], sequence_length=length,
        recombination_rate=rate, discrete_genome=False, model=models, random_seed=seed, **arguments)


def replicates(workload, count, seed):
    size, length = workload.get("size", 10_000), workload["length"]
    if "alpha" in workload:
        trees = (tree for k in range(count) for tree in ancestry(workload, k, seed + k))
    else:
        trees = ancestry(workload, count, seed)
    for index, tree in enumerate(trees):
        yield msprime.sim_mutations(
            tree, rate=workload["theta"] / (4 * size * length), model=msprime.BinaryMutationModel(),
            discrete_genome=False, random_seed=seed + 1 + index)


def main():
    for name in sys.argv[1:] or WORKLOADS:
        workload = WORKLOADS[name]
        count = workload["peer"]
        if count == 0:
            continue
        begin = time.process_time()
        sites = sum(len(mutated.genotype_matrix()) for mutated in replicates(workload, count, 7))
        seconds = time.process_time() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(name, seconds * 1000 / count, peak, sites / count, sep="\t", flush=True)


main()

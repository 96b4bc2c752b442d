"""CPU time of msprime per replicate on the workloads of Sources/Workloads, in process, import excluded."""

import sys
import time

import msprime

SIZE = 10_000
#           haplotypes, length, theta, rho, alpha, replicates
WORKLOADS = {
    "toy": (20, 10_000, 100, 100, 0, 400),
    "s-hic-neutral": (100, 110_000, 1056, 880, 0, 30),
    "s-hic-hard": (100, 110_000, 1056, 880, 1000, 30),
    "large": (100, 1_100_000, 2000, 4000, 0, 4),
}


def replicates(haplotypes, length, theta, rho, alpha, count, seed):
    models = [msprime.StandardCoalescent()]
    if alpha:
        # msprime's fitnesses are 1, 1 + s/2, 1 + s: its s is twice that of 1, 1 + s, 1 + 2s.
        sweep = msprime.SweepGenicSelection(
            position=length / 2, start_frequency=1 / (2 * SIZE), end_frequency=1 - 1 / (2 * SIZE),
            s=2 * alpha / (2 * SIZE), dt=1 / (40 * SIZE))
        models.insert(0, sweep)
    trees = msprime.sim_ancestry(
        samples=[msprime.SampleSet(haplotypes, ploidy=1)], population_size=SIZE, sequence_length=length,
        recombination_rate=rho / (4 * SIZE * length), discrete_genome=False, model=models, num_replicates=count,
        random_seed=seed)
    for index, tree in enumerate(trees):
        yield msprime.sim_mutations(
            tree, rate=theta / (4 * SIZE * length), model=msprime.BinaryMutationModel(), discrete_genome=False,
            random_seed=seed + 1 + index)


def main():
    for name in sys.argv[1:] or WORKLOADS:
        *parameters, count = WORKLOADS[name]
        next(replicates(*parameters, 1, 1)).genotype_matrix()
        begin = time.process_time()
        sites = sum(len(mutated.genotype_matrix()) for mutated in replicates(*parameters, count, 7))
        seconds = time.process_time() - begin
        print(name, seconds * 1000 / count, sites / count, sep="\t", flush=True)


main()

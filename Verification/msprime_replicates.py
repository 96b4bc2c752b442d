"""Writes msprime's replicates of the models of Sources/verify/PeerModel.swift as ms text: one file for each model."""

import sys

import msprime

HAPLOTYPES, LENGTH, SIZE, THETA, RHO = 40, 100_000, 10_000, 100, 100
MODELS = {"neutral": [], "bottleneck": [(2_000, 1_000), (3_000, 10_000)]}


def demography(changes):
    result = msprime.Demography.isolated_model([SIZE])
    for time, size in changes:
        result.add_population_parameters_change(time=time, initial_size=size)
    return result


def main(folder, count):
    for name, changes in MODELS.items():
        trees = msprime.sim_ancestry(
            samples=[msprime.SampleSet(HAPLOTYPES, ploidy=1)], demography=demography(changes), sequence_length=LENGTH,
            recombination_rate=RHO / (4 * SIZE * LENGTH), discrete_genome=False, num_replicates=count, random_seed=11)
        with open(f"{folder}/msprime-{name}.ms", "w") as out:
            for index, tree in enumerate(trees):
                mutated = msprime.sim_mutations(
                    tree, rate=THETA / (4 * SIZE * LENGTH), model=msprime.BinaryMutationModel(),
                    discrete_genome=False, random_seed=1000 + index)
                genotypes = mutated.genotype_matrix()
                out.write(f"\n//\nsegsites: {len(genotypes)}\n")
                if len(genotypes) == 0:
                    continue
                positions = (site.position / LENGTH for site in mutated.sites())
                out.write("positions: " + " ".join(f"{p:.12f}" for p in positions) + "\n")
                for haplotype in genotypes.T:
                    out.write("".join(map(str, haplotype)) + "\n")


main(sys.argv[1], int(sys.argv[2]))

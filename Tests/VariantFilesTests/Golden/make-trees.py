"""Writes the tree sequences of TreeSequenceTests and what tskit says of them: make-trees.py FOLDER (msprime, tskit).

x.txt: samples; populations; the counts read, used, not SNP, multiallelic, no call, monomorphic; then a line a site that
has two alleles, one of them ancestral: position, and 0, 1 or ? of each haplotype.
"""
import os
import sys

import msprime
import tskit

folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))


def two_populations():
    demography = msprime.Demography()
    demography.add_population(name="north", initial_size=1000)
    demography.add_population(name="south", initial_size=500)
    demography.add_population(name="root", initial_size=1000)
    demography.add_population_split(time=500, derived=["north", "south"], ancestral="root")
    ts = msprime.sim_ancestry({"north": 4, "south": 3}, demography=demography, sequence_length=200,
                              recombination_rate=1e-5, random_seed=1)
    # So many mutations on so few bases that sites have several, and some mutate back.
    return msprime.sim_mutations(ts, rate=8e-5, random_seed=2)


def continuous():
    ts = msprime.sim_ancestry(12, ploidy=1, population_size=1000, sequence_length=1000, discrete_genome=False,
                              recombination_rate=1e-6, random_seed=3)
    ts = msprime.sim_mutations(ts, rate=5e-6, discrete_genome=False, model=msprime.BinaryMutationModel(), random_seed=4)
    tables = ts.dump_tables()
    tables.individuals.clear()
    tables.nodes.individual = [tskit.NULL] * ts.num_nodes
    return tables.tree_sequence()


def isolated():
    """Haplotypes 1 and 6 are cut out of a stretch; haplotype 6 has a mutation there nevertheless."""
    ts = msprime.sim_ancestry(4, population_size=1000, sequence_length=400, recombination_rate=1e-5, random_seed=5)
    ts = msprime.sim_mutations(ts, rate=3e-5, random_seed=6)
    tables = ts.dump_tables()
    tables.edges.clear()
    for edge in ts.edges():
        pieces = [(edge.left, edge.right)]
        if edge.child in (1, 6):
            pieces = [(edge.left, min(edge.right, 100)), (max(edge.left, 250), edge.right)]
        for left, right in pieces:
            if left < right:
                tables.edges.add_row(left, right, edge.parent, edge.child)
    site = tables.sites.add_row(150.5, "A")
    tables.mutations.add_row(site, 6, "T", time=0.5)
    site = tables.sites.add_row(151.5, "A")
    tables.mutations.add_row(site, 6, "T", time=0.5)
    tables.mutations.add_row(site, 0, "ATT", time=0.5)
    tables.mutations.time = [tskit.UNKNOWN_TIME] * tables.mutations.num_rows
    tables.mutations.parent = [tskit.NULL] * tables.mutations.num_rows
    tables.sort()
    tables.build_index()
    tables.compute_mutation_parents()
    return tables.tree_sequence()


def inner_samples():
    """Nodes with children are samples, too, and the individuals' nodes are not neighbours."""
    ts = msprime.sim_ancestry(3, population_size=1000, sequence_length=300, recombination_rate=1e-5, random_seed=7)
    ts = msprime.sim_mutations(ts, rate=3e-5, random_seed=8)
    tables = ts.dump_tables()
    flags = tables.nodes.flags
    flags[8] = tskit.NODE_IS_SAMPLE
    tables.nodes.flags = flags
    individual = tables.nodes.individual
    individual[:6] = [0, 1, 2, 0, 1, 2]
    individual[8] = 1
    tables.nodes.individual = individual
    return tables.tree_sequence()


def report(ts):
    samples = list(ts.samples())
    if all(ts.node(u).individual >= 0 for u in samples):
        order = list(dict.fromkeys(ts.node(u).individual for u in samples))
        groups = [[u for u in samples if ts.node(u).individual == i] for i in order]
        names = [f"tsk_{i}" for i in order]
    else:
        groups = [[u] for u in samples]
        names = [f"node_{u}" for u in samples]

    def population(node):
        number = ts.node(node).population
        metadata = ts.population(number).metadata
        return metadata["name"] if isinstance(metadata, dict) else f"pop_{number}"

    counts = dict(read=0, used=0, notSNP=0, multiallelic=0, noCall=0, monomorphic=0)
    lines = []
    columns = [samples.index(u) for group in groups for u in group]
    for variant in ts.variants():
        counts["read"] += 1
        genotypes = [variant.genotypes[c] for c in columns]
        present = sorted(set(g for g in genotypes if g != tskit.MISSING_DATA))
        states = [variant.site.ancestral_state] + [m.derived_state for m in variant.site.mutations]
        if any(len(s) != 1 for s in states):
            counts["notSNP"] += 1
        elif len(present) > 2 or (len(present) == 2 and present[0] != 0):
            counts["multiallelic"] += 1
        elif not present:
            counts["noCall"] += 1
        elif len(present) == 1:
            counts["monomorphic"] += 1
        else:
            counts["used"] += 1
            row = "".join("?" if g == tskit.MISSING_DATA else "1" if g else "0" for g in genotypes)
            lines.append(f"{variant.site.position!r} {row}")
    head = [" ".join(f"{n}:{len(g)}" for n, g in zip(names, groups)), " ".join(population(g[0]) for g in groups),
            " ".join(f"{k}={v}" for k, v in counts.items())]
    return "\n".join(head + lines) + "\n"


def deleted():
    """Bases 200 to 449 and 700 to 799 are cut out for all. Nothing is known of them."""
    ts = msprime.sim_ancestry(3, population_size=1000, sequence_length=1000, recombination_rate=1e-6, random_seed=5)
    return msprime.sim_mutations(ts, rate=2e-5, random_seed=6).delete_intervals([[200, 450], [700, 800]])


for make in (two_populations, continuous, isolated, inner_samples, deleted):
    ts = make()
    # Provenance says when and where a file was made; without it the same seeds give the same bytes.
    tables = ts.dump_tables()
    tables.provenances.clear()
    tables.dump(os.path.join(folder, make.__name__ + ".trees"))
    with open(os.path.join(folder, make.__name__ + ".txt"), "w") as out:
        out.write(report(ts))

extension StudyKey {
  static let model = StudyKey.section(
    "model", "what is simulated",
    [
      .key("haplotypes", .count(2...1_048_576), example: "100", "counted in the data where there are data"),
      .key(
        "samples", .anything,
        example: "[{deme: CEU, haplotypes: 40}, {deme: CEU, haplotypes: 2, time: 300}]",
        "for 'simulate'; time: generations ago", insteadOf: ["model.haplotypes", "model.population"]),
      .key("demography", .text, example: "model.demes.yaml", "Demes", insteadOf: ["model.population_size"]),
      .key(
        "population", .words, example: "CEU", "the deme that the samples are of; data.target if that is a deme's name"),
      .key(
        "parameters", .entries,
        example: "{split: {uniform: [1500, 4000], replaces: [demes.CEU.start_time, demes.CHB.start_time]}}",
        "numbers of the Demes file, drawn anew for each replicate, in the units of the file, or worked out: {value: 2 * split}"
      ),
      .key(
        "conditions", .words, example: "[split < 3000, migrant_lineages > 0]",
        "draws that break one are drawn again; so are simulations, of what happens in them"),
      .key("population_size", .prior(1...1e9), standard: "10000", "diploid individuals of a constant population"),
      .key(
        "mutation_rate", .formula(0...0.01), standard: "{uniform: [1.0e-8, 1.5e-8]}", "per base per generation"),
      .key(
        "mutation_map", .anything, example: "rates.bed", "contig, start, end, rate per base per generation",
        insteadOf: ["model.mutation_rate"]),
      .key(
        "recombination_rate", .formula(0...0.01), standard: "{exponential: {mean: 1.0e-8, max: 3.0e-8}}",
        "crossovers per base per generation"),
      .key(
        "recombination_map", .anything,
        example: "{file: genetic_map.txt, region: \"2:134,000,000-140,000,000\", scale: 1}", "a map of rates",
        insteadOf: ["model.recombination_rate", "model.recombination_variation"]),
      .key(
        "recombination_variation", .prior(0...5), example: "{uniform: [0, 1.7]}",
        "SD of the log of the rate along a replicate: random hotspots and cold stretches"),
      .key(
        "gene_conversion", .anything, example: "{rate: 1.0e-8, mean_tract_length: 100}",
        "tracts that begin, per base per generation; base pairs"),
      .key(
        "sites", .choice(["continuous", "whole_bases"]), example: "whole_bases",
        "where mutations lie; continuous if left out"),
      .key(
        "background_selection", .anything, example: "{file: b_values.bed, region: \"2:134,000,000-140,000,000\"}",
        "B: relative effective size"),
      .key(
        "recurrent_sweeps", .anything, example: "{rate: 1.0e-11, selection_coefficient: 0.01, reach: 100kb}",
        "all along the genealogy"),
      .key(
        "ancestry", .anything, example: "smc_prime", "or {smc: 10kb}: approximations for large 4Nr; hudson is exact"),
      .key("memory_limit", .count(1...16_000_000), example: "4096", "megabytes that a replicate may need"),
      sweep,
    ])
}

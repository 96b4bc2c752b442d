import VariantFiles

extension StudyKey {
  static let data = StudyKey.section(
    "data", "the observed data; left out: simulate only",
    [
      .key(
        "variants", .words, example: "data.vcf.gz",
        "VCF or BCF, plain or compressed (.tbi or .csi beside it is used), PLINK .bed, .hap, .trees, ms text; \"-\": standard input"
      ),
      .key("region", .words, example: "\"2:134,000,000-140,000,000\"", "all contigs if left out"),
      .key("populations", .text, example: "popmap.tsv", "sample<TAB>population"),
      .key("target", .words, example: "CEU", "or a list: [CEU, TSI]"),
      .key(
        "compare", .words, example: "[CEU, YRI]", "in place of target: each by itself, and their calls side by side"),
      .key("samples", .text, example: "\"a,b,c\"", "or \"^a\" for all but a; in place of populations"),
      .key("samples_file", .text, example: "names.txt", "or \"^names.txt\" for all but those; in place of samples"),
      .key(
        "haploid", .words, example: "auto", "samples written as diploid that are not (males on X): auto, or their names"
      ),
      .key(
        "targets", .words, example: "[\"2:1,000-2,000\", \"3\"]",
        "as bcftools -t: sites outside are left out and bases there count as inaccessible; with ^ before the first: those within"
      ),
      .key(
        "targets_file", .text, example: "exons.bed",
        "as bcftools -T: the same from BED or tab-separated contig, first and last base; \"^exons.bed\": those within; in place of targets"
      ),
      .key("accessible", .text, example: "mask.bed", "or inaccessible"),
      .key("inaccessible", .text, example: "mask.bed", "in place of accessible"),
      .key(
        "ancestral", .text, standard: "auto",
        "INFO/AA, a FASTA file, none; auto: INFO/AA where the header has it, else none"),
      .key(
        "outgroup", .words, example: "[s1, s2]",
        "samples, or a population of the map, whose alleles are ancestral; in place of ancestral"),
      .key(
        "outgroup_agreement", .number(0.5...1), example: "1",
        "the least share of the outgroup's alleles that agree, above 0.5"),
      .key("minimum_call_rate", .number(0...1), standard: "0.5", "of the chosen samples' alleles"),
      .key("pass_only", .flag, standard: "false", "FILTER is PASS or empty"),
      .key(
        "filter", .words, example: "[PASS, q10]",
        "the names that FILTER may hold, \".\" for an empty one; in place of pass_only"),
      .key(
        "multiallelic", .choice(MultiallelicRule.allCases.map(\.rawValue)), example: "skip",
        "or split: records with several ALT alleles become sites of the reference and each of them"),
      .key(
        "invariant", .choice(InvariantRule.allCases.map(\.rawValue)), example: "skip",
        "or keep: records without variation, for features of files that count them (pixy)"),
      .key(
        "no_call_depth", .count(0...1_000_000), example: "0", "calls with at most so many reads (FORMAT/DP) are missing"
      ),
      .key("no_call_quality", .count(0...1_000_000), example: "0", "and those of at most this GQ"),
      .key("genotype_filter", .words, example: "[PASS, .]", "and those with another FORMAT/FT"),
      .key(
        "labels", .text, example: "regions.bed",
        "BED whose names are the classes: windows within the regions are learned from, in place of simulations"),
      .key("known", .text, example: "regions.bed", "shown beside the calls"),
      .key("genes", .text, example: "genes.gff3.gz", "GFF3 or GTF: genes in or next to a called region are named"),
      .key(
        "tracks", .words, example: "[ihs.tsv.gz, B.bedgraph.gz]",
        "bedGraph and tables of 'apus statistics scan': drawn below the scan in the report"),
      .key("length", .length, example: "1.1Mb", "the bases that each replicate of ms text is long"),
      .key(
        "recombination_map", .text, example: "genetic_map.txt",
        "of the data (HapMap, PLINK .map with cM, BED of cM/Mb)",
        insteadOf: ["model.recombination_variation", "model.recombination_rate", "model.recombination_map"]),
    ])
}

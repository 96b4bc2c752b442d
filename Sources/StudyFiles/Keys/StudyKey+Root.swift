import FeatureTables
import Learning
import Statistics

extension StudyKey {
  /// A study file.
  package static let root = StudyKey.section(
    "", "",
    [
      .key("study", .text, example: "NAME", "names the outputs"),
      .key("recipe", .choice(Recipe.all.map(\.id)), example: "s-hic", "fills the keys that are left out"),
      data, likeness, model,
      .key(
        "population_models", .entries, example: "{CEU: {demography: ceu.demes.yaml}, YRI: {population_size: 15000}}",
        "keys of the model, for data.compare"),
      .key(
        "classes", .entries, example: "{neutral: {}, bottleneck: {model: {demography: bottleneck.demes.yaml}}}",
        "what is told apart, in the order of labels and probabilities: sweep (none, hard, soft), place (middle, elsewhere, anywhere), "
          + "and keys of the model of its own"),
      .key(
        "targets", .anything, example: "[recombination_rate, {population_size: log}]",
        "in place of classes: numbers to predict, also worked out: {rho: 4 * population_size * recombination_rate * length}"
      ),
      .section(
        "windows", "the grid of the data, and of simulated chromosomes",
        [
          .key("length", .length, example: "1.1Mb", "base pairs"),
          .key(
            "subwindows", .count(1...1001), standard: "11",
            "equal parts of a window; the middle one is what is asked about"),
          .key(
            "loci", .count(2...1_000_000), example: "200",
            "independent windows whose statistics, averaged, make one example: what is asked is of the genome as a whole"
          ),
        ]),
      .key(
        "features", .anything, standard: "auto",
        "a set (s-hic, s-hic-12, filet, ... and their -folded and -unphased counterparts), auto (by what the data have), or "
          + "{statistics: [pi, dxy@A-B], windows: whole, normalisation: none}"),
      alignments, training,
      .key(
        "learner", .anything, standard: "{extra_trees: {trees: 500}}",
        "one of " + LearnerRegistry.all.map { type(of: $0).id }.joined(separator: ", ")),
      scan,
      .key("output", .text, example: "NAME.run", "a folder beside the study file"),
    ])

  private static let likeness = StudyKey.section(
    "likeness", "what simulated windows are given of the data, besides the size of their sample",
    [
      .key("mask", .flag, standard: "true", "the accessible bases of an observed window"),
      .key("missing", .flag, standard: "true", "its missing calls, by site and sample together"),
      .key(
        "switch_error", .prior(0...0.5), standard: "0",
        "at each heterozygous site of an individual: its haplotypes change places from there on"),
      .key(
        "misorientation", .anything, standard: "estimated",
        "sites whose ancestral allele is wrong: off, or their share; estimated by third bases"),
      .key(
        "minor_count", .anything, standard: "estimated",
        "how often the rarer allele of a site must be there; estimated: as the data show"),
      .key(
        "recombination_scale", .prior(1e-6...1e6), example: "{log_uniform: [0.5, 2]}",
        "times the rates of data.recombination_map in an observed window"),
    ])

  private static let alignments = StudyKey.section(
    "alignments", "what networks read of the alignment of a window; left out, rows have none",
    [
      .key(
        "sites", .count(8...20_000), example: "128",
        "windows with fewer are filled with empty ones"),
      .key(
        "choose", .choice(AlignmentShape.Choice.allCases.map(\.rawValue)), example: "middle",
        "which of more sites are kept: those nearest the middle, or evenly spaced ones (spread)"),
      .key(
        "order", .choice(AlignmentShape.Order.allCases.map(\.rawValue)), example: "sample",
        "of the haplotypes of a population: as in the sample, or by similarity to the commonest one"),
      .key(
        "minor_count", .count(1...1_000_000), example: "1", "how often the rarer allele of a site must be there"),
    ])

  private static let training = StudyKey.section(
    "training", "the simulated examples",
    [
      .key("replicates", .count(2...10_000_000), standard: "2000", "of each class"),
      .key("test_fraction", .number(0.01...0.9), standard: "0.2", "held out to measure the accuracy"),
      .key("seed", .count(0...Int.max), standard: "42", "of everything random"),
      .key(
        "calibration", .choice(CalibrationMethod.allCases.map(\.rawValue)), example: "beta",
        "probabilities are corrected on a fifth of the training replicates"),
      .key(
        "search", .text, example: "\"trees=100,500; max_features=sqrt,all\"",
        "what does best on `folds` of the training replicates; or the name of a published search: s-hic, review-svm"),
      .key(
        "candidates", .count(1...1_000_000), example: "50",
        "at random among the combinations of training.search; all if left out"),
      .key("folds", .count(2...1_000_000), example: "5", "of the cross-validation that compares them"),
      .key(
        "robustness", .count(0...1_000_000), example: "50",
        "fresh replicates of each class under each altered model; a fortieth of the replicates if left out; 0: none"),
      .key(
        "rounds", .count(1...20), example: "3",
        "of a posterior: replicates are simulated so often, each time within the region of the last posterior"
      ),
    ])

  private static let scan = StudyKey.section(
    "scan", "how the data are scanned",
    [
      .key("minimum_accessible", .number(0...1), standard: "0.25", "share of every subwindow"),
      .key("minimum_sites", .count(0...1_000_000_000), standard: "50", "segregating sites of a window"),
      .key("call_threshold", .number(0...1), standard: "0.5", "the least probability of a call"),
      .key(
        "classes", .words, example: "[hard, soft]",
        "whose windows are merged into regions; sweeps in the middle if left out"),
      .key(
        "rarity", .anything, example: "{hard: 0.005, soft: 0.005}",
        "the share of the genome's windows that are of a class; of sites: sweeps per megabase, of all classes or of each"
      ),
      .key(
        "regions", .choice(RegionMerging.allCases.map(\.rawValue)), example: "each",
        "each: neighbouring windows of one class are one region; sweeps: called windows up to a window's length apart, if nothing between them is most like no sweep; together: neighbours in which scan.classes add up to call_threshold. sweeps if left out where windows beside a sweep are a class, else each"
      ),
      .key("fdr", .number(0...1), example: "0.05", "call windows only up to this estimated false discovery rate"),
      .key(
        "null_windows", .count(0...10_000_000), example: "5000",
        "windows without a sweep simulated beyond those held out, so that small false discovery rates can be seen; by the number of windows if left out"
      ),
      .key("force", .flag, example: "true", "give regions though the check refuses the scan"),
      .key(
        "answer", .choice(ScanAnswer.allCases.map(\.rawValue)), example: "windows",
        "or sites: where selected sites lie (recipe sweep-sites); posterior: of targets or classes, given all windows.loci together"
      ),
      .key(
        "within", .length, example: "50kb", "of sites: how far the selected site may lie from a point that answers yes"),
      .key(
        "objective", .text, example: "fdr 0.1",
        "of sites: the share of calls that may be false; or f1 (at the stated rarity), top 20, all (from call_threshold on)"
      ),
      .key(
        "reference", .choice(SiteReference.allCases.map(\.rawValue)), example: "chromosome",
        "of sites: statistics are relative to its medians; or model, for a region that may be swept as a whole"),
    ])
}

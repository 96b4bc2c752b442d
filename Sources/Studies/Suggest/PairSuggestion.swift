import Demography
import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import Training
import VariantFiles

/// A study of two populations of given data by a recipe that compares them: introgression between them, or sweeps of the first.
///
/// Their history is the simplest there is: sizes from the diversity of each, a split from their net divergence, as if no gene had
/// passed since.
package struct PairSuggestion: Sendable {
  /// The two populations by themselves.
  let parts: [Suggestion]
  let names: [String]
  let recipe: Recipe
  /// Differences per base between haplotypes of the two.
  let divergence: Double
  private let request: SuggestionRequest

  /// The recipes of two populations.
  static let recipes = ["filet", "xp-sfselect", "joint-sfs"]

  /// The study of `request`; nil if its recipe is not one of two populations.
  package init?(_ request: SuggestionRequest, progress: @escaping StudyProgress) throws(StudyError) {
    guard let id = request.recipe, Self.recipes.contains(id) else { return nil }
    recipe = try Recipe.named(id)
    self.request = request
    names = try Self.names(request, id)
    var parts: [Suggestion] = []
    for name in names {
      var own = request
      own.settings += ["data.compare=null", StudyFile.override("data.target", name)]
      parts.append(try Suggestion(own, progress: progress))
    }
    self.parts = parts
    var both = parts[0].source
    both.target = names
    divergence = try Self.divergence(
      try ObservedData(both, threads: request.threads), length: parts[0].survey.blockLength, mask: parts[0].data.mask)
  }

  /// The two populations: those of `data.target`, or of a table that has just two.
  private static func names(_ request: SuggestionRequest, _ recipe: String) throws(StudyError) -> [String] {
    let study = try StudyFile.parse("study: suggestion", path: "the command line", overrides: request.settings)
    guard let source = study.data, let (file, known) = try populations(of: source) else {
      throw .invalid(
        "the recipe '\(recipe)' compares two populations: give --populations, a table of samples and populations")
    }
    let chosen = source.target.isEmpty ? known.filter { !source.outgroup.contains($0) } : source.target
    guard chosen.count == 2 else {
      throw .invalid(
        "the recipe '\(recipe)' compares two populations: give --target A,B (\(file) has \(ContigNames.list(known)))")
    }
    if let other = chosen.first(where: { !known.contains($0) }) {
      throw .invalid("data.target: \(file) has no population '\(other)' (it has \(ContigNames.list(known)))")
    }
    return chosen
  }

  /// The populations that the data have, and the file that says so: the table of samples, or data that name their populations themselves.
  private static func populations(of source: Study.DataSource) throws(StudyError) -> (file: String, names: [String])? {
    if let file = source.populations {
      return (file, try attempt { try PopulationMapFile.read(file) }.populations)
    }
    guard let path = source.variants.first, path != "-",
      let file = try attempt({ try openVariants(path, length: source.length) }) as? HaplotypeFile,
      let known = file.populations?.populations
    else { return nil }
    return (path, known)
  }

  /// Blocks whose divergence is taken.
  private static let mostBlocks = 300

  private static func divergence(_ data: ObservedData, length: Int, mask: Mask?) throws(StudyError) -> Double {
    let calculator = try attempt {
      try FeatureCalculator(
        featureSet: try FeatureSet.named("dxy; windows: whole"),
        layout: try WindowLayout(length: length, subwindowCount: 1),
        populationSizes: data.featurePopulations.map(\.haplotypeCount))
    }
    var (differences, bases) = (0.0, 0.0)
    for contig in data.contigs {
      let region = contig.region
      let blocks = region.length / length
      let chosen = min(blocks, max(1, mostBlocks / data.contigs.count))
      for index in 0..<chosen {
        let start = region.start + index * blocks / chosen * length
        let accessible = mask?.accessibleRanges(contig: region.contig, start: start, end: start + length)
        let matrix = try attempt { try contig.sites.matrix(from: Double(start), to: Double(start + length)) }
        let row = calculator.rawRow(matrix, start: Double(start), accessible: accessible)
        differences += row.raw[0] * row.accessibleBases[0]
        bases += row.accessibleBases[0]
      }
    }
    guard bases > 0 else { throw .empty("the data have no accessible stretch of \(length.grouped) bases") }
    return differences / bases
  }

  // MARK: The history

  private var mutationRate: Double { parts[0].mutationRate }
  /// Diversity within, on average.
  private var within: Double { (parts[0].survey.pi + parts[1].survey.pi) / 2 }
  /// Diploid individuals of the ancestor.
  private var ancestralSize: Double { within / (4 * mutationRate) }
  /// Generations since the populations parted, by net divergence; a fiftieth of N at least.
  private var split: Double { max((divergence - within) / (2 * mutationRate), 0.02 * ancestralSize) }
  private var sizes: [Double] { parts.map(\.equilibriumSize) }

  /// What demes are called: as the populations, if Demes allows that.
  private var demes: [String] {
    let areIdentifiers = names.allSatisfy { name in
      name.first.map { $0.isLetter || $0 == "_" } == true && name != "ancestor"
        && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }
    return areIdentifiers ? names : ["first", "second"]
  }

  /// The Demes file, with a pulse from one deme into another if `pulse` names these, or with migration both ways.
  private func history(pulse: (source: String, dest: String)? = nil, hasMigration: Bool = false) -> String {
    let demes = demes
    var lines = [
      "description: >-",
      hasMigration
        ? "  Two populations with migration both ways; its numbers are drawn anew for each replicate."
        : "  Two populations without gene flow but a pulse, if there is one: sizes by diversity, the split by net divergence.",
      "time_units: generations", "demes:",
      "  - name: ancestor", "    epochs: [{start_size: \(ancestralSize.significant), end_time: \(split.significant)}]",
    ]
    for (deme, size) in zip(demes, sizes) {
      lines += ["  - name: \(deme)", "    ancestors: [ancestor]", "    epochs: [{start_size: \(size.significant)}]"]
    }
    if hasMigration { lines.append("migrations: [{demes: [\(demes[0]), \(demes[1])], rate: 1.0e-5}]") }
    if let pulse {
      lines.append(
        "pulses: [{sources: [\(pulse.source)], dest: \(pulse.dest), time: \((split / 8).significant), proportions: [0.5]}]"
      )
    }
    return lines.yamlText
  }

  /// The parameters of the split and the sizes, indented by `indent`; where they are what is asked for, within wide bounds.
  private func parameters(_ indent: String, isAsked: Bool = false) -> [String] {
    func range(_ value: Double, _ factor: Double) -> String {
      "{log_uniform: [\((value / factor).significant), \((value * factor).significant)]"
    }
    return [
      "parameters:", "  split: \(range(split, isAsked ? 10 : 2)), replaces: demes.ancestor.epochs.0.end_time}",
      "  ancestral_size: \(range(ancestralSize, isAsked ? 5 : 2)), replaces: demes.ancestor.epochs.0.start_size}",
      "  first_size: \(range(sizes[0], isAsked ? 10 : 3)), replaces: demes.\(demes[0]).epochs.0.start_size}",
      "  second_size: \(range(sizes[1], isAsked ? 10 : 3)), replaces: demes.\(demes[1]).epochs.0.start_size}",
    ].map { indent + $0 }
  }

  // MARK: The study

  /// What is to be told of the data.
  package var summary: [String] {
    var lines: [String] = []
    for (name, part) in zip(names, parts) {
      lines.append("population \(name)")
      lines += part.summary.prefix(2).map { "  " + $0 }
    }
    let net = divergence - within
    lines.append(
      "dxy \(divergence.significant), net \(net.significant) per base: a split about \(Suggestion.words(split)) generations ago, if no "
        + "gene passed since")
    return lines
  }

  private var isPhased: Bool { parts.allSatisfy(\.data.isPhased) }
  private var isPolarised: Bool { parts.allSatisfy(\.data.isPolarised) }

  /// Writes the study to `path` and its histories beside it; returns the paths that were written.
  package func write(to path: String) throws(StudyError) -> [String] {
    let first = parts[0]
    var lines = first.heading + ["# The question: \(recipe.question)", "# \(recipe.title): \(recipe.reference)"]
    for (name, part) in zip(names, parts) { lines += part.data.notes.map { "# note: \(name): \($0)" } }
    lines += ["study: \(request.nameInYAML)", "recipe: \(recipe.id)"] + first.dataSection(path, together: names)
    lines += [
      "model:",
      "  # dxy is \(divergence.significant) per base, diversity within \(within.significant): without gene flow they parted",
      "  # \(Suggestion.words(split)) generations ago. Where genes passed, that is too late: widen the range.",
      "  demography: \(YAMLText.quoted(Suggestion.beside(path, "apart.demes.yaml").name))",
      "  population: \(YAMLText.quoted(demes))   # the demes of the populations of data.target, in their order",
    ]
    let isAsked = recipe.id == "joint-sfs"
    lines += parameters("  ", isAsked: isAsked)
    if isAsked { lines.append("    migration: {log_uniform: [1.0e-7, 1.0e-3], replaces: migrations.0.rate}") }
    lines += isAsked ? first.rateKeysOfHistory : first.rateKeys(factors: (0.25, 4))
    var files = [(suffix: "apart.demes.yaml", text: history(hasMigration: isAsked))]
    switch recipe.id {
    case "filet": files += introgression(path, &lines)
    case "joint-sfs": jointPosterior(&lines)
    default: sweeps(&lines)
    }
    return try first.write(lines.yamlText, to: path, beside: files)
  }

  /// Adds the classes of introgression; returns their histories.
  private func introgression(_ path: String, _ lines: inout [String]) -> [(suffix: String, text: String)] {
    var files: [(suffix: String, text: String)] = []
    lines += first.likenessKeys + ["classes:", "  none: {}"]
    let demes = demes
    for (source, dest) in [(0, 1), (1, 0)] {
      let suffix = "into-\(demes[dest]).demes.yaml"
      files.append((suffix, history(pulse: (demes[source], demes[dest]))))
      lines += [
        "  into-\(demes[dest]):", "    model:",
        "      demography: \(YAMLText.quoted(Suggestion.beside(path, suffix).name))",
      ]
      lines += parameters("      ")
      lines += [
        "        pulse_share: {uniform: [0, 0.25]}         # of the time since the split",
        "        pulse_time: {value: pulse_share * split, replaces: pulses.0.time}",
        "        pulse_proportion: {uniform: [0, 1], replaces: pulses.0.proportions.0}",
        "      conditions: [migrant_lineages > 0]          # a pulse that left nothing in the sample is none",
      ]
    }
    let into = [1, 0].map { "into-\(demes[$0]): 0.02" }.joined(separator: ", ")
    lines.append(
      "scan: {minimum_sites: 10, regions: together, rarity: {\(into)}}   # shares of the windows; say what you expect")
    if !isPhased {
      lines.append(
        "features: \"pi@1, pi@2, tajimasD@1, tajimasD@2, private1, private2, sharedSites, fixedDifferences, dxy, da, fstHudson; "
          + "windows: whole\"   # in place of 'filet': the data have no phase")
    }
    lines += window(sites: 100)
    return files
  }

  private func sweeps(_ lines: inout [String]) {
    let length = first.wholeWindow(sites: 60)
    let (low, high) = first.advantages(window: length)
    lines += [
      "  sweep:", "    deme: \(demes[0])",
      "    selection_coefficient: {log_uniform: [\(low.significant), \(high.significant)]}",
      "    # Since the split: one before it is both populations'.",
      "    fixation_time: {uniform: [0, \(Int(min(0.5 * split, Double(first.oldestFixation()))))]}",
    ]
    lines += first.likenessKeys
    if !isPolarised {
      lines.append(
        "features: \"pi@1, pi@2, tajimasD@1, tajimasD@2, fstHudson, dxy; windows: whole\"   # in place of 'xp-sfselect': no "
          + "ancestral alleles are known")
    }
    lines += window(sites: 60)
  }

  /// Adds what is asked of the history: the joint posterior of its numbers.
  private func jointPosterior(_ lines: inout [String]) {
    let length = parts.map { $0.wholeWindow(sites: 60) }.max() ?? 1
    let count = parts.map { $0.fittingWindows(of: length) }.min() ?? 2
    lines +=
      first.likenessKeys + [
        "targets: [{split: log}, {ancestral_size: log}, {first_size: log}, {second_size: log}, {migration: log}]",
        "# \(count) windows of \(length.grouped) bases, evenly taken from the data, stand for the genome together.",
        "windows: {length: \(length), subwindows: 1, loci: \(count)}",
      ]
    if first.isSpectrum {
      lines += first.noteOnSpectrum + ["features: \"jsfs2Bins8\(isPolarised ? "" : "Folded"); windows: whole\""]
    } else if !isPolarised {
      lines.append(
        "features: \"jsfs2Bins8Folded, dxy, fstHudson, pi@1, pi@2, tajimasD@1, tajimasD@2, private1, private2, sharedSites, "
          + "fixedDifferences; windows: whole\"   # in place of the recipe's: no ancestral alleles are known")
    }
  }

  private var first: Suggestion { parts[0] }

  private func window(sites: Double) -> [String] {
    let length = parts.map { $0.wholeWindow(sites: sites) }.max() ?? 1
    return ["# Windows of \(length.grouped) bases.", "windows: {length: \(length), subwindows: 1}"]
  }
}

import Demography
import Groundwork
import StudyFiles
import VariantFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files of a suggestion.
extension Suggestion {
  /// What is to be told of the data: the numbers that the suggestions rest on.
  public var summary: [String] {
    let kinds = [
      data.isPhased ? "phased" : "unphased", data.isPolarised ? "with ancestral alleles" : "without ancestral alleles",
    ]
    var lines = [
      "\(data.samples.count.of("sample")), \(data.haplotypeCount.of("haplotype")), \(kinds.joined(separator: ", "))",
      "one segregating site in \(Self.words(1 / survey.siteDensity)) accessible bases; theta_W \(survey.thetaW.significant), "
        + "pi \(survey.pi.significant) per base, Tajima's D \(survey.tajimasD.fixed(2)) on average",
    ]
    if let deserts { lines.append(deserts.words) }
    lines.append("history: \(historyInWords)")
    lines.append(
      "recombination rate \(recombination.rate.significant): \(recombination.reason); rho/theta about "
        + (recombination.rate / mutationRate).significant)
    if let recipe = request.recipe, recipe != "sweep-sites", recipe != "s-hic" { return lines }
    if let step = siteStep {
      lines.append(
        "a scan for selected sites every \(step.grouped) bases, each with about \(Int(survey.siteDensity * Double(step))) sites"
      )
      return lines
    }
    lines.append(
      "windows of \((subwindow.length * Self.subwindows).grouped) bases, \(Self.subwindows) subwindows of "
        + "\(subwindow.length.grouped), each with about \(Int(survey.siteDensity * Double(subwindow.length))) sites")
    return lines
  }

  private var historyInWords: String {
    let epochs = history.epochs
    guard epochs.count > 1 else {
      return "\(Self.words(epochs[0].size)) individuals; no change of size explains the spectrum clearly better"
    }
    let ages = epochs.dropFirst().map { Self.words($0.start) }
    return epochs.enumerated().map { index, epoch in
      Self.words(epoch.size) + (index < ages.count ? " until \(ages[index]) generations ago" : " before")
    }.joined(separator: ", ")
  }

  /// Writes the study to `path`, and its demography beside it if sizes change; returns the paths that were written.
  public func write(to path: String) throws(StudyError) -> [String] {
    let named = try recipeStudy(path)
    let text = named?.text ?? text(path)
    var files = named?.files ?? []
    if history.epochs.count > 1 && text.contains("demography: \(Self.beside(path, "demes.yaml").name)") {
      files.append((suffix: "demes.yaml", text: demography))
    }
    return try write(text, to: path, beside: files)
  }

  /// Writes the study `text` to `path`, and beside it the mask that was suggested, if there is one, and `files`; returns the paths that
  /// were written.
  func write(
    _ text: String, to path: String, beside files: [(suffix: String, text: String)]
  ) throws(StudyError) -> [String] {
    // A suggestion that could not be read would be no help.
    _ = try StudyFile.parse(text, path: path)
    var written = [path]
    let mask = deserts.map { [(suffix: "inaccessible.bed", text: $0.bed)] } ?? []
    for file in mask + files {
      let other = Self.beside(path, file.suffix).path
      try attempt { try AtomicFile.write(file.text, to: other) }
      written.append(other)
    }
    try attempt { try AtomicFile.write(text, to: path) }
    return written
  }

  /// The study of the recipe that was asked for; nil if it is left to the data, or to this suggestion's own text.
  private func recipeStudy(_ path: String) throws(StudyError) -> RecipeStudy? {
    guard let id = request.recipe, id != "sweep-sites" else { return nil }
    return try RecipeStudy(self, try Recipe.named(id), path: path)
  }

  /// The path of the file beside the study file at `path` that has its name and `suffix`, and its name.
  static func beside(_ path: String, _ suffix: String) -> (path: String, name: String) {
    let hasSuffix = path.hasSuffix(".yaml") || path.hasSuffix(".yml")
    let stem = hasSuffix ? String(path[..<(path.lastIndex(of: ".") ?? path.endIndex)]) : path
    let other = stem + "." + suffix
    return (other, other.split(separator: "/").last.map(String.init) ?? other)
  }

  /// The history as a Demes file, oldest epoch first.
  var demography: String {
    let epochs = history.epochs
    var lines = [
      "description: >-",
      "  Sizes fitted roughly to the folded site-frequency spectrum of \(survey.blocks.count.grouped) blocks of "
        + "\(survey.blockLength.grouped) bases,",
      "  projected to \(survey.projection) haplotypes, at a mutation rate of \(mutationRate.significant) per base and generation.",
      "time_units: generations",
      "demes:",
      "  - name: population",
      "    epochs:",
    ]
    for index in epochs.indices.reversed() {
      lines.append(
        "      - {start_size: \(epochs[index].size.significant), end_time: \(epochs[index].start.significant)}")
    }
    return lines.yamlText
  }

  /// The study file.
  private func text(_ path: String) -> String {
    var lines = heading
    lines += data.notes.map { "# note: \($0)" }
    lines += ["study: \(request.nameInYAML)", "recipe: \(siteStep == nil ? "s-hic" : "sweep-sites")"]
    lines +=
      dataSection(path) + ["model:"] + modelKeys(Self.beside(path, "demes.yaml").name, ofSites: siteStep != nil)
      + sweepKeys(
        advantages(ofSites: siteStep != nil), oldestFixation(ofSites: siteStep != nil), ofSites: siteStep != nil)
    lines += likenessKeys + (siteStep.map(siteLines) ?? closing(subwindow))
    return lines.yamlText
  }

  /// What the file is.
  var heading: [String] {
    [
      "# A study for \(ContigNames.list(source.variants, limit: 3)), suggested by 'apus suggest' from the data themselves.",
      "# Read it, change what you know better, then: apus run \(request.name).yaml",
    ]
  }

  /// The section `likeness`, where there is something to say in it.
  var likenessKeys: [String] {
    request.map == nil
      ? [] : ["likeness: {recombination_scale: {log_uniform: [0.5, 2]}}   # maps differ between populations"]
  }

  /// The sections behind the model and likeness, with windows of subwindows of `subwindow`.
  func closing(_ subwindow: (length: Int, reasons: [String])) -> [String] {
    var lines: [String] = []
    let (length, reasons) = subwindow
    lines += reasons.map { "# windows: \($0)" }
    lines.append(
      "# A subwindow of \(length.grouped) bases holds about \(Int(survey.siteDensity * Double(length))) sites of this sample."
    )
    lines.append("windows: {length: \(length * Self.subwindows), subwindows: \(Self.subwindows)}")
    lines.append(
      "features: auto               # \(data.isPhased ? "phased" : "unphased"), "
        + (data.isPolarised ? "derived alleles" : "no ancestral alleles: folded"))
    lines.append("training: {replicates: 2000, test_fraction: 0.2, seed: 42}   # replicates of each class")
    lines.append(
      "# Of five classes; how many of the calls are expected to be false is said at the end of the run and in trust.tsv."
    )
    lines.append("scan: {call_threshold: 0.35}")
    return lines
  }

  /// `path` as a study file elsewhere must name it.
  private func place(_ path: String, _ isBesideData: Bool) -> String {
    isBesideData || path.hasPrefix("/") || path == "-"
      ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  /// The section `data` of the study file at `study`; with `compare`, populations that are studied side by side in place of the
  /// target, with `together` such that are sampled together.
  func dataSection(_ study: String, compare: [String] = [], together: [String] = []) -> [String] {
    let isBesideData = !study.contains("/")
    func quoted(_ words: [String]) -> String {
      words.count == 1 ? YAMLText.quoted(words[0]) : YAMLText.quoted(words)
    }
    func path(_ path: String) -> String { YAMLText.quoted(place(path, isBesideData)) }
    var lines = ["data:"]
    lines.append("  variants: " + quoted(source.variants.map { place($0, isBesideData) }))
    if !source.regions.isEmpty {
      let reason = hasCoveredRegions ? "   # from the first to the last site; the rest of the contigs has none" : ""
      lines.append("  region: " + quoted(source.regions) + reason)
    }
    if let populations = source.populations { lines.append("  populations: " + path(populations)) }
    if !compare.isEmpty {
      lines.append("  compare: " + quoted(compare) + "   # each by itself, and their calls side by side")
    } else if !(together + source.target).isEmpty {
      lines.append("  target: " + quoted(together.isEmpty ? source.target : together))
    }
    if let samples = source.samples { lines.append("  samples: " + YAMLText.quoted(samples)) }
    if let samples = source.samplesFile {
      let bare = samples.hasPrefix("^") ? String(samples.dropFirst()) : samples
      lines.append(
        "  samples_file: " + YAMLText.quoted((samples.hasPrefix("^") ? "^" : "") + place(bare, isBesideData)))
    }
    if !source.haploid.isEmpty { lines.append("  haploid: " + quoted(source.haploid)) }
    if let accessible = source.accessible { lines.append("  accessible: " + path(accessible)) }
    if let targets = source.targets { lines.append("  targets: " + YAMLText.quoted(targets)) }
    if let targets = source.targetsFile {
      let isExcluded = targets.hasPrefix("^")
      let named = path(isExcluded ? String(targets.dropFirst()) : targets)
      lines.append("  targets_file: " + (isExcluded ? YAMLText.quoted(targets) : named))
    }
    if let inaccessible = source.inaccessible { lines.append("  inaccessible: " + path(inaccessible)) }
    if let deserts {
      lines.append("  # \(deserts.words); edit the file if you know better.")
      lines.append("  inaccessible: " + YAMLText.quoted(Self.beside(study, "inaccessible.bed").name))
    }
    if let labels = source.labels { lines.append("  labels: " + path(labels)) }
    if let length = source.length { lines.append("  length: \(Int(length))") }
    if let map = request.map { lines.append("  recombination_map: " + path(map)) }
    let isWord = ["auto", "none", "INFO/AA"].contains(source.ancestral)
    let words =
      data.isPolarised
      ? "ancestral alleles are known" : "none are known: folded features, which do without"
    lines.append("  ancestral: \(isWord ? source.ancestral : path(source.ancestral))   # \(words)")
    return lines
  }

  /// The keys of the model but for its sweeps, `file` being its demography.
  func modelKeys(_ file: String, ofSites isOfSites: Bool = false) -> [String] {
    sizeKeys(file) + rateKeys(ofSites: isOfSites)
  }

  /// The keys of the sizes of the population, `file` being its demography.
  ///
  /// Where the numbers are what is asked for (`wide`) their ranges are a fifth to five times the fitted values.
  func sizeKeys(_ file: String, wide: Bool = false) -> [String] {
    var lines = [
      "  # theta_W is \(survey.thetaW.significant) per accessible base: 4N times the mutation rate. \(assumption)"
    ]
    let epochs = history.epochs
    if epochs.count == 1 {
      lines.append(
        "  population_size: \(epochs[0].size.significant)   # no change of size explains the spectrum clearly better")
    } else {
      lines.append("  # The spectrum is explained best by \(historyInWords);")
      lines +=
        wide
        ? [
          "  # each is drawn from a fifth to five times the fitted value: the windows are left to tell what is asked for."
        ]
        : [
          "  # it knows sizes and times roughly, so each is drawn from a range about the fitted value, as wide as fits to",
          "  # resampled blocks vary (95 %), and a factor of \(Self.leastSizeFactor) to each side at least.",
        ]
      lines.append("  demography: \(file)")
      lines += historyParameters(wide: wide)
    }
    return lines
  }

  /// The keys of mutations.
  var mutationKeys: [String] {
    let (low, high) = mutationRange
    return [
      "  # The range is that of the diversity of windows, a quarter to each side at least.",
      "  mutation_rate: {uniform: [\(low.significant), \(high.significant)]}",
    ]
  }

  /// The keys of mutations and crossovers.
  func rateKeys(ofSites isOfSites: Bool = false, factors: (low: Double, high: Double)? = nil) -> [String] {
    var lines = mutationKeys + ["  # \(recombination.reason)."]
    if request.map == nil {
      let factors = factors ?? recombination.factors
      let (low, high) = (recombination.rate * factors.low, recombination.rate * factors.high)
      lines.append("  recombination_rate: {log_uniform: [\(low.significant), \(high.significant)]}")
      if isOfSites {
        lines.append(
          "  recombination_variation: {uniform: [0, 2]}   # hotspots and cold stretches at random: none are known")
      }
    }
    return lines
  }

  /// The keys of the rates where numbers of a history are asked for: rates that are given are known, and sizes and times are in
  /// proportion to that of mutations.
  var rateKeysOfHistory: [String] {
    let mutations = "  mutation_rate: \(mutationRate.significant)   # sizes and times are in proportion to it"
    guard request.map == nil, request.recombinationRate == nil else {
      let given = request.recombinationRate.map { ["  recombination_rate: \($0.significant)   # given"] } ?? []
      return [mutations] + given
    }
    return [mutations] + rateKeys(factors: (0.25, 4)).dropFirst(mutationKeys.count)
  }

  /// The keys of sweeps with advantages from `weak` to `strong`, fixed up to `oldest` generations ago.
  func sweepKeys(
    _ advantages: (low: Double, high: Double), _ oldest: Int, ofSites isOfSites: Bool = false
  ) -> [String] {
    [
      "  sweep:",
      isOfSites
        ? "    # From a trace of five steps to either side to one of half a small chromosome."
        : "    # From a trace as wide as a subwindow to one as wide as a window, or as several where windows have no subwindows.",
      "    selection_coefficient: {log_uniform: [\(advantages.low.significant), \(advantages.high.significant)]}",
      isOfSites
        ? "    # Up to about N generations ago: until then the gap that a sweep leaves in diversity fills again."
        : "    # Up to a tenth of N generations ago: windows that are normalised within themselves hardly show older sweeps.",
      "    fixation_time: {uniform: [0, \(oldest)]}",
      "    soft_initial_frequency: {uniform: [0.01, 0.2]}",
    ]
  }

  /// The factors to each side by which a size, and a time, may be off at least, and at most.
  private static let (leastSizeFactor, leastTimeFactor, mostFactor) = (1.4, 1.25, 4.0)
  /// The factor to each side where nothing but the data shall tell.
  private static let wideFactor = 5.0

  /// The sizes and times of the history as parameters, oldest epoch first.
  private func historyParameters(wide: Bool) -> [String] {
    func prior(_ value: Double, _ deviation: Double, _ least: Double) -> String {
      let factor = wide ? Self.wideFactor : min(max(PortableMath.exp(2 * deviation), least), Self.mostFactor)
      return "log_uniform: [\((value / factor).significant), \((value * factor).significant)]"
    }
    let epochs = history.epochs
    var lines = ["  parameters:"]
    var changes: [String] = []
    for (index, recency) in epochs.indices.reversed().enumerated() {
      let name = epochName(recency)
      lines.append(
        "    \(name)_size: {\(prior(epochs[recency].size, history.spread.sizes[recency], Self.leastSizeFactor)), "
          + "replaces: demes.population.epochs.\(index).start_size}")
      guard recency > 0 else { continue }
      changes.append("\(name)_end")
      lines.append(
        "    \(name)_end: {\(prior(epochs[recency].start, history.spread.times[recency - 1], Self.leastTimeFactor)), "
          + "replaces: demes.population.epochs.\(index).end_time}")
    }
    let conditions = zip(changes, changes.dropFirst()).map { "\($0) > \($1)" }
    return lines + (conditions.isEmpty ? [] : ["  conditions: [\(conditions.joined(separator: ", "))]"])
  }

  /// What the epoch that is the `recency`-th from the present is called.
  private func epochName(_ recency: Int) -> String {
    recency == 0 ? "recent" : recency == history.epochs.count - 1 ? "ancestral" : "middle"
  }

  /// The names of the numbers of the history that a study draws.
  var parameterNames: [String] {
    if history.epochs.count == 1 { return ["population_size"] }
    return history.epochs.indices.reversed().flatMap { recency in
      ["\(epochName(recency))_size"] + (recency > 0 ? ["\(epochName(recency))_end"] : [])
    }
  }

  private var assumption: String {
    request.mutationRate == nil
      ? "The rate of \(mutationRate.significant) is assumed: sizes and times scale with it; give --mutation-rate."
      : "The rate was given."
  }
}

import Demography
import Groundwork
import StudyFiles
import VariantFiles

/// The study file of a named recipe for the data of a suggestion, and the files that it names.
struct RecipeStudy {
  let suggestion: Suggestion
  let recipe: Recipe
  /// The study file.
  let path: String
  /// The sections behind data and heading.
  private(set) var lines: [String] = []
  /// What stands beside the study file: the ending of its name, and its text.
  private(set) var files: [(suffix: String, text: String)] = []

  /// The study of `recipe`, to be written to `path`.
  init(_ suggestion: Suggestion, _ recipe: Recipe, path: String) throws(StudyError) {
    self.suggestion = suggestion
    self.recipe = recipe
    self.path = path
    switch recipe.id {
    case "s-hic", "diplos-hic": fiveClasses()
    case "sfselect", "pavlidis", "hierarchical-boosting": sweepsInWindows()
    case "evolboosting": sweepsAlongWindows()
    case "evonet": kindsOfSelection()
    case "model-choice": histories()
    case "parameters": try parameters()
    case "recombination": try recombination()
    case "popcons":
      guard let labels = suggestion.source.labels else {
        throw .invalid(
          "the recipe 'popcons' learns from labelled regions: give --set data.labels=regions.bed, a BED whose names are the classes"
        )
      }
      try labelledRegions(labels)
    default:
      throw .invalid(
        "apus suggest does not write studies of the recipe '\(recipe.id)'; 'apus recipes show \(recipe.id)' says what it needs"
      )
    }
  }

  private var data: (isPhased: Bool, isPolarised: Bool) { (suggestion.data.isPhased, suggestion.data.isPolarised) }

  private func name(_ suffix: String) -> String { Suggestion.beside(path, suffix).name }

  // MARK: Sweeps

  private mutating func fiveClasses() {
    lines = suggestion.modelLines(path)
    lines += suggestion.sweepKeys(suggestion.advantages(), suggestion.oldestFixation()) + suggestion.likenessKeys
    lines += suggestion.closing(suggestion.subwindow).filter { recipe.id == "s-hic" || !$0.hasPrefix("features:") }
  }

  /// Sweeps in windows that are looked at as a whole.
  private mutating func sweepsInWindows() {
    // The maxima of CLR and omega stand out from a window that a sweep does not fill; spectra and other tests are of one that it does.
    let isFilled = recipe.id != "pavlidis"
    let length = isFilled ? suggestion.wholeWindow(sites: 60) : suggestion.subwindow.length * Suggestion.subwindows
    let oldest = suggestion.oldestFixation()
    sweepModel(isFilled ? suggestion.advantages(window: length) : suggestion.advantages(), oldest)
    switch recipe.id {
    case "sfselect":
      lines += [
        "classes:", "  neutral: {}",
        "  before-fixation: {sweep: hard, model: {sweep: {fixation_time: 0, final_frequency: {uniform: [0.6, 0.99]}}}}",
        "  after-fixation: {sweep: hard, model: {sweep: {fixation_time: {uniform: [0, \(oldest)]}}}}",
      ]
      without(derivedAlleles: "sfsFolded; windows: whole")
    case "hierarchical-boosting":
      let (recent, ancient) = (
        "{uniform: [0, \(oldest / 4)]}", "{uniform: [\(oldest / 2), \(max(oldest, oldest / 2 + 1))]}"
      )
      let part = "final_frequency: {uniform: [0.6, 0.9]}"
      lines += [
        "classes:                     # ended up to \(oldest / 4), or from \(oldest / 2) generations ago on; complete, or not",
        "  neutral: {}",
        "  recent-complete: {sweep: hard, model: {sweep: {fixation_time: \(recent)}}}",
        "  ancient-complete: {sweep: hard, model: {sweep: {fixation_time: \(ancient)}}}",
        "  recent-incomplete: {sweep: hard, model: {sweep: {fixation_time: \(recent), \(part)}}}",
        "  ancient-incomplete: {sweep: hard, model: {sweep: {fixation_time: \(ancient), \(part)}}}",
      ]
      without(
        phase: "tajimasD, fuLiD*, fuLiF*, clrFolded; windows: whole",
        derivedAlleles: "tajimasD, fuLiD*, fuLiF*, clrFolded, haplotypeScans, deltaIHH; windows: whole")
    default:
      without(phase: "clrFolded, tajimasD; windows: whole", derivedAlleles: "pavlidis-folded")
    }
    window(length)
  }

  private mutating func sweepsAlongWindows() {
    let length = suggestion.subwindow.length * Suggestion.subwindows
    sweepModel(suggestion.advantages(), suggestion.oldestFixation())
    without(
      phase: "thetaW, pi, tajimasD; windows: subwindows; normalisation: none",
      derivedAlleles: "thetaW, pi, tajimasD, H12, haplotypeCount; windows: subwindows; normalisation: none")
    window(length)
  }

  private mutating func kindsOfSelection() {
    let length = suggestion.wholeWindow(sites: 100)
    // The sizes are what this recipe does not take for known.
    lines =
      ["model:"]
      + (suggestion.history.epochs.count == 1
        ? suggestion.constantSize : suggestion.sizeKeys(name("demes.yaml"), wide: true)) + suggestion.rateKeys()
    lines += suggestion.sweepKeys(suggestion.advantages(window: length), suggestion.oldestFixation())
    lines += suggestion.likenessKeys
    files.append(("balance.tsv", suggestion.balancedPath))
    lines += [
      "classes:", "  neutral: {}", "  hard: {sweep: hard}", "  soft: {sweep: soft}",
      "  # An allele that has been at one half for 8N generations.",
      "  balancing: {sweep: hard, model: {sweep: {trajectory: \(YAMLText.quoted(name("balance.tsv")))}}}",
    ]
    without(phase: "ss, tajimasD, sfsFolded, spacing, pi; windows: whole", derivedAlleles: nil)
    lines.append("scan: {minimum_sites: 20, classes: [hard, soft, balancing]}")
    window(length)
  }

  /// The model with sweeps of `advantages`, and the likeness.
  private mutating func sweepModel(_ advantages: (low: Double, high: Double), _ oldest: Int) {
    lines = suggestion.modelLines(path)
    lines += suggestion.sweepKeys(advantages, oldest) + suggestion.likenessKeys
  }

  /// Features in place of the recipe's where data have no phase, or no derived alleles; nil: the recipe's do without.
  private mutating func without(phase unphased: String? = nil, derivedAlleles folded: String?) {
    if let unphased, !data.isPhased {
      lines.append("features: \(YAMLText.quoted(unphased))   # in place of '\(recipe.id)': the data have no phase")
    } else if let folded, !data.isPolarised {
      lines.append(
        "features: \(YAMLText.quoted(folded))   # in place of '\(recipe.id)': no ancestral alleles are known")
    }
  }

  private mutating func window(_ length: Int) {
    let parts = recipe.id == "evolboosting" ? Suggestion.subwindows : 1
    lines.append(
      "# A window of \(length.grouped) bases holds about \(Int(suggestion.survey.siteDensity * Double(length))) sites of this sample."
    )
    lines.append("windows: {length: \(length), subwindows: \(parts)}")
  }

  // MARK: Histories

  private mutating func histories() {
    let size = suggestion.equilibriumSize
    func range(_ low: Double, _ high: Double) -> String { "{log_uniform: [\(low.significant), \(high.significant)]" }
    let demes = Suggestion.oneDeme
    files = [
      (
        "growth.demes.yaml",
        demes([(size, 0.1 * size), (10 * size, 0)], "Growth; its numbers are drawn anew for each replicate.")
      ),
      (
        "bottleneck.demes.yaml",
        demes(
          [(size, 0.3 * size), (0.1 * size, 0.1 * size), (size, 0)],
          "A bottleneck; its numbers are drawn anew for each replicate.")
      ),
    ]
    lines = ["model:"] + suggestion.constantSize + suggestion.rateKeys(factors: (0.25, 4)) + suggestion.likenessKeys
    lines += [
      "classes:", "  constant: {}", "  growth:", "    model:",
      "      demography: \(YAMLText.quoted(name("growth.demes.yaml")))", "      population: population",
      "      parameters:",
      "        ancestral: \(range(size / 5, 5 * size)), replaces: demes.population.epochs.0.start_size}",
      "        times: {log_uniform: [2, 50]}",
      "        recent: {value: ancestral * times, replaces: demes.population.epochs.1.start_size}",
      "        began: \(range(0.005 * size, 2 * size)), replaces: demes.population.epochs.0.end_time}",
      "  bottleneck:", "    model:",
      "      demography: \(YAMLText.quoted(name("bottleneck.demes.yaml")))", "      population: population",
      "      parameters:",
      "        ancestral: \(range(size / 5, 5 * size)), replaces: demes.population.epochs.0.start_size}",
      "        depth: {log_uniform: [0.01, 0.3]}", "        rebound: {log_uniform: [0.5, 2]}",
      "        narrow: {value: ancestral * depth, replaces: demes.population.epochs.1.start_size}",
      "        recent: {value: ancestral * rebound, replaces: demes.population.epochs.2.start_size}",
      "        ended: \(range(0.005 * size, 0.5 * size)), replaces: demes.population.epochs.1.end_time}",
      "        lasted: \(range(0.01 * size, 0.5 * size))}",
      "        began: {value: ended + lasted, replaces: demes.population.epochs.0.end_time}",
    ]
    numbers()
    loci()
  }

  private mutating func parameters() throws(StudyError) {
    let names = suggestion.parameterNames
    let sizes =
      names == ["population_size"]
      ? suggestion.constantSize : suggestion.sizeKeys(name("demes.yaml"), wide: true)
    lines = ["model:"] + sizes + suggestion.rateKeysOfHistory + suggestion.likenessKeys
    lines.append("targets: [\(names.map { "{\($0): log}" }.joined(separator: ", "))]")
    numbers()
    loci()
  }

  private mutating func recombination() throws(StudyError) {
    guard suggestion.request.map == nil else {
      throw .invalid(
        "the recipe 'recombination' makes a map of recombination rates and uses none: leave --map out, and set the maps side by side afterwards "
          + "(data.tracks)")
    }
    lines = ["model:"] + suggestion.sizeKeys(name("demes.yaml")) + suggestion.mutationKeys
    let rate = suggestion.recombination.rate
    lines += [
      "  # The mean is about \(rate.significant) (\(suggestion.recombination.reason)); a place may have far more or less.",
      "  recombination_rate: {log_uniform: [\(max(1e-12, rate / 100).significant), \(min(0.001, rate * 50).significant)]}",
      "  recombination_variation: {uniform: [0, 1.7]}   # within a window as well",
      "targets: [{recombination_rate: log}]",
    ]
    without(
      phase: "ss, pi, genotypeZnS, genotypeDistVar, genotypeDistSkew, genotypeDistKurt, spacing; windows: whole",
      derivedAlleles: nil)
    lines.append("scan: {minimum_sites: 20}")
    window(suggestion.wholeWindow(sites: 150))
  }

  /// Windows side by side that stand for the genome together.
  private mutating func loci() {
    let length = suggestion.wholeWindow(sites: 30)
    let count = suggestion.fittingWindows(of: length)
    lines.append(
      "# \(count) windows of \(length.grouped) bases, drawn from all that fit into the data, stand for the genome together."
    )
    lines.append("windows: {length: \(length), subwindows: 1, loci: \(count)}")
  }

  /// Statistics of windows; haplotypes and linkage say more of them where there is phase.
  private mutating func numbers() {
    if suggestion.isSpectrum {
      lines += suggestion.noteOnSpectrum + ["features: \"\(data.isPolarised ? "sfs" : "sfsFolded"); windows: whole\""]
      return
    }
    let spectrum = data.isPolarised ? "thetaH, fayWuHNormalised, sfs" : "sfsFolded"
    let linked = data.isPhased ? ", haplotypeCount, H12, r2ByDistance, ibs, distVar" : ", heterozygosity"
    lines.append(
      "features: \"thetaW, pi, tajimasD, ss, singletons, \(spectrum), spacing\(linked); windows: whole\"")
  }

  /// The classes that are looked for are those of few bases: what most of a genome is, is what they are told from.
  private mutating func labelledRegions(_ path: String) throws(StudyError) {
    if data.isPolarised { lines.append("features: \"sfs, pi, ss, singletons, thetaH; windows: whole\"") }
    var bases: [String: Int] = [:]
    for region in try attempt({ try BEDFile.readNamed(path) }) {
      bases[region.name, default: 0] += region.interval.length
    }
    let ordered = bases.sorted { ($0.value, $1.key) < ($1.value, $0.key) }.map(\.key)
    if let common = ordered.last, ordered.count > 1 {
      let sought = ordered.dropLast().map(YAMLText.quoted).joined(separator: ", ")
      lines += [
        "# Most labelled bases are '\(common)': the scan looks for the rest. Name other classes if you look for those.",
        "scan: {classes: [\(sought)]}",
      ]
    }
    window(suggestion.wholeWindow(sites: 30))
  }

  /// The study file.
  var text: String {
    var all = suggestion.heading + ["# The question: \(recipe.question)", "# \(recipe.title): \(recipe.reference)"]
    all += suggestion.data.notes.map { "# note: \($0)" }
    all += ["study: \(suggestion.request.nameInYAML)", "recipe: \(recipe.id)"]
    all += suggestion.dataSection(path) + lines
    return all.yamlText
  }
}

extension Suggestion {
  /// Why the features of a spectrum are few.
  var noteOnSpectrum: [String] {
    [
      "# A spectrum says nothing of places and haplotypes, nor of how windows differ: counts of alleles alone are asked."
    ]
  }

  /// The section of the model without sweeps, of the study at `path`.
  func modelLines(_ path: String) -> [String] { ["model:"] + modelKeys(Self.beside(path, "demes.yaml").name) }

  /// Advantages whose trace reaches from one window of `length` to eight on either side.
  func advantages(window length: Int) -> (low: Double, high: Double) {
    let low = min(max(lossPerBase * Double(length), 25 / equilibriumSize), 0.05)
    return (low, min(8 * low, 0.3))
  }

  /// The length of a window that holds about `sites` sites, so far as a hundred of them fit into the data.
  func wholeWindow(sites: Double) -> Int {
    let room = max(1000, survey.longestRegion / 20)
    return Self.roundNumber(min(room, Int(2 * sites / survey.siteDensity)))
  }

  /// Windows of `length` side by side that the data will hold with some to spare, a hundred at most.
  func fittingWindows(of length: Int) -> Int {
    let regions = data.contigs.map(\.region.length)
    let accessible = survey.accessibleBases / Double(max(1, regions.reduce(0, +)))
    let fitting = regions.reduce(0) { $0 + $1 / length }
    return max(2, min(100, Int(0.7 * accessible * Double(fitting))))
  }

  /// The key of a constant size that is hardly known.
  var constantSize: [String] {
    [
      "  # theta_W is \(survey.thetaW.significant) per accessible base: 4N times the mutation rate.",
      "  population_size: {log_uniform: [\((equilibriumSize / 5).significant), \((5 * equilibriumSize).significant)]}",
    ]
  }

  /// A Demes file of one population with `epochs` (size, end), oldest first.
  static func oneDeme(_ epochs: [(size: Double, end: Double)], _ words: String) -> String {
    var lines = ["description: \(words)", "time_units: generations", "demes:", "  - name: population", "    epochs:"]
    for epoch in epochs {
      lines.append("      - {start_size: \(epoch.size.significant), end_time: \(epoch.end.significant)}")
    }
    return lines.yamlText
  }

  /// The path of an allele that rose to one half 8N generations ago and has stayed there.
  var balancedPath: String {
    let (age, size) = (8 * equilibriumSize, equilibriumSize)
    let rise = 0.2 * size
    var lines = ["# generations ago, frequency", "0\t0.5", "\(age.significant)\t0.5"]
    for step in 1...20 {
      let share = Double(step) / 20
      // Logistic from one half down to one copy.
      let odds = PortableMath.exp(-share * PortableMath.log(2 * size))
      lines.append("\((age + share * rise).significant)\t\((odds / (1 + odds)).significant)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

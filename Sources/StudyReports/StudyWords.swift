import Groundwork
import Learning
import Studies
import StudyFiles

/// A study in sentences.
enum StudyWords {
  /// What was asked, simulated and learned.
  static func summary(_ study: Study, _ model: ModelFile) -> [String] {
    let schema = model.model.schema
    var lines: [String] = []
    if let data = study.data {
      let file = data.variants.map { $0.split(separator: "/").last.map(String.init) ?? $0 }.joined(separator: ", ")
      let samples = data.target.isEmpty ? "its samples" : "the samples of " + data.target.joined(separator: ", ")
      lines.append(
        "\(file) was scanned in \(samples) (\(schema.haplotypeCount) haplotypes), in windows of "
          + "\(schema.windowLength.grouped) bases; a verdict is about the middle one of \(schema.subwindowCount) subwindows."
      )
    }
    if let labels = study.data?.labels {
      lines.append(
        "Nothing was simulated: windows of the data within the regions of \(labels.split(separator: "/").last ?? "") were learned from. "
          + "Blocks of neighbouring windows were held out together, and where blocks meet a window was left out; windows that were "
          + "learned from are in the tracks as well.")
      return lines + learned(study, model)
    }
    let kinds = study.classNames.count == 1 ? "" : " of each of the classes \(study.classNames.joined(separator: ", "))"
    let size =
      study.model.demography.map { "the demography of " + ($0.split(separator: "/").last.map(String.init) ?? $0) }
      ?? "a constant population (diploid individuals: \(study.model.populationSize.words))"
    let rates =
      "Mutation rate per base and generation: \(rate(study.model.mutationRate, study.model.mutationMap?.file)); recombination rate: "
      + "\(rate(study.model.recombinationRate, study.data?.recombinationMap ?? study.model.recombinationMap?.file))."
    lines.append(
      "\(study.training.replicates.grouped) windows\(kinds) were simulated under \(size). \(rates)")
    for parameter in study.model.parameters {
      lines.append("Drawn anew for each window: \(parameter.name) (\(parameter.prior.words)).")
    }
    for one in study.classes where one.model != nil {
      lines.append(
        "The class '\(one.name)' has a model of its own; the provenance at the end of the page has it in full.")
    }
    if study.classes.contains(where: { $0.sweep != .none }) { lines.append(study.model.sweep.words) }
    return lines + learned(study, model)
  }

  /// What was learned, from which features.
  private static func learned(_ study: Study, _ model: ModelFile) -> [String] {
    let schema = model.model.schema
    var lines: [String] = []
    if !study.isClassification {
      let names = study.targets.map { $0.scale == .log ? "log \($0.name)" : $0.name }
      lines.append("What is predicted: \(names.joined(separator: ", ")).")
    }
    let data = [
      schema.usesPhase ? "phased haplotypes" : "unphased genotypes",
      schema.usesPolarisation ? "derived alleles" : "folded: no ancestral alleles",
    ]
    lines.append(
      "The feature set is '\(schema.featureSet)' (\(data.joined(separator: ", "))): \(schema.columns.count.of("feature")); the "
        + "learner is \(type(of: model.learner).title.lowercased()). \((100 * study.training.testFraction).fixed(0)) % of "
        + "the \(study.data?.labels == nil ? "simulations" : "labelled windows") were held out to measure it.")
    return lines
  }

  private static func rate(_ prior: Prior, _ map: String?) -> String {
    guard let map else { return prior.words }
    return "that of the map " + (map.split(separator: "/").last.map(String.init) ?? map)
  }

  /// A parameter of sweeps as the head of a column of values with their 90 % intervals.
  static func parameterTitle(_ name: String) -> String {
    let title =
      switch name {
      case "selection_coefficient": "s"
      case "fixation_time": "fixed, generations ago"
      case "onset": "begun, generations ago"
      default: name.replacing("_", with: " ")
      }
    return title + " (90 %)"
  }

  /// The unit of a number of the truth; nil if it has none, or is the study's own.
  static func unit(_ name: String) -> String? {
    switch name {
    case "recombination_rate": "crossovers per base and generation"
    case "mutation_rate", "recurrent_mutation_rate": "mutations per base and generation"
    case "gene_conversion_rate": "conversions per base and generation"
    case "population_size": "diploid individuals"
    case "fixation_time", "origin_time", "onset", "tmrca": "generations ago"
    case "mean_tract_length", "sweep_position": "bases"
    default: nil
    }
  }

  /// A parameter of sweeps with its value, in words.
  static func parameter(_ name: String, _ value: String) -> String {
    switch name {
    case "selection_coefficient": "selection coefficient s \(value)"
    case "fixation_time": "fixed \(value) generations ago"
    case "onset": "begun \(value) generations ago"
    case "initial_frequency": "initial frequency \(value)"
    case "final_frequency": "final frequency \(value)"
    default: "\(name) \(value)"
    }
  }
}

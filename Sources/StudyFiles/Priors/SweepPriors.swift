extension Study {
  /// The sweeps, key by key; what they come to are an `Origin` and a `Timing`.
  public struct SweepPriors: Sendable, Codable, Equatable {
    /// The deme in which the allele is selected; nil for that of the first sample.
    public var deme: String?
    /// The advantage s of one copy (fitnesses 1, 1 + s, 1 + 2s; with dominance h 1, 1 + 2hs, 1 + 2s).
    public var selectionCoefficient: Prior
    /// The dominance h.
    public var dominance: Prior
    /// Generations ago when the allele reached its final frequency.
    public var fixationTime: Prior
    /// Generations ago when selection began, in place of `fixationTime`; nil if the end of the sweep is given.
    public var onset: Prior?
    /// The frequency of the standing variation at which soft sweeps began.
    public var softInitialFrequency: Prior
    /// Mutations to the selected allele, per chromosome per generation, of soft sweeps by several origins.
    public var softMutationRate: Prior?
    /// The frequency that the allele reached; below 1 the sweep is partial.
    public var finalFrequency: Prior
    /// Where the selected site lies in its subwindow, as a share of its length.
    public var position: Prior
    /// The deme that the allele came from by a pulse; nil if it arose by mutation.
    public var source: String?
    /// A file with the path of the allele's frequency; nil if the path is drawn.
    public var trajectory: String?
  }
}

extension Study.SweepPriors {
  /// Where the allele of a sweep comes from.
  package enum Origin: Sendable, Equatable {
    case newMutation
    case standing(frequency: Prior)
    case recurrent(rate: Prior)
    /// From the deme `from`, in one copy where there is no frequency.
    case pulse(from: String, frequency: Prior?)
  }

  /// When the frequency of the allele changed.
  package enum Timing: Sendable, Equatable {
    /// It reached `frequency` `ago` generations ago.
    case ended(ago: Prior, frequency: Prior)
    /// Selection began `ago` generations ago.
    case onset(ago: Prior)
    /// As the file says.
    case given(file: String)
  }

  /// When the frequency of the allele changed.
  package var timing: Timing {
    if let trajectory { return .given(file: trajectory) }
    if let onset { return .onset(ago: onset) }
    return .ended(ago: fixationTime, frequency: finalFrequency)
  }

  /// Where the alleles of sweeps of `kind` come from; nil if it is no sweep. An impossible origin is an error.
  package func origin(of kind: StudyClass.SweepKind) throws(StudyError) -> Origin? {
    if kind == .none { return nil }
    if kind == .soft, let softMutationRate {
      guard source == nil, onset == nil else {
        throw .invalid(
          "model.sweep.soft_mutation_rate: soft sweeps arise by recurrent mutation, which is not simulated with "
            + (source == nil ? "model.sweep.onset" : "model.sweep.source") + "; leave one of them out")
      }
      return .recurrent(rate: softMutationRate)
    }
    // A given path says by its last point at which frequency the allele began.
    let frequency = kind == .soft && trajectory == nil ? softInitialFrequency : nil
    if let source { return .pulse(from: source, frequency: frequency) }
    return frequency.map { .standing(frequency: $0) } ?? .newMutation
  }

  /// How the sweeps of a study are simulated, as a sentence.
  package var words: String {
    let time: String
    switch timing {
    case .given: return "Sweeps followed a given path of the allele's frequency."
    case .onset(let ago): time = "began some generations ago (\(ago.words)), forwards from there"
    case .ended(let ago, _): time = "ended some generations ago (\(ago.words))"
    }
    let end = finalFrequency == .fixed(1) ? "" : ", at a frequency that was not fixation (\(finalFrequency.words))"
    let fitnesses =
      dominance == .fixed(0.5) ? "1, 1+s, 1+2s" : "1, 1+2hs, 1+2s with dominance h (\(dominance.words))"
    let soft =
      softMutationRate.map { "soft ones arose by recurrent mutation (\($0.words) per chromosome and generation)" }
      ?? "soft ones began at a frequency above zero (\(softInitialFrequency.words))"
    return
      "Sweeps had an advantage s (\(selectionCoefficient.words); fitnesses \(fitnesses)) and \(time)\(end); \(soft)."
  }
}

extension StudyKey {
  static let sweep = StudyKey.section(
    "sweep", "of the classes that have one",
    [
      .key("deme", .text, example: "CEU", "where the allele is selected; the sampled one if left out"),
      .key(
        "selection_coefficient", .prior(1e-6...1), standard: "{log_uniform: [0.005, 0.1]}",
        "s of one copy: fitnesses 1, 1+s, 1+2s"),
      .key("dominance", .prior(0...1), standard: "0.5", "h: fitnesses 1, 1+2hs, 1+2s"),
      .key(
        "fixation_time", .prior(0...1e9), standard: "{uniform: [0, 2000]}",
        "generations ago when the allele reached its final frequency"),
      .key(
        "onset", .prior(1...1e9), example: "{uniform: [500, 3000]}",
        "generations ago when selection began; the path is drawn forwards from there",
        insteadOf: ["model.sweep.fixation_time", "model.sweep.final_frequency"]),
      .key(
        "soft_initial_frequency", .prior(0...0.99), standard: "{uniform: [0.01, 0.2]}",
        "of the standing variation that soft sweeps began from"),
      .key(
        "soft_mutation_rate", .prior(0...0.5), example: "{log_uniform: [1.0e-6, 1.0e-4]}",
        "recurrent mutation to the selected allele, per chromosome per generation",
        insteadOf: ["model.sweep.soft_initial_frequency"]),
      .key("final_frequency", .prior(0.001...1), standard: "1", "below 1: the sweep is partial"),
      .key(
        "position", .prior(-1e4...1e4), standard: "0.5",
        "of the selected site in its subwindow, as a share of its length"),
      .key("source", .text, example: "NEA", "the deme that the allele came from by a pulse at the onset"),
      .key(
        "trajectory", .text, example: "path.tsv", "generations ago, frequency; in place of a path that is drawn",
        insteadOf: [
          "model.sweep.onset", "model.sweep.selection_coefficient", "model.sweep.dominance",
          "model.sweep.fixation_time",
          "model.sweep.final_frequency",
        ]),
    ])
}

extension StudyReader {
  /// The keys of `model.sweep`.
  func sweep(_ section: YAMLSection) throws(StudyError) -> Study.SweepPriors {
    Study.SweepPriors(
      deme: try section.text("deme"),
      selectionCoefficient: try section.required("selection_coefficient"),
      dominance: try section.required("dominance"),
      fixationTime: try section.required("fixation_time"), onset: try section.prior("onset"),
      softInitialFrequency: try section.required("soft_initial_frequency"),
      softMutationRate: try section.prior("soft_mutation_rate"),
      finalFrequency: try section.required("final_frequency"),
      position: try section.required("position"), source: try section.text("source"),
      trajectory: resolve(try section.text("trajectory")))
  }
}

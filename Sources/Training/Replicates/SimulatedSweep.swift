import Coalescent
import Groundwork
import StudyFiles

/// The sweeps of a model: what they are drawn from, and what is recorded of them.
struct SimulatedSweep: Sendable {
  private let priors: Study.SweepPriors
  private let population: Int
  /// The population that alleles come from, if they do not arise by mutation.
  private let source: Int
  /// The path that alleles follow, if it is given.
  private let path: SweepPath

  /// The sweeps of `priors` in the populations of `histories`; reads the file of a given path.
  init(_ priors: Study.SweepPriors, _ histories: SimulatedHistories) throws(StudyError) {
    self.priors = priors
    population = histories.sweepPopulation
    source = histories.sweepSource ?? histories.sweepPopulation
    if case .given(let file) = priors.timing { path = try SweepPathFile.read(file) } else { path = SweepPath([]) }
  }

  /// What decides the sweeps besides the study: the file.
  var key: String {
    if path.points.isEmpty { return "" }
    return StageKey.ofWords(path.points.flatMap { [$0.time.bitPattern, $0.frequency.bitPattern] })
  }

  /// A sweep at a place of `site`; nil if it is neutral, drawn all the same.
  func draw(_ site: SimulatedModel.SweepSite, _ stream: inout RandomStream) throws(StudyError) -> Sweep? {
    let coefficient = priors.selectionCoefficient.draw(&stream)
    let fixation = priors.fixationTime.draw(&stream)
    let frequency = priors.softInitialFrequency.draw(&stream)
    let dominance = priors.dominance.draw(&stream)
    let final = priors.finalFrequency.draw(&stream)
    let place = priors.position.draw(&stream)
    let mutation = priors.softMutationRate?.draw(&stream) ?? .nan
    let onset = priors.onset?.draw(&stream) ?? .nan
    guard let origin = try priors.origin(of: site.kind) else { return nil }
    let selection = Sweep.Selection(coefficient: coefficient, dominance: dominance)
    let course: Sweep.Course =
      switch priors.timing {
      case .ended: .ended(ago: fixation, frequency: final, selection)
      case .onset: .onset(ago: onset, until: 0, selection)
      case .given: .given(path)
      }
    return Sweep(
      population: population, position: site.subwindowStart + place * site.subwindowLength,
      origin: simulated(origin, frequency: frequency, mutationRate: mutation), course: course)
  }

  /// `origin` with the numbers that were drawn for it.
  private func simulated(
    _ origin: Study.SweepPriors.Origin, frequency: Double, mutationRate: Double
  ) -> Sweep.Origin {
    switch origin {
    case .newMutation: .newMutation
    case .standing: .standing(frequency: frequency)
    case .recurrent: .recurrent(rate: mutationRate)
    case .pulse(_, let initial): .pulse(from: source, frequency: initial == nil ? 0 : frequency)
    }
  }

  /// What is recorded of the sweep of a replicate, by its names.
  static let truth: [String: @Sendable (Sweep, SweepTruth?) -> Double?] = [
    "selection_coefficient": { sweep, _ in sweep.selection?.coefficient },
    "dominance": { sweep, _ in sweep.selection?.dominance },
    // Of a sweep whose end is given it is the end, also of a partial one; of one from an onset, when it was fixed, if ever.
    "fixation_time": { sweep, result in
      if case .onset = sweep.course { result?.fixationTime } else { sweep.course.end }
    },
    // A path that was given says nothing of selection.
    "initial_frequency": { sweep, _ in sweep.selection == nil ? nil : sweep.origin.initialFrequency },
    "final_frequency": { _, result in result?.finalFrequency },
    "recurrent_mutation_rate": { sweep, _ in sweep.origin.mutationRate },
    "sweep_position": { sweep, _ in sweep.position },
    "origin_time": { _, result in result?.originTime },
    "carriers": { _, result in (result?.carriers).map(Double.init) },
    "surviving_origins": { _, result in result?.survivingOrigins.map(Double.init) },
    "onset": { sweep, _ in if case .onset(let ago, _, _) = sweep.course { ago } else { nil } },
  ]
}

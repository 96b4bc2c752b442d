import Demography
import Groundwork
import Haplotypes

/// Simulates replicates, one after the other, in memory that it keeps: one simulator for each thread.
///
/// Hudson's coalescent with recombination (doi:10.1016/0040-5809(83)90013-8) under any demographic model; sweeps by the structured coalescent along a stochastic trajectory (Braverman et al. 1995), with recombination between
/// the selected site and lineages that are detached from it; infinite-sites mutations at distinct positions.
public final class CoalescentSimulator {
  /// Raised whenever the same model, seed and replicate give other haplotypes than before.
  public static let version = 2

  var genealogy = Genealogy()
  private var trajectory = SweepTrajectory()
  private(set) var recurrentTrajectory = SweepTrajectory()
  private var order = SiteOrder()

  /// Steps of a sweep's path are this many times shorter than usual; for tests of the steps.
  package var trajectoryRefinement: Double {
    get { trajectory.refinement }
    set { trajectory.refinement = newValue }
  }

  /// A simulator that has not simulated anything yet.
  public init() {}

  /// Replicate number `replicate` of `model` under `seed`: the same on any thread, alone or in a batch.
  ///
  /// The path of a sweep is returned if `recordsTrajectory`. Throws if the model is invalid, if lineages remain that
  /// never meet, if the sweep began before its population can be followed, if it is so improbable that a million paths were
  /// drawn in vain, or if the replicate needs more memory than the model allows; the simulator can go on with another
  /// replicate after any of these.
  public func simulate(
    _ model: CoalescentModel, seed: UInt64, replicate: UInt64, recordsTrajectory: Bool = false
  ) throws(CoalescentError) -> SimulatedReplicate {
    try model.validate()
    genealogy.start(model, stream: RandomStream(seed: seed, replicate: replicate, purpose: .genealogy))
    var truth: SweepTruth?
    var recurrentSweeps = 0
    if let sweep = model.sweep {
      var stream = RandomStream(seed: seed, replicate: replicate, purpose: .trajectory)
      try draw(&trajectory, sweep, model, stream: &stream)
      if let recurrent = model.recurrentSweeps {
        recurrentSweeps = try runRecurrentSweeps(
          recurrent, model, seed: seed, replicate: replicate, .recent, until: trajectory.startTime)
      }
      try requireProgress(genealogy.runNeutral(model.demography, until: trajectory.startTime), model)
      try runStructured(sweep, trajectory, model)
      if let source = sweep.origin.source { try requireSource(source, model.demography) }
      truth = sweepTruth(sweep, model.sequenceLength, recordsTrajectory: recordsTrajectory)
    }
    if let recurrent = model.recurrentSweeps {
      recurrentSweeps += try runRecurrentSweeps(
        recurrent, model, seed: seed, replicate: replicate, .old, until: .infinity)
    }
    try requireProgress(genealogy.runNeutral(model.demography), model)
    return SimulatedReplicate(
      matrix: try matrix(model), sweep: truth, trajectoryProposals: truth == nil ? 0 : trajectory.proposals,
      coalescences: genealogy.events.coalescences, crossovers: genealogy.events.crossovers,
      conversions: genealogy.events.conversions, recurrentSweeps: recurrentSweeps,
      migrantLineages: genealogy.events.migrations, ancestorTime: genealogy.focalAncestorTime)
  }

  /// Runs the structured phase of a sweep along its path; any two lineages may coalesce there.
  func runStructured(
    _ sweep: Sweep, _ trajectory: borrowing SweepTrajectory, _ model: CoalescentModel
  ) throws(CoalescentError) {
    genealogy.restrictCoalescence(false)
    genealogy.runSweep(
      sweep, trajectory, model.demography, selectedUnit: Self.unit(of: sweep.position, in: model.sequenceLength))
    genealogy.restrictCoalescence(true)
    try requireProgress(true, model)
  }

  /// Throws if the replicate needs more than it may hold, or cannot go on.
  func requireProgress(_ goesOn: Bool, _ model: CoalescentModel) throws(CoalescentError) {
    if let refusal = genealogy.budget.pointee.refusal { throw CoalescentError(refusal, model) }
    if !goesOn { throw .lineagesNeverMeet }
  }

  /// The unit of a selected site; outside the sequence the units go on beyond its ends.
  private static func unit(of position: Double, in sequenceLength: Double) -> Int64 {
    let place = (position * (Double(GenomeGrid.length) / sequenceLength)).rounded(.down)
    return position < sequenceLength ? Int64(min(place, Double(GenomeGrid.length - 1))) : Int64(place)
  }

  /// Throws if the population that an allele came from did not exist when it did.
  private func requireSource(_ source: Int, _ demography: DemographicModel) throws(CoalescentError) {
    if demography.intervals[genealogy.interval].sizes[source] == nil {
      throw .absentPopulation(name: demography.populations[source], time: trajectory.originTime)
    }
  }

  private func sweepTruth(_ sweep: Sweep, _ sequenceLength: Double, recordsTrajectory: Bool) -> SweepTruth {
    let isInside = sweep.position >= 0 && sweep.position < sequenceLength
    // A path from an onset ends where it does; elsewhere the frequency was given.
    let isOpen = if case .onset = sweep.course { !trajectory.isComplete } else { false }
    return SweepTruth(
      originTime: trajectory.originTime, fixationTime: trajectory.isComplete ? trajectory.startTime : nil,
      finalFrequency: isOpen ? trajectory.finalFrequency : sweep.course.finalFrequency,
      carriers: genealogy.sweepCarriers,
      survivingOrigins: isInside ? genealogy.sweepOrigins : nil,
      trajectory: recordsTrajectory ? trajectory.points : nil)
  }

  /// Draws the path of the allele of a recurrent sweep.
  func drawRecurrentTrajectory(
    _ sweep: Sweep, _ model: CoalescentModel, stream: inout RandomStream
  ) throws(CoalescentError) {
    try draw(&recurrentTrajectory, sweep, model, stream: &stream)
  }

  /// Draws the path of a sweep's allele, or says why there is none.
  private func draw(
    _ trajectory: inout SweepTrajectory, _ sweep: Sweep, _ model: CoalescentModel, stream: inout RandomStream
  ) throws(CoalescentError) {
    let path = try sizePath(of: sweep.population, from: sweep.course.end, model.demography)
    let name = model.demography.populations[sweep.population]
    switch trajectory.draw(sweep, path, stream: &stream) {
    case .found: return
    case .tooOld: throw .sweepTooOld(name: name, time: path.pieces.last?.end ?? sweep.course.end)
    case .exhausted: throw .sweepRefused(name: name, proposals: SweepTrajectory.mostProposals)
    }
  }

  /// The sizes of a population and its ancestors from `time` generations ago backwards.
  func sizePath(
    of population: Int, from time: Double, _ demography: DemographicModel
  ) throws(CoalescentError) -> SizePath {
    do { return try demography.sizePath(of: population, from: time) } catch {
      throw .absentPopulation(name: demography.populations[population], time: time)
    }
  }

  /// The mutations in order of position, each at a position of its own.
  private func matrix(_ model: CoalescentModel) throws(CoalescentError) -> HaplotypeMatrix {
    let haplotypeCount = model.haplotypeCount
    genealogy.nodes.giveBackIfLarge()
    order.sort(genealogy.mutations.positions)
    let keys = order.keys
    let wordsPerSite = (haplotypeCount + 63) / 64
    let wordCount = keys.count * wordsPerSite
    let source = genealogy.mutations.words
    let words = [UInt64](unsafeUninitializedCapacity: wordCount) { buffer, initializedCount in
      for site in 0..<keys.count {
        let first = Int(truncatingIfNeeded: keys[site] & 0xFFFF_FFFF) &* wordsPerSite
        for word in 0..<wordsPerSite { buffer[site &* wordsPerSite &+ word] = source[first &+ word] }
      }
      initializedCount = wordCount
    }
    return HaplotypeMatrix(haplotypeCount: haplotypeCount, positions: try positions(model), words: words)
  }

  /// Positions in base pairs, strictly ascending.
  private func positions(_ model: CoalescentModel) throws(CoalescentError) -> [Double] {
    let unit = model.sequenceLength / Double(GenomeGrid.length)
    switch model.sitePlacement {
    case .continuous:
      return order.distinctPlaces(below: UInt64(GenomeGrid.length)) { $0 }.map { Double($0) * unit }
    case .wholeBases:
      let bases = UInt64(model.sequenceLength)
      guard order.keys.count <= bases else {
        throw .invalid(
          name: "mutations of a replicate", value: Double(order.keys.count),
          expected: "at most one for each of \(bases) bases (lower the mutation rate)")
      }
      return order.distinctPlaces(below: bases) { min(UInt64(Double($0) * unit), bases - 1) }.map { Double($0) }
    }
  }
}

import Demography
import Groundwork

/// Recurrent hitch-hiking: hard, genic sweeps at random sites and times in one population (Kaplan, Hudson & Langley 1989,
/// doi:10.1093/genetics/123.4.887).
///
/// Looking backwards, the time to the next fixation is exponential and its site uniform; the one after that is drawn from
/// the origin of the allele, so sweeps follow one another and never overlap. Where they are so frequent that they would
/// (`rate` times the length times their duration is not small) there are fewer than `rate` says.
public struct RecurrentSweeps: Sendable, Equatable {
  /// The index of the population in which alleles are selected; before it began, the one that it came from.
  public var population: Int
  /// Sweeps fixed per base pair per generation, when none is under way.
  public var rate: Double
  /// The advantage s of each allele (``Sweep``).
  public var selectionCoefficient: Double
  /// Base pairs on either side of the sequence in which sites are selected too.
  public var reach: Double
  /// Generations ago when the most recent sweep can have been fixed.
  public var start: Double

  /// Sweeps at `rate` per base pair per generation from `start` generations ago backwards.
  public init(
    population: Int = 0, rate: Double, selectionCoefficient: Double, reach: Double = 0, start: Double = 0
  ) {
    self.population = population
    self.rate = rate
    self.selectionCoefficient = selectionCoefficient
    self.reach = reach
    self.start = start
  }

  /// Throws if a value is outside its range, or the population does not exist when sweeps begin.
  func validate(_ model: CoalescentModel) throws(CoalescentError) {
    try check(rate >= 0 && rate <= 1e-3, "rate of recurrent sweeps", rate, "0 to 0.001 per base per generation")
    try check(
      reach >= 0 && reach <= Sweep.farthestSite * model.sequenceLength, "reach of recurrent sweeps", reach,
      "0 to \(Int(Sweep.farthestSite)) sequence lengths")
    try check(
      reach == 0 || model.geneConversion == nil, "reach of recurrent sweeps", reach,
      "0 where there is gene conversion: selected sites inside the sequence only")
    try check(start >= 0 && start.isFinite, "start of recurrent sweeps", start, "0 or more generations ago")
    // What a single one of them must satisfy.
    try Sweep(
      population: population, position: 0, selectionCoefficient: selectionCoefficient, fixationTime: start
    ).validate(sequenceLength: model.sequenceLength, model.demography)
  }

  private func check(
    _ condition: Bool, _ name: String, _ value: Double, _ range: String
  ) throws(CoalescentError) {
    if !condition { throw .invalid(name: name, value: value, expected: range) }
  }
}

extension CoalescentSimulator {
  /// Recurrent sweeps more recent than the main one, and older: the numbers of their streams begin here.
  enum RecurrentPhase: UInt64 {
    case recent = 0x1_0000_0000
    case old = 0x2_0000_0000
  }

  /// Runs recurrent sweeps from now back to `limit` generations ago, or until every site has found its ancestor; those that
  /// would have begun before `limit`, when another sweep ended, are left out. Returns how many there were.
  ///
  /// Each has two streams of its own, one for its time and site and one for its path.
  func runRecurrentSweeps(
    _ recurrent: RecurrentSweeps, _ model: CoalescentModel, seed: UInt64, replicate: UInt64, _ phase: RecurrentPhase,
    until limit: Double
  ) throws(CoalescentError) -> Int {
    let length = model.sequenceLength + 2 * recurrent.reach
    let rate = recurrent.rate * length
    if rate == 0 { return 0 }
    let path = try sizePath(of: recurrent.population, from: recurrent.start, model.demography)
    var time = max(recurrent.start, genealogy.now)
    var number = 0
    while true {
      let code = phase.rawValue + 2 * UInt64(number)
      var stream = RandomStream(seed: seed, replicate: replicate, code: code)
      time += stream.exponential() / rate
      let position = stream.uniform() * length - recurrent.reach
      // Where the population has several ancestors there are no sweeps any more.
      guard time < limit, let piece = path.pieces.last(where: { $0.start <= time }), time < piece.end else { break }
      try requireProgress(genealogy.runNeutral(model.demography, until: time), model)
      if genealogy.lineageCount < 2 && genealogy.nextSampleTime == .infinity { break }
      let sweep = Sweep(
        population: piece.population, position: position, selectionCoefficient: recurrent.selectionCoefficient,
        fixationTime: time)
      stream = RandomStream(seed: seed, replicate: replicate, code: code + 1)
      try drawRecurrentTrajectory(sweep, model, stream: &stream)
      if recurrentTrajectory.originTime > limit { break }
      number += 1
      try runStructured(sweep, recurrentTrajectory, model)
      time = genealogy.now
    }
    return number
  }
}

import Groundwork

extension DemographicModel {
  /// The model that `graph` says, in generations; `path` is what messages call it.
  ///
  /// Selfing and cloning are refused: the simulator's individuals mate at random.
  public init(_ graph: DemesGraph, path: String) throws(DemographyError) {
    for deme in graph.demes {
      for epoch in deme.epochs where epoch.selfingRate != 0 || epoch.cloningRate != 0 {
        throw .unsupported(
          "\(path): deme '\(deme.name)' has a selfing or cloning rate; random mating is simulated only: leave the rate out, "
            + "and scale size and recombination rate for inbreeding by hand")
      }
    }
    let builder = IntervalBuilder(graph)
    self.init(populations: graph.demes.map(\.name), intervals: builder.intervals())
  }
}

/// Cuts the time of a graph into intervals.
private struct IntervalBuilder {
  private let graph: DemesGraph
  private let index: [String: Int]

  init(_ graph: DemesGraph) {
    self.graph = graph
    index = Dictionary(uniqueKeysWithValues: graph.demes.enumerated().map { ($1.name, $0) })
  }

  /// Every time at which something changes, in the graph's units, most recent first; 0 among them.
  private var times: [Double] {
    var times: Set<Double> = [0]
    for deme in graph.demes {
      times.insert(deme.startTime)
      for epoch in deme.epochs { times.insert(epoch.endTime) }
    }
    for migration in graph.migrations { times.formUnion([migration.startTime, migration.endTime]) }
    for pulse in graph.pulses { times.insert(pulse.time) }
    return times.filter(\.isFinite).sorted()
  }

  func intervals() -> [DemographicModel.Interval] {
    let starts = times
    let ends = starts.dropFirst() + [.infinity]
    return zip(starts, ends).map { start, end in
      DemographicModel.Interval(
        start: start / graph.generationTime, end: end / graph.generationTime,
        sizes: graph.demes.map { size($0, from: start, to: end) }, migrations: migrations(from: start, to: end),
        moves: moves(at: start))
    }
  }

  /// The size of `deme` between `start` and `end`; nil if it does not exist then.
  private func size(_ deme: DemesGraph.Deme, from start: Double, to end: Double) -> DemographicModel.Size? {
    guard let epoch = deme.epochs.first(where: { $0.endTime <= start && start < $0.startTime }) else { return nil }
    let passed = (start - epoch.endTime) / graph.generationTime
    let length = (epoch.startTime - epoch.endTime) / graph.generationTime
    switch epoch.sizeFunction {
    case .constant: return DemographicModel.Size(epoch.endSize)
    case .exponential:
      let rate = PortableMath.log(epoch.endSize / epoch.startSize) / length
      return DemographicModel.Size(
        epoch.endSize * PortableMath.exp(-rate * passed), rate == 0 ? .constant : .exponential(rate: rate))
    case .linear:
      let slope = (epoch.startSize - epoch.endSize) / length
      return DemographicModel.Size(epoch.endSize + slope * passed, slope == 0 ? .constant : .linear(slope: slope))
    }
  }

  private func migrations(from start: Double, to end: Double) -> [DemographicModel.Migration] {
    graph.migrations.filter { $0.endTime <= start && start < $0.startTime && $0.rate > 0 }.compactMap { migration in
      // Forwards from source to destination is backwards from destination to source.
      guard let from = index[migration.destination], let to = index[migration.source] else { return nil }
      return DemographicModel.Migration(from: from, to: to, rate: migration.rate)
    }
  }

  /// Moves at `time`: pulses first, the last one of the file first; then populations that began move into ancestors.
  private func moves(at time: Double) -> [DemographicModel.Move] {
    var moves: [DemographicModel.Move] = []
    for pulse in graph.pulses.reversed() where pulse.time == time {
      moves.append(move(from: pulse.destination, to: pulse.sources, pulse.proportions))
    }
    for deme in graph.demes where deme.startTime == time {
      moves.append(move(from: deme.name, to: deme.ancestors, deme.proportions))
    }
    return moves
  }

  private func move(from: String, to: [String], _ shares: [Double]) -> DemographicModel.Move {
    DemographicModel.Move(
      from: index[from] ?? 0,
      targets: zip(to, shares).map { DemographicModel.Move.Target(to: index[$0] ?? 0, probability: $1) })
  }
}

import Groundwork
import Haplotypes

/// The slow, obvious twin of the neutral simulator: arrays of intervals with sets of haplotypes, continuous coordinates,
/// one loop in which every possible event has a rate and one of them happens.
public struct SlowCoalescent {
  /// Ancestral material of a lineage.
  private struct Piece {
    var left: Double
    var right: Double
    var leaves: Set<Int>
    /// When its branch began, generations ago.
    var birth: Double
  }

  private struct Lineage {
    var population: Int
    /// In order along the sequence.
    var pieces: [Piece]
    var left: Double { pieces.first?.left ?? 0 }
    var right: Double { pieces.last?.right ?? 0 }
  }

  private enum Event {
    case coalescence(population: Int)
    case migration(from: Int, to: Int)
    case crossover
    case tractWithin
    case tractFromTheLeft
  }

  /// Diploid individuals of each population.
  public var sizes: [Double]
  /// Sampled haplotypes of each population.
  public var samples: [Int]
  /// Rate from row to column, backwards, per lineage per generation.
  public var migration: [[Double]]
  /// Crossovers.
  public var recombination: RateMap
  /// Mutations.
  public var mutation: RateMap
  /// Beginnings of tracts.
  public var conversion: RateMap
  /// Base pairs.
  public var meanTract: Double

  /// What happened in a replicate.
  public struct Outcome {
    /// Position and carriers of each mutation.
    public var mutations: [(position: Double, leaves: Set<Int>)] = []
    /// Events that changed something.
    public var coalescences = 0
    /// Crossovers within material.
    public var crossovers = 0
    /// Tracts that split material.
    public var conversions = 0
  }

  private var lineages: [Lineage] = []
  private var now = 0.0
  private var outcome = Outcome()

  /// A model without migration or conversion; both can be set.
  public init(sizes: [Double], samples: [Int], recombination: RateMap, mutation: RateMap) throws {
    self.sizes = sizes
    self.samples = samples
    self.recombination = recombination
    self.mutation = mutation
    migration = sizes.map { _ in sizes.map { _ in 0 } }
    conversion = try RateMap(uniform: 0, to: recombination.end)
    meanTract = 1
  }

  private var sampleCount: Int { samples.reduce(0, +) }

  /// Simulates one replicate.
  public mutating func run(_ stream: inout RandomStream) -> Outcome {
    lineages = []
    now = 0
    outcome = Outcome()
    for population in samples.indices {
      for _ in 0..<samples[population] {
        let piece = Piece(left: 0, right: recombination.end, leaves: [lineages.count], birth: 0)
        lineages.append(Lineage(population: population, pieces: [piece]))
      }
    }
    while lineages.count > 1 {
      let events = possibleEvents()
      let total = events.reduce(0) { $0 + $1.rate }
      now += stream.exponential() / total
      var draw = stream.uniform() * total
      let chosen = events.first { event in
        draw -= event.rate
        return draw < 0
      }
      happen((chosen ?? events[0]).event, &stream)
    }
    return outcome
  }

  private func possibleEvents() -> [(rate: Double, event: Event)] {
    var events: [(Double, Event)] = []
    for population in sizes.indices {
      let count = Double(lineages.filter { $0.population == population }.count)
      events.append((count * (count - 1) / 2 / (2 * sizes[population]), .coalescence(population: population)))
      for target in sizes.indices {
        events.append((count * migration[population][target], .migration(from: population, to: target)))
      }
    }
    events.append((lineages.reduce(0) { $0 + mass(recombination, $1) }, .crossover))
    events.append((lineages.reduce(0) { $0 + mass(conversion, $1) }, .tractWithin))
    // Tracts that begin in the 30 mean lengths left of a lineage, proposed at the highest rate.
    let highest = conversion.rates.max() ?? 0
    events.append((Double(lineages.count) * highest * 30 * meanTract, .tractFromTheLeft))
    return events
  }

  private func mass(_ map: RateMap, _ lineage: Lineage) -> Double {
    map.mass(to: lineage.right) - map.mass(to: lineage.left)
  }

  private mutating func happen(_ event: Event, _ stream: inout RandomStream) {
    switch event {
    case .coalescence(let population):
      var present = lineages.indices.filter { lineages[$0].population == population }
      stream.shuffle(&present)
      coalesce(min(present[0], present[1]), max(present[0], present[1]), &stream)
    case .migration(let from, let to):
      let present = lineages.indices.filter { lineages[$0].population == from }
      lineages[present[stream.index(below: present.count)]].population = to
    case .crossover:
      let (index, place) = placeWithin(recombination, &stream)
      if split(index, from: place, to: .infinity) { outcome.crossovers += 1 }
    case .tractWithin:
      let (index, place) = placeWithin(conversion, &stream)
      if split(index, from: place, to: place + stream.exponential() * meanTract) { outcome.conversions += 1 }
    case .tractFromTheLeft:
      let index = stream.index(below: lineages.count)
      let start = lineages[index].left - stream.uniform() * 30 * meanTract
      let rate = conversion.rate(at: max(start, 0))
      if stream.uniform() * (conversion.rates.max() ?? 0) >= rate { return }
      if split(index, from: start, to: start + stream.exponential() * meanTract) { outcome.conversions += 1 }
    }
  }

  /// A random lineage and place between the ends of its material, in proportion to `map`.
  private func placeWithin(_ map: RateMap, _ stream: inout RandomStream) -> (lineage: Int, place: Double) {
    var draw = stream.uniform() * lineages.reduce(0) { $0 + mass(map, $1) }
    for (index, lineage) in lineages.enumerated() {
      if draw < mass(map, lineage) { return (index, map.position(atMass: map.mass(to: lineage.left) + draw)) }
      draw -= mass(map, lineage)
    }
    return (0, lineages[0].left)
  }

  /// What lies in `from`..<`to` becomes a lineage of its own; false if that is nothing or all.
  private mutating func split(_ index: Int, from: Double, to: Double) -> Bool {
    var inside: [Piece] = []
    var outside: [Piece] = []
    for piece in lineages[index].pieces {
      for (left, right, isInside) in [(0, from, false), (from, to, true), (to, Double.infinity, false)] {
        var part = piece
        part.left = max(left, piece.left)
        part.right = min(right, piece.right)
        if part.left >= part.right { continue }
        if isInside { inside.append(part) } else { outside.append(part) }
      }
    }
    if inside.isEmpty || outside.isEmpty { return false }
    lineages[index].pieces = outside
    lineages.append(Lineage(population: lineages[index].population, pieces: inside))
    return true
  }

  private mutating func coalesce(_ a: Int, _ b: Int, _ stream: inout RandomStream) {
    outcome.coalescences += 1
    let both = lineages[a].pieces + lineages[b].pieces
    let points = Set(both.flatMap { [$0.left, $0.right] }).sorted()
    var merged: [Piece] = []
    for (left, right) in zip(points, points.dropFirst()) {
      let here = both.filter { $0.left <= left && right <= $0.right }
      if here.count == 1 {
        merged.append(Piece(left: left, right: right, leaves: here[0].leaves, birth: here[0].birth))
      } else if here.count == 2 {
        for child in here { mutate(child, left, right, &stream) }
        let leaves = here[0].leaves.union(here[1].leaves)
        if leaves.count < sampleCount { merged.append(Piece(left: left, right: right, leaves: leaves, birth: now)) }
      }
    }
    lineages.remove(at: b)
    if merged.isEmpty { lineages.remove(at: a) } else { lineages[a].pieces = merged }
  }

  /// Mutations on the branch above `child` between two places: points of a Poisson process along it.
  private mutating func mutate(_ child: Piece, _ left: Double, _ right: Double, _ stream: inout RandomStream) {
    let begin = mutation.mass(to: left)
    let span = mutation.mass(to: right) - begin
    guard span > 0 else { return }
    var time = child.birth + stream.exponential() / span
    while time < now {
      outcome.mutations.append((mutation.position(atMass: begin + stream.uniform() * span), child.leaves))
      time += stream.exponential() / span
    }
  }
}

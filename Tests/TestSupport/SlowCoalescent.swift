import Groundwork
import Haplotypes

/// The slow, obvious twin of the simulator: arrays of intervals with sets of haplotypes, continuous coordinates, one loop
/// in which every possible event has a rate and one of them happens.
///
/// Rates that change with time are thinned: within a short step each is proposed at the larger of its values at the two
/// ends, as all are monotone there, and kept in proportion. A sweep runs in the first of one or more populations without
/// migration or conversion.
public struct SlowCoalescent {
  /// Ancestral material of a lineage.
  struct Piece {
    var left: Double
    var right: Double
    var leaves: Set<Int>
    /// When its branch began, generations ago.
    var birth: Double
  }

  struct Lineage {
    var population: Int
    /// Whether it carries the selected allele, while a sweep runs.
    var isSelected = false
    /// In order along the sequence.
    var pieces: [Piece]
    var left: Double { pieces.first?.left ?? 0 }
    var right: Double { pieces.last?.right ?? 0 }
  }

  private enum Event {
    case coalescence(population: Int, isSelected: Bool)
    case migration(from: Int, to: Int)
    case crossover
    case tractWithin
    case tractFromTheLeft
  }

  /// A size from `start` generations ago until the next one: `size` exp(-`growth` t), t generations after `start`.
  public struct Epoch {
    /// Generations ago.
    public var start: Double
    /// Diploid individuals there.
    public var size: Double
    /// Per generation; positive: the population grew towards the present.
    public var growth: Double

    /// A size that is constant unless told otherwise.
    public init(start: Double, size: Double, growth: Double = 0) {
      self.start = start
      self.size = size
      self.growth = growth
    }
  }

  /// Haplotypes of a population at a time.
  public struct Sample {
    /// The population.
    public var population: Int
    /// Haplotypes.
    public var count: Int
    /// Generations ago.
    public var time: Double

    /// `count` haplotypes of `population`.
    public init(population: Int, count: Int, time: Double = 0) {
      self.population = population
      self.count = count
      self.time = time
    }
  }

  /// A selected site in population 0, with the path of its allele, linear between points.
  public struct Sweep {
    /// Base pairs.
    public var position: Double
    /// Generations ago and frequency, the most recent first.
    public var path: [(time: Double, frequency: Double)]

    /// A sweep along `path`.
    public init(position: Double, path: [(time: Double, frequency: Double)]) {
      self.position = position
      self.path = path
    }

    /// When it ended, and when the allele arose, generations ago.
    var times: ClosedRange<Double> { path[0].time...path[path.count - 1].time }

    func frequency(at time: Double) -> Double {
      for (recent, older) in zip(path, path.dropFirst()) where time <= older.time {
        return recent.frequency
          + (older.frequency - recent.frequency) * (time - recent.time) / (older.time - recent.time)
      }
      return path[path.count - 1].frequency
    }
  }

  /// The sizes of each population, the most recent first.
  public var sizes: [[Epoch]]
  /// The samples; haplotypes are numbered in this order.
  public var samples: [Sample]
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
  /// Base pairs; lineages whose hulls are further apart never coalesce.
  public var reach = Double.infinity
  /// Background selection.
  public var background: EffectiveSizeMap?
  /// The sweep, if there was one.
  public var sweep: Sweep?
  /// Generations in which rates that change continuously are bounded; infinity if none does.
  public var step = Double.infinity

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

  var lineages: [Lineage] = []
  var now = 0.0
  var outcome = Outcome()
  private var isSweeping = false

  /// A model without migration, conversion and selection, of populations of constant size; all can be set.
  public init(sizes: [Double], samples: [Int], recombination: RateMap, mutation: RateMap) throws {
    self.sizes = sizes.map { [Epoch(start: 0, size: $0)] }
    self.samples = samples.enumerated().map { Sample(population: $0.offset, count: $0.element) }
    self.recombination = recombination
    self.mutation = mutation
    migration = sizes.map { _ in sizes.map { _ in 0 } }
    conversion = try RateMap(uniform: 0, to: recombination.end)
    meanTract = 1
  }

  var sampleCount: Int { samples.reduce(0) { $0 + $1.count } }

  // MARK: The loop

  /// Simulates one replicate.
  public mutating func run(_ stream: inout RandomStream) -> Outcome {
    lineages = []
    now = 0
    outcome = Outcome()
    isSweeping = false
    addSamples(after: -1, &stream)
    while lineages.count > 1 || samples.contains(where: { $0.time > now }) {
      let limit = min(nextChange(), now + step)
      let events = possibleEvents(at: now)
      let isChanging = isSweeping || sizes.contains { $0.contains { $0.growth != 0 } }
      let ends = isChanging && limit.isFinite ? possibleEvents(at: limit.nextDown) : events
      let bounds = zip(events, ends).map { max($0.rate, $1.rate) }
      let next = now + stream.exponential() / bounds.reduce(0, +)
      if next > limit {
        let before = now
        now = limit
        addSamples(after: before, &stream)
        switchSweep(&stream)
        continue
      }
      now = next
      var draw = stream.uniform() * bounds.reduce(0, +)
      var index = 0
      while index < bounds.count - 1 && draw >= bounds[index] {
        draw -= bounds[index]
        index += 1
      }
      if !isChanging || draw < possibleEvents(at: now)[index].rate { happen(events[index].event, &stream) }
    }
    return outcome
  }

  /// When the next sample, size or point of the path comes.
  private func nextChange() -> Double {
    let times = samples.map(\.time) + sizes.flatMap { $0.map(\.start) } + (sweep?.path.map(\.time) ?? [])
    // A sweep that ended now begins at once.
    if let sweep, !isSweeping, now == sweep.times.lowerBound { return now }
    return times.filter { $0 > now }.min() ?? .infinity
  }

  private mutating func addSamples(after time: Double, _ stream: inout RandomStream) {
    var leaf = 0
    for sample in samples {
      for _ in 0..<sample.count {
        if sample.time > time && sample.time <= now {
          let piece = Piece(left: 0, right: recombination.end, leaves: [leaf], birth: now)
          let isSelected = isSweeping && sample.population == 0 && carries(&stream)
          lineages.append(Lineage(population: sample.population, isSelected: isSelected, pieces: [piece]))
        }
        leaf += 1
      }
    }
  }

  /// Begins the sweep where its path begins; ends it where the allele arose, in one chromosome.
  private mutating func switchSweep(_ stream: inout RandomStream) {
    guard let sweep else { return }
    if now == sweep.times.lowerBound {
      isSweeping = true
      for index in lineages.indices where lineages[index].population == 0 {
        lineages[index].isSelected = carries(&stream)
      }
    } else if isSweeping && now >= sweep.times.upperBound {
      while let a = lineages.firstIndex(where: \.isSelected), let b = lineages.lastIndex(where: \.isSelected), a < b {
        coalesce(a, b, &stream)
      }
      for index in lineages.indices { lineages[index].isSelected = false }
      isSweeping = false
    }
  }

  /// Draws whether a chromosome of population 0 carries the allele now.
  private func carries(_ stream: inout RandomStream) -> Bool { stream.uniform() < (sweep?.frequency(at: now) ?? 0) }

  // MARK: Rates

  private func size(_ population: Int, at time: Double) -> Double {
    let epoch = sizes[population].last { $0.start <= time } ?? sizes[population][0]
    return epoch.size * PortableMath.exp(-epoch.growth * (time - epoch.start))
  }

  private func possibleEvents(at time: Double) -> [(rate: Double, event: Event)] {
    var events: [(Double, Event)] = []
    let thinned = background?.smallest ?? 1
    // Lineages of each population, without and with the selected allele.
    var counts = sizes.map { _ in [0.0, 0.0] }
    for index in lineages.indices { counts[lineages[index].population][lineages[index].isSelected ? 1 : 0] += 1 }
    for population in sizes.indices {
      for isSelected in [false, true] {
        let count = counts[population][isSelected ? 1 : 0]
        var share = 1.0
        if isSweeping && population == 0 {
          let x = sweep?.frequency(at: time) ?? 0
          share = isSelected ? x : 1 - x
        }
        let pairs = count * (count - 1) / 2
        let individuals = size(population, at: time) * max(share, 1e-9) * (isSweeping ? 1 : thinned)
        let rate = pairs == 0 ? 0 : pairs / (2 * individuals)
        events.append((rate, .coalescence(population: population, isSelected: isSelected)))
      }
      for target in sizes.indices {
        let count = counts[population][0] + counts[population][1]
        events.append((count * migration[population][target], .migration(from: population, to: target)))
      }
    }
    events.append((totalMass(recombination), .crossover))
    events.append((totalMass(conversion), .tractWithin))
    events.append((lineages.indices.reduce(0) { $0 + startMass(lineages[$1]) }, .tractFromTheLeft))
    return events
  }

  /// Where breaks matter: between the ends of the material and, while a sweep runs, the selected site.
  private func stretch(_ lineage: Lineage) -> (Double, Double) {
    guard isSweeping, let sweep else { return (lineage.left, lineage.right) }
    return (min(lineage.left, sweep.position), max(lineage.right, sweep.position))
  }

  private func totalMass(_ map: RateMap) -> Double {
    map.totalMass == 0 ? 0 : lineages.indices.reduce(0) { $0 + mass(map, lineages[$1]) }
  }

  /// Tracts per generation that begin in the 30 mean lengths left of a lineage; left of the sequence the rate of its first
  /// bases goes on.
  private func startMass(_ lineage: Lineage) -> Double {
    let first = lineage.left - 30 * meanTract
    return conversion.mass(to: lineage.left) - conversion.mass(to: first) + max(0, -first) * conversion.rate(at: 0)
  }

  private func mass(_ map: RateMap, _ lineage: Lineage) -> Double {
    let (left, right) = stretch(lineage)
    return map.mass(to: right) - map.mass(to: left)
  }

  // MARK: Events

  private mutating func happen(_ event: Event, _ stream: inout RandomStream) {
    switch event {
    case .coalescence(let population, let isSelected):
      var present = lineages.indices.filter {
        lineages[$0].population == population && lineages[$0].isSelected == isSelected
      }
      stream.shuffle(&present)
      let (a, b) = (min(present[0], present[1]), max(present[0], present[1]))
      if isSweeping || mayCoalesce(lineages[a], lineages[b], &stream) { coalesce(a, b, &stream) }
    case .migration(let from, let to):
      let present = lineages.indices.filter { lineages[$0].population == from }
      lineages[present[stream.index(below: present.count)]].population = to
    case .crossover:
      crossOver(&stream)
    case .tractWithin:
      let (index, place) = placeWithin(conversion, &stream)
      if split(index, from: place, to: place + stream.exponential() * meanTract) { outcome.conversions += 1 }
    case .tractFromTheLeft:
      // It reaches the lineage if it is long enough.
      let (index, start) = placeFromTheLeft(&stream)
      if split(index, from: start, to: start + stream.exponential() * meanTract) { outcome.conversions += 1 }
    }
  }

  /// A crossover; the parent without the selected site draws its background.
  private mutating func crossOver(_ stream: inout RandomStream) {
    let (index, place) = placeWithin(recombination, &stream)
    let isSplit = split(index, from: place, to: .infinity)
    if isSplit { outcome.crossovers += 1 }
    guard isSweeping, lineages[index].population == 0, let sweep else { return }
    // The part left of the crossover kept the index, the other one is the last.
    let free = !isSplit ? index : (sweep.position >= place ? index : lineages.count - 1)
    lineages[free].isSelected = carries(&stream)
  }

  /// A random lineage and place where breaks matter for it, in proportion to `map`.
  private func placeWithin(_ map: RateMap, _ stream: inout RandomStream) -> (lineage: Int, place: Double) {
    var draw = stream.uniform() * totalMass(map)
    for (index, lineage) in lineages.enumerated() {
      let left = map.mass(to: stretch(lineage).0)
      if draw < mass(map, lineage) { return (index, map.position(atMass: left + draw)) }
      draw -= mass(map, lineage)
    }
    return (0, lineages[0].left)
  }

  /// A random lineage and place left of it where a tract begins.
  private func placeFromTheLeft(_ stream: inout RandomStream) -> (lineage: Int, place: Double) {
    var draw = stream.uniform() * lineages.reduce(0) { $0 + startMass($1) }
    for (index, lineage) in lineages.enumerated() {
      if draw < startMass(lineage) {
        let first = lineage.left - 30 * meanTract
        let outside = max(0, -first) * conversion.rate(at: 0)
        if draw < outside { return (index, -draw / conversion.rate(at: 0)) }
        return (index, conversion.position(atMass: conversion.mass(to: first) + draw - outside))
      }
      draw -= startMass(lineage)
    }
    return (0, lineages[0].left)
  }
}

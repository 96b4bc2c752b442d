import Demography

extension Genealogy {
  /// Runs the coalescent without a sweep from `now` until `end` generations ago or the last common ancestor. False if
  /// lineages are left that no event can ever join, or if the replicate needs more memory than it may have.
  mutating func runNeutral(_ demography: DemographicModel, until end: Double = .infinity) -> Bool {
    while now < end {
      addDueSamples()
      if isExhausted { return false }
      if lineageCount < 2 && nextSample == samples.count { break }
      let current = demography.intervals[interval]
      let limit = min(current.end, nextSampleTime, end)
      if let population = onlyPopulation(current), case .constant? = current.sizes[population]?.change {
        runOnePopulation(population, coalescenceRate: 0.5 / (current.sizes[population]?.initial ?? 1), until: limit)
      } else if !runPopulations(current, until: limit) {
        return false
      }
      if isExhausted { return false }
      if now >= current.end { enterNextInterval(demography) }
    }
    if end.isFinite {
      while demography.intervals[interval].end <= end { enterNextInterval(demography) }
      now = max(now, end)
      addDueSamples()
    }
    return !isExhausted
  }

  /// The population that holds all lineages and that none can leave within `interval`; nil if there is no such one.
  private func onlyPopulation(_ interval: DemographicModel.Interval) -> Int? {
    var found: Int?
    for population in 0..<selectedPool where pools[population].count > 0 {
      if found != nil { return nil }
      found = population
    }
    guard let found, !interval.migrations.contains(where: { $0.from == found }) else { return nil }
    return found
  }

  /// Goes on to the next interval and moves the lineages that move between the two.
  mutating func enterNextInterval(_ demography: DemographicModel) {
    interval += 1
    for move in demography.intervals[interval].moves {
      apply(move, isPulse: demography.intervals[interval].sizes[move.from] != nil)
    }
  }

  /// Moves each lineage of a population to a random target, or leaves it; those that a pulse moves are migrants.
  private mutating func apply(_ move: DemographicModel.Move, isPulse: Bool) {
    var index = 0
    while index < pools[move.from].count {
      if let target = target(of: move, scale: 1) {
        if isPulse { events.migrations &+= 1 }
        moveLineage(index, from: move.from, to: backgroundPool(target))
      } else {
        index += 1
      }
    }
  }

  /// Where a lineage goes in `move`, whose probabilities count `scale`-fold; nil if it stays.
  mutating func target(of move: DemographicModel.Move, scale: Double) -> Int? {
    var draw = stream.uniform()
    for target in move.targets {
      if draw < target.probability * scale { return target.to }
      draw -= target.probability * scale
    }
    // Shares that add up to 1 but for rounding leave nobody behind.
    let total = move.targets.reduce(0) { $0 + $1.probability } * scale
    return total > 1 - 1e-9 ? move.targets.last?.to : nil
  }

  /// Moves lineage `index` of a pool to another pool; the last lineage of the pool takes its place.
  @inline(__always)
  mutating func moveLineage(_ index: Int, from source: Int, to destination: Int) {
    let lineage = pools[source].lineages[index]
    pools[source].remove(index)
    pools[destination].append(lineage, mass: mass(lineage))
  }

  /// Runs one population of constant size: a pair coalesces at `coalescenceRate` per generation.
  private mutating func runOnePopulation(_ population: Int, coalescenceRate: Double, until end: Double) {
    let halfRate = coalescenceRate / 2 * backgroundSelection.scale
    let budget = budget
    let unitsPerBreak = 1 / breaksPerUnit
    let pool = pools.baseAddress.unsafelyUnwrapped + population
    while pool.pointee.count > 1 && !budget.pointee.isExhausted {
      let lineages = Double(pool.pointee.count)
      let coalescence = pool.pointee.orderedPairs * halfRate
      let breaks = breaksPerUnit * Double(Int64(bitPattern: pool.pointee.totalMass))
      let tractStarts = lineages * tractStartRate
      let total = coalescence + breaks + tractStarts
      let next = now + stream.exponential() / total
      if next > end {
        now = end
        return
      }
      now = next
      // One draw says which event and, if it is a break, where.
      let draw = stream.uniform() * total
      if draw < breaks {
        splitLineage(in: population, at: UInt64(bitPattern: Int64(draw * unitsPerBreak)))
      } else if draw < breaks + tractStarts {
        convertAtStart()
      } else {
        coalesceRandomPair(in: population)
      }
    }
    if end.isFinite { now = end }
  }

  /// A break outside a sweep, at the `offset`-th unit of a pool's mass: one lineage becomes two.
  @inline(__always)
  mutating func splitLineage(in population: Int, at offset: UInt64) {
    let pool = pools.baseAddress.unsafelyUnwrapped + population
    let (index, rest) = pool.pointee.find(min(offset, pool.pointee.totalMass &- 1))
    let lineage = pool.pointee.lineages[index]
    let place = UInt32(truncatingIfNeeded: cutPlace(lineage, at: rest))
    if isConversion() {
      convert(index, of: population, from: place)
      return
    }
    events.crossovers &+= 1
    let (left, right) = cut(lineage, at: place)
    pool.pointee.replace(index, with: left, mass: mass(left))
    pool.pointee.append(right, mass: mass(right))
  }
}

import Demography
import Groundwork

/// Several populations, migration, and sizes that change continuously.
extension Genealogy {
  /// Runs `interval` from `now` until `end`; false if nothing can ever happen and `end` is infinite, or if memory ran out.
  ///
  /// Events with constant rates share one exponential; a population whose size changes draws its own waiting time by
  /// inverting its integrated hazard; the earliest happens. All are drawn anew after each event, which changes nothing,
  /// as hazards have no memory.
  mutating func runPopulations(_ interval: DemographicModel.Interval, until end: Double) -> Bool {
    while lineageCount > 1 && !isExhausted {
      let rates = ConstantRates(self, interval)
      var next = rates.total > 0 ? now + stream.exponential() / rates.total : .infinity
      var changing: Int?
      for population in 0..<selectedPool {
        guard let size = interval.sizes[population], size.change != .constant, orderedPairs(population) > 0 else {
          continue
        }
        let time = coalescenceTime(in: population, size, elapsed: now - interval.start)
        if time < next {
          next = time
          changing = population
        }
      }
      if next > end {
        now = end
        return true
      }
      if next == .infinity { return false }
      now = next
      if let changing {
        coalesceRandomPair(in: changing)
      } else {
        runEvent(interval, rates)
      }
    }
    if end.isFinite { now = end }
    return !isExhausted
  }

  /// When the next pair of a population of changing size coalesces, if nothing else happens; infinity if none ever does.
  private mutating func coalescenceTime(
    in population: Int, _ size: DemographicModel.Size, elapsed: Double
  ) -> Double {
    let pairs = orderedPairs(population) / 2
    let current = size.value(after: elapsed)
    let hazard = stream.exponential() * 2 * current / pairs
    switch size.change {
    case .constant: return now + hazard
    case .exponential(let rate):
      // The integral of exp(rate t) / (2 N) is (exp(rate t) - 1) / (2 N rate).
      let argument = 1 + rate * hazard
      return argument > 0 ? now + PortableMath.log(argument) / rate : .infinity
    case .linear(let slope):
      // The integral of 1 / (2 (N + slope t)) is log(1 + slope t / N) / (2 slope).
      return now + current / slope * (PortableMath.exp(slope * hazard / current) - 1)
    }
  }

  /// One event of constant rate.
  private mutating func runEvent(_ interval: DemographicModel.Interval, _ rates: ConstantRates) {
    var draw = stream.uniform() * rates.total
    if draw < rates.breaks {
      breakAnywhere(at: UInt64(draw / breaksPerUnit))
      return
    }
    draw -= rates.breaks
    if draw < rates.tractStarts {
      convertAtStart()
      return
    }
    draw -= rates.tractStarts
    for population in 0..<selectedPool {
      let rate = ConstantRates.coalescence(self, interval, population)
      if draw < rate {
        coalesceRandomPair(in: population)
        return
      }
      draw -= rate
    }
    for migration in interval.migrations {
      let rate = migration.rate * Double(pools[migration.from].count)
      if draw < rate {
        migrate(migration)
        return
      }
      draw -= rate
    }
    // The draw fell into the rounding of the sum: nothing happens.
  }

  /// A random lineage moves.
  private mutating func migrate(_ migration: DemographicModel.Migration) {
    events.migrations &+= 1
    moveLineage(stream.index(below: pools[migration.from].count), from: migration.from, to: migration.to)
  }

  /// A break at the `offset`-th unit of the mass over all populations.
  private mutating func breakAnywhere(at offset: UInt64) {
    var rest = offset
    for population in 0..<selectedPool {
      let mass = pools[population].totalMass
      if rest < mass {
        splitLineage(in: population, at: rest)
        return
      }
      rest -= mass
    }
  }
}

/// The rates of the events whose rates do not change until the next event.
private struct ConstantRates {
  let breaks: Double
  let tractStarts: Double
  let total: Double

  init(_ genealogy: borrowing Genealogy, _ interval: DemographicModel.Interval) {
    let pools = genealogy.pools
    var mass: UInt64 = 0
    var sum = 0.0
    for population in interval.sizes.indices {
      mass &+= pools[population].totalMass
      sum += Self.coalescence(genealogy, interval, population)
    }
    for migration in interval.migrations { sum += migration.rate * Double(pools[migration.from].count) }
    breaks = genealogy.breaksPerUnit * Double(mass)
    tractStarts = genealogy.tractStartRate == 0 ? 0 : genealogy.tractStartRate * Double(genealogy.lineageCount)
    total = breaks + sum + tractStarts
  }

  /// The coalescence rate of a population of constant size; 0 for one of changing size.
  @inline(__always)
  static func coalescence(
    _ genealogy: borrowing Genealogy, _ interval: DemographicModel.Interval, _ population: Int
  ) -> Double {
    guard let size = interval.sizes[population], size.change == .constant else { return 0 }
    return genealogy.orderedPairs(population) / (4 * size.initial)
  }
}

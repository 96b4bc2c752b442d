import Demography

extension Genealogy {
  /// Runs the structured coalescent of a sweep in one population that reached its final frequency now: backwards along
  /// `trajectory` to the origin of the allele.
  ///
  /// Event-driven: between events the hazard is a sum over steps of (pairs x pair hazard + other rates x duration), and
  /// one exponential is consumed against it, so a step costs a few multiplications. Other populations go on meanwhile.
  ///
  /// Migration: the allele is not tracked outside its population. A lineage that enters the population carries it with the
  /// probability of its frequency; immigrants bring the ancestral allele, so lineages that carry the selected one stay.
  mutating func runSweep(
    _ sweep: Sweep, _ trajectory: borrowing SweepTrajectory, _ demography: DemographicModel, selectedUnit: UInt32
  ) {
    beginSweep(sweep, at: selectedUnit)
    var remaining = stream.exponential()
    var rates = SweepRates(self, demography)
    let steps = trajectory.steps
    for index in steps.indices {
      let step = steps[index]
      frequency = step.frequency
      if step.interval != interval || nextSampleTime <= now {
        while interval < step.interval { enterSweepInterval(demography) }
        addDueSamples()
        rates = SweepRates(self, demography)
      }
      // The part of the step that has not passed yet.
      var fraction = 1.0
      while true {
        let selected = rates.selectedPairs * step.selectedPairHazard
        let ancestral = rates.ancestralPairs * step.ancestralPairHazard
        let elsewhere = rates.elsewhere(frequency: step.frequency) * step.duration
        let total = selected + ancestral + rates.crossovers * step.duration + elsewhere
        if total * fraction < remaining {
          remaining -= total * fraction
          now += step.duration * fraction
          break
        }
        let passed = remaining / total
        fraction -= passed
        now += step.duration * passed
        let draw = stream.uniform() * total
        if draw < elsewhere {
          runEventElsewhere(demography, at: draw / step.duration, rates)
        } else {
          runSweepEvent(at: draw - elsewhere, selected: selected, ancestral: ancestral)
        }
        rates = SweepRates(self, demography)
        remaining = stream.exponential()
      }
    }
    now = trajectory.originTime
    endSweep()
  }

  /// Each lineage of the population carries the allele with the probability of its final frequency.
  private mutating func beginSweep(_ sweep: Sweep, at unit: UInt32) {
    isSweeping = true
    selectedUnit = unit
    sweepPopulation = sweep.population
    frequency = sweep.finalFrequency
    for population in 0..<selectedPool where population != sweepPopulation { refreshMasses(population) }
    for _ in 0..<pools[sweepPopulation].count {
      // Taken from the front, put behind: each lineage is looked at once.
      let carries = sweep.finalFrequency >= 1 || stream.uniform() < sweep.finalFrequency
      moveLineage(0, from: sweepPopulation, to: carries ? selectedPool : sweepPopulation)
    }
  }

  /// The allele arose in one chromosome: its carriers share it; then backgrounds mean nothing any more.
  private mutating func endSweep() {
    while pools[selectedPool].count > 1 { coalesceRandomPair(in: selectedPool) }
    isSweeping = false
    while pools[selectedPool].count > 0 { moveLineage(0, from: selectedPool, to: sweepPopulation) }
    for population in 0..<selectedPool { refreshMasses(population) }
  }

  /// Counts the masses of a pool anew, after a sweep began or ended.
  private mutating func refreshMasses(_ pool: Int) {
    for index in 0..<pools[pool].count {
      let lineage = pools[pool].lineages[index]
      pools[pool].replace(index, with: lineage, mass: mass(lineage))
    }
  }

  /// One coalescence or crossover within the population of the sweep, or a crossover elsewhere.
  private mutating func runSweepEvent(at draw: Double, selected: Double, ancestral: Double) {
    if draw < selected {
      coalesceRandomPair(in: selectedPool)
    } else if draw < selected + ancestral {
      coalesceRandomPair(in: sweepPopulation)
    } else {
      crossoverInSweep()
    }
  }

  /// A crossover of any lineage during the sweep. In the population of the sweep the parent that does not carry the
  /// selected site of the lineage comes from the selected background with the probability of its frequency.
  private mutating func crossoverInSweep() {
    let total = pools.indices.reduce(UInt64(0)) { $0 &+ pools[$1].totalMass }
    if tractStartRate > 0 {
      let starts = tractStartRate * Double(lineageCount)
      if stream.uniform() * (starts + breaksPerUnit * Double(total)) < starts {
        convertAtStart()
        return
      }
    }
    var offset = stream.below(total)
    var pool = 0
    while offset >= pools[pool].totalMass {
      offset -= pools[pool].totalMass
      pool += 1
    }
    let (index, rest) = pools[pool].find(offset)
    let lineage = pools[pool].lineages[index]
    let place = cutPlace(lineage, at: rest)
    if isConversion() {
      convert(index, of: pool, from: place)
      return
    }
    let isInside = pool == selectedPool || pool == sweepPopulation
    let other = isInside ? backgroundPool(sweepPopulation) : pool
    if place <= lineage.left || place >= lineage.right {
      // Between the material and the selected site: the material is linked to another allele now.
      if other != pool { moveLineage(index, from: pool, to: other) }
      return
    }
    events.crossovers &+= 1
    let (left, right) = cut(lineage, at: place)
    let (linked, free) = selectedUnit >= place ? (right, left) : (left, right)
    pools[pool].replace(index, with: linked, mass: mass(linked))
    pools[other].append(free, mass: mass(free))
  }

  /// One coalescence in another population, or a migration, chosen by `draw` on their total rate.
  private mutating func runEventElsewhere(_ demography: DemographicModel, at draw: Double, _ rates: SweepRates) {
    var rest = draw
    for population in 0..<selectedPool where population != sweepPopulation {
      let rate = SweepRates.coalescence(self, demography.intervals[interval], population)
      if rest < rate {
        coalesceRandomPair(in: population)
        return
      }
      rest -= rate
    }
    for migration in demography.intervals[interval].migrations {
      let scale = migration.from == sweepPopulation ? rates.departureScale(frequency: frequency) : 1
      let rate = migration.rate * scale * Double(pools[migration.from].count)
      if rest < rate {
        events.migrations &+= 1
        let lineage = stream.index(below: pools[migration.from].count)
        moveLineage(lineage, from: migration.from, to: backgroundPool(migration.to))
        return
      }
      rest -= rate
    }
  }

  /// Goes on to the next interval during a sweep. Pulses into the population of the sweep bring the ancestral allele; where
  /// the population itself begins, the sweep goes on in its ancestor.
  private mutating func enterSweepInterval(_ demography: DemographicModel) {
    interval += 1
    for move in demography.intervals[interval].moves {
      let ends = move.from == sweepPopulation && demography.intervals[interval].sizes[sweepPopulation] == nil
      if ends, let ancestor = move.targets.first?.to {
        sweepPopulation = ancestor
        // Lineages of the ancestor that are there already join the backgrounds; those that move in keep theirs.
        for _ in 0..<pools[ancestor].count { moveLineage(0, from: ancestor, to: backgroundPool(ancestor)) }
        while pools[move.from].count > 0 { moveLineage(0, from: move.from, to: ancestor) }
        continue
      }
      let scale = move.from == sweepPopulation ? 1 / max(1e-9, 1 - frequency) : 1
      var index = 0
      while index < pools[move.from].count {
        if let target = target(of: move, scale: scale) {
          moveLineage(index, from: move.from, to: backgroundPool(target))
        } else {
          index += 1
        }
      }
    }
  }
}

/// What the hazards of a sweep are multiplied with, until the next event.
private struct SweepRates {
  let selectedPairs: Double
  let ancestralPairs: Double
  /// Crossovers and tracts per generation over all lineages.
  let crossovers: Double
  /// Coalescences in other populations and migrations from them, per generation.
  private let others: Double
  /// Migrations out of the population of the sweep, per generation, if all its lineages could leave.
  private let departures: Double

  init(_ genealogy: borrowing Genealogy, _ demography: DemographicModel) {
    let pools = genealogy.pools
    let selected = Double(pools[genealogy.selectedPool].count)
    let ancestral = Double(pools[genealogy.sweepPopulation].count)
    selectedPairs = selected * (selected - 1) * 0.5
    ancestralPairs = ancestral * (ancestral - 1) * 0.5
    var mass: UInt64 = 0
    for pool in pools.indices { mass &+= pools[pool].totalMass }
    crossovers =
      genealogy.breaksPerUnit * Double(mass) + genealogy.tractStartRate * Double(genealogy.lineageCount)
    guard pools.count > 2 else {
      others = 0
      departures = 0
      return
    }
    let interval = demography.intervals[genealogy.interval]
    var others = 0.0
    var departures = 0.0
    for population in 0..<genealogy.selectedPool where population != genealogy.sweepPopulation {
      others += Self.coalescence(genealogy, interval, population)
    }
    for migration in interval.migrations {
      let rate = migration.rate * Double(pools[migration.from].count)
      if migration.from == genealogy.sweepPopulation { departures += rate } else { others += rate }
    }
    self.others = others
    self.departures = departures
  }

  /// Coalescences elsewhere and migrations, per generation.
  @inline(__always)
  func elsewhere(frequency: Double) -> Double {
    others + (departures == 0 ? 0 : departures * departureScale(frequency: frequency))
  }

  /// How much likelier a lineage on the ancestral background is an immigrant than any lineage of its population.
  @inline(__always)
  func departureScale(frequency: Double) -> Double { 1 / max(1e-9, 1 - frequency) }

  /// The coalescence rate of another population, at its size now.
  static func coalescence(
    _ genealogy: borrowing Genealogy, _ interval: DemographicModel.Interval, _ population: Int
  ) -> Double {
    guard let size = interval.sizes[population] else { return 0 }
    let lineages = Double(genealogy.pools[population].count)
    return lineages * (lineages - 1) / (4 * size.value(after: genealogy.now - interval.start))
  }
}

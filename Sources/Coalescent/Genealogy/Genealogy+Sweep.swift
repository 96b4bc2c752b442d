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
    _ sweep: Sweep, _ trajectory: borrowing SweepTrajectory, _ demography: DemographicModel, selectedUnit: Int64
  ) {
    beginSweep(trajectory, at: selectedUnit)
    var remaining = stream.exponential()
    let mutationRate = sweep.origin.mutationRate
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
      while !isExhausted {
        let selected = rates.selectedPairs * step.selectedPairHazard
        let ancestral = rates.ancestralPairs * step.ancestralPairHazard
        let elsewhere = rates.elsewhere(frequency: step.frequency) * step.duration
        let mutants = mutationRate * rates.selectedLineages * step.mutantHazard
        let total = selected + ancestral + rates.crossovers * step.duration + elsewhere + mutants
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
        } else if draw < elsewhere + mutants {
          mutateAway()
        } else {
          runSweepEvent(at: draw - elsewhere - mutants, selected: selected, ancestral: ancestral)
        }
        rates = SweepRates(self, demography)
        remaining = stream.exponential()
      }
    }
    now = trajectory.originTime
    endSweep(sweep.origin.source)
  }

  /// Each lineage of the population carries the allele with the probability of its final frequency.
  private mutating func beginSweep(_ trajectory: borrowing SweepTrajectory, at unit: Int64) {
    isSweeping = true
    selectedUnit = unit
    sweepPopulation = trajectory.startPopulation
    frequency = trajectory.finalFrequency
    sweepOrigins = 0
    for population in 0..<selectedPool where population != sweepPopulation { refreshMasses(population) }
    for _ in 0..<pools[sweepPopulation].count {
      // Taken from the front, put behind: each lineage is looked at once.
      let carries = trajectory.isComplete || stream.uniform() < frequency
      moveLineage(0, from: sweepPopulation, to: carries ? selectedPool : sweepPopulation)
    }
    sweepCarriers = pools[selectedPool].count
  }

  /// The allele arose in one chromosome: its carriers share it, or it entered from population `source`, where they go on;
  /// then backgrounds mean nothing any more.
  private mutating func endSweep(_ source: Int?) {
    if source == nil {
      if pools[selectedPool].count > 0 && holdsSelectedSite(selectedPool) { sweepOrigins += 1 }
      while pools[selectedPool].count > 1 && !isExhausted { coalesceRandomPair(in: selectedPool) }
    } else {
      for index in 0..<pools[selectedPool].count where holdsSelectedSite(pools[selectedPool].lineages[index]) {
        sweepOrigins += 1
      }
    }
    // Where the whole sample has found its ancestor at the site before, that ancestor had one origin.
    if sweepOrigins == 0 && sweepCarriers > 0 { sweepOrigins = 1 }
    isSweeping = false
    while pools[selectedPool].count > 0 { moveLineage(0, from: selectedPool, to: source ?? sweepPopulation) }
    for population in 0..<selectedPool { refreshMasses(population) }
  }

  /// Looking backwards, a lineage with the selected allele loses it: there it was a new mutation.
  private mutating func mutateAway() {
    let index = stream.index(below: pools[selectedPool].count)
    if holdsSelectedSite(pools[selectedPool].lineages[index]) { sweepOrigins += 1 }
    moveLineage(index, from: selectedPool, to: sweepPopulation)
  }

  /// True if a lineage of the pool is ancestral to the sample at the selected site.
  private func holdsSelectedSite(_ pool: Int) -> Bool {
    for index in 0..<pools[pool].count where holdsSelectedSite(pools[pool].lineages[index]) { return true }
    return false
  }

  /// True if `lineage` is ancestral to the sample at the selected site.
  private func holdsSelectedSite(_ lineage: Lineage) -> Bool {
    guard Int64(lineage.left) <= selectedUnit && selectedUnit < Int64(lineage.right) else { return false }
    let unit = UInt32(truncatingIfNeeded: selectedUnit)
    let run = UnsafeBufferPointer(start: segments.base + Int(lineage.first), count: Int(lineage.segmentCount))
    for segment in run where segment.left <= unit && unit < segment.right { return true }
    return false
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
    let boundary = cutPlace(lineage, at: rest)
    if isConversion() {
      convert(index, of: pool, from: UInt32(truncatingIfNeeded: boundary))
      return
    }
    let isInside = pool == selectedPool || pool == sweepPopulation
    let other = isInside ? backgroundPool(sweepPopulation) : pool
    if boundary <= Int64(lineage.left) || boundary >= Int64(lineage.right) {
      // Between the material and the selected site: the material is linked to another allele now.
      if other != pool { moveLineage(index, from: pool, to: other) }
      return
    }
    events.crossovers &+= 1
    let (left, right) = cut(lineage, at: UInt32(truncatingIfNeeded: boundary))
    let (linked, free) = selectedUnit >= boundary ? (right, left) : (left, right)
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
          if demography.intervals[interval].sizes[move.from] != nil { events.migrations &+= 1 }
          moveLineage(index, from: move.from, to: backgroundPool(target))
        } else {
          index += 1
        }
      }
    }
  }
}

extension Genealogy {
  /// Runs the structured coalescent of a sweep that reached fixation now: backwards along `trajectory` to its origin.
  ///
  /// Event-driven: between events the hazard is a sum over steps of (pairs x pair hazard + crossovers x duration), and
  /// one exponential is consumed against it, so a step costs three multiplications.
  mutating func runSweep(_ trajectory: borrowing SweepTrajectory, selectedUnit: UInt32) {
    beginSweep(at: selectedUnit)
    var remaining = stream.exponential()
    var rates = SweepRates(pools, crossoversPerUnit)
    let steps = trajectory.steps
    for index in steps.indices {
      let step = steps[index]
      // The part of the step that has not passed yet.
      var fraction = 1.0
      while true {
        let selected = rates.selectedPairs * step.selectedPairHazard
        let ancestral = rates.ancestralPairs * step.ancestralPairHazard
        let total = selected + ancestral + rates.crossovers * step.duration
        if total * fraction < remaining {
          remaining -= total * fraction
          now += step.duration * fraction
          break
        }
        let passed = remaining / total
        fraction -= passed
        now += step.duration * passed
        runSweepEvent(at: stream.uniform() * total, selected: selected, ancestral: ancestral, step.frequency)
        rates = SweepRates(pools, crossoversPerUnit)
        remaining = stream.exponential()
      }
    }
    now = trajectory.originTime
    endSweep()
  }

  /// All lineages carry the allele that has just been fixed.
  private mutating func beginSweep(at unit: UInt32) {
    isSweeping = true
    selectedUnit = unit
    moveAll(from: Background.ancestral, to: Background.selected)
  }

  /// The allele arose in one chromosome: its carriers share it; then backgrounds mean nothing any more.
  private mutating func endSweep() {
    while pools[Background.selected].count > 1 { coalesceRandomPair(in: Background.selected) }
    isSweeping = false
    moveAll(from: Background.ancestral, to: Background.selected)
    moveAll(from: Background.selected, to: Background.ancestral)
  }

  /// Appends the lineages of a pool to another, with masses as they count now.
  private mutating func moveAll(from source: Int, to destination: Int) {
    for index in 0..<pools[source].count {
      let lineage = pools[source].lineages[index]
      pools[destination].append(lineage, mass: mass(lineage))
    }
    pools[source].removeAll()
  }

  /// One event of the structured phase, chosen by `draw`, uniform on the total hazard.
  private mutating func runSweepEvent(at draw: Double, selected: Double, ancestral: Double, _ frequency: Double) {
    if draw < selected {
      coalesceRandomPair(in: Background.selected)
    } else if draw < selected + ancestral {
      coalesceRandomPair(in: Background.ancestral)
    } else {
      crossoverInSweep(frequency: frequency)
    }
  }

  /// A crossover during the sweep. The parent that does not carry the selected site of the lineage comes from the
  /// selected background with probability `frequency`.
  private mutating func crossoverInSweep(frequency: Double) {
    let selectedMass = pools[Background.selected].totalMass
    let draw = stream.below(selectedMass + pools[Background.ancestral].totalMass)
    let pool = draw < selectedMass ? Background.selected : Background.ancestral
    let (index, offset) = pools[pool].find(draw < selectedMass ? draw : draw - selectedMass)
    let other = stream.uniform() < frequency ? Background.selected : Background.ancestral
    let lineage = pools[pool].lineages[index]
    let place = min(lineage.left, selectedUnit) &+ 1 &+ UInt32(truncatingIfNeeded: offset)
    if place <= lineage.left || place >= lineage.right {
      // Between the material and the selected site: the material is linked to another allele now.
      if other != pool {
        pools[pool].remove(index)
        pools[other].append(lineage, mass: mass(lineage))
      }
      return
    }
    events.crossovers &+= 1
    let (left, right) = cut(lineage, at: place)
    let (linked, free) = selectedUnit >= place ? (right, left) : (left, right)
    pools[pool].replace(index, with: linked, mass: mass(linked))
    pools[other].append(free, mass: mass(free))
  }
}

/// What the hazards of a sweep are multiplied with, until the next event.
private struct SweepRates {
  let selectedPairs: Double
  let ancestralPairs: Double
  /// Crossovers per generation over all lineages of both backgrounds.
  let crossovers: Double

  @inline(__always)
  init(_ pools: UnsafeMutableBufferPointer<LineagePool>, _ crossoversPerUnit: Double) {
    let selected = Double(pools[Background.selected].count)
    let ancestral = Double(pools[Background.ancestral].count)
    selectedPairs = selected * (selected - 1) * 0.5
    ancestralPairs = ancestral * (ancestral - 1) * 0.5
    crossovers =
      crossoversPerUnit
      * Double(pools[Background.selected].totalMass &+ pools[Background.ancestral].totalMass)
  }
}

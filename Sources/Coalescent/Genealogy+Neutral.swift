import Demography

extension Genealogy {
  /// Runs the neutral coalescent from `now` until `end` generations ago or the last common ancestor.
  mutating func runNeutral(_ demography: DemographicModel, until end: Double = .infinity) {
    var epoch = demography.epochIndex(at: now)
    while pools[Background.ancestral].count > 1 && now < end {
      let size = demography.epochs[epoch].size
      let epochEnd = epoch + 1 < demography.epochs.count ? demography.epochs[epoch + 1].start : .infinity
      runNeutralEpoch(coalescenceRate: 1 / (2 * size), until: min(epochEnd, end))
      epoch += 1
    }
    if end.isFinite { now = max(now, end) }
  }

  /// Runs one epoch: a pair coalesces at `coalescenceRate` per generation.
  private mutating func runNeutralEpoch(coalescenceRate: Double, until end: Double) {
    let halfRate = coalescenceRate / 2
    let pool = pools + Background.ancestral
    while pool.pointee.count > 1 {
      let lineages = Double(pool.pointee.count)
      let coalescence = lineages * (lineages - 1) * halfRate
      let crossover = crossoversPerUnit * Double(pool.pointee.totalMass)
      let total = coalescence + crossover
      let next = now + stream.exponential() / total
      if next > end {
        now = end
        return
      }
      now = next
      if stream.uniform() * total < crossover {
        crossoverOutsideSweep()
      } else {
        coalesceRandomPair(in: Background.ancestral)
      }
    }
  }

  /// A crossover outside a sweep: one lineage becomes two.
  private mutating func crossoverOutsideSweep() {
    events.crossovers &+= 1
    let pool = pools + Background.ancestral
    let (index, offset) = pool.pointee.find(stream.below(pool.pointee.totalMass))
    let lineage = pool.pointee.lineages[index]
    let (left, right) = cut(lineage, at: lineage.left &+ 1 &+ UInt32(truncatingIfNeeded: offset))
    pool.pointee.replace(index, with: left, mass: mass(left))
    pool.pointee.append(right, mass: mass(right))
  }
}

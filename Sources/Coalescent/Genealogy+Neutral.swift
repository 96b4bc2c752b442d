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
    let unitsPerCrossover = 1 / crossoversPerUnit
    let pool = pools.baseAddress.unsafelyUnwrapped + Background.ancestral
    while pool.pointee.count > 1 {
      let lineages = Double(pool.pointee.count)
      let coalescence = lineages * (lineages - 1) * halfRate
      let crossover = crossoversPerUnit * Double(Int64(bitPattern: pool.pointee.totalMass))
      let total = coalescence + crossover
      let next = now + stream.exponential() / total
      if next > end {
        now = end
        return
      }
      now = next
      // One draw says which event and, if it is a crossover, where.
      let draw = stream.uniform() * total
      if draw < crossover {
        crossoverOutsideSweep(at: UInt64(bitPattern: Int64(draw * unitsPerCrossover)))
      } else {
        coalesceRandomPair(in: Background.ancestral)
      }
    }
  }

  /// A crossover outside a sweep, at the `offset`-th unit of mass: one lineage becomes two.
  @inline(__always)
  private mutating func crossoverOutsideSweep(at offset: UInt64) {
    events.crossovers &+= 1
    let pool = pools.baseAddress.unsafelyUnwrapped + Background.ancestral
    let (index, rest) = pool.pointee.find(min(offset, pool.pointee.totalMass &- 1))
    let lineage = pool.pointee.lineages[index]
    let (left, right) = cut(lineage, at: lineage.left &+ 1 &+ UInt32(truncatingIfNeeded: rest))
    pool.pointee.replace(index, with: left, mass: mass(left))
    pool.pointee.append(right, mass: mass(right))
  }
}

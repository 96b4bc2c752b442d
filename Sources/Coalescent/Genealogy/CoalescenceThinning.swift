import Haplotypes

/// Background selection: pairs of lineages are proposed at the rate of the smallest B and kept with the probability that
/// their own B asks for.
struct CoalescenceThinning: ~Copyable {
  /// How much faster than 1/(2N) a pair is proposed.
  private(set) var scale = 1.0
  /// True if B differs along the sequence, so that proposals have to be thinned.
  private(set) var isUneven = false
  /// True while proposals are thinned.
  var isActive = false
  var smallest = 1.0
  /// The integral of B, in units, for one of mass.
  var unitsPerMass = 0.0
  var map = GridMap()

  /// Takes over the B map of `model`.
  mutating func use(_ model: CoalescentModel) {
    guard let given = model.backgroundSelection else {
      scale = 1
      isUneven = false
      isActive = false
      return
    }
    smallest = given.smallest
    scale = 1 / smallest
    isUneven = given.values.contains { $0 != smallest }
    isActive = isUneven
    map.use(given.map)
    unitsPerMass = map.eventsPerMass / (model.sequenceLength / Double(GenomeGrid.length))
  }
}

import Demography

extension CoalescentModel {
  /// Throws if two lineages of the samples may end in populations from which they can never meet: the simulation would then
  /// never end, as crossovers go on for ever.
  func checkThatLineagesMeet() throws(CoalescentError) {
    let count = demography.populations.count
    if count == 1 { return }
    var possible = [Bool](repeating: false, count: count)
    for interval in demography.intervals {
      for move in interval.moves where possible[move.from] {
        for target in move.targets { possible[target.to] = true }
        if interval.sizes[move.from] == nil { possible[move.from] = false }
      }
      for sample in samples where interval.start <= sample.time && sample.time < interval.end {
        possible[sample.population] = true
      }
      if let sweep, let source = sweep.origin.source, sweep.course.end < interval.end {
        possible[source] = interval.sizes[source] != nil
      }
      Self.spread(&possible, interval.migrations)
    }
    guard let last = demography.intervals.last else { return }
    // The populations that a lineage of each population can reach in the interval that never ends.
    let reachable = (0..<count).map { population in
      var reached = [Bool](repeating: false, count: count)
      reached[population] = true
      Self.spread(&reached, last.migrations)
      return reached
    }
    for a in 0..<count where possible[a] {
      for b in 0..<a where possible[b] {
        if !zip(reachable[a], reachable[b]).contains(where: { $0 && $1 }) { throw .lineagesNeverMeet }
      }
    }
  }

  /// Adds every population that migration leads to.
  private static func spread(_ reached: inout [Bool], _ migrations: [DemographicModel.Migration]) {
    var changed = true
    while changed {
      changed = false
      for migration in migrations where reached[migration.from] && !reached[migration.to] {
        reached[migration.to] = true
        changed = true
      }
    }
  }
}

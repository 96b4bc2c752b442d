import Demography

/// What the hazards of a sweep are multiplied with, until the next event.
struct SweepRates {
  let selectedLineages: Double
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
    selectedLineages = selected
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

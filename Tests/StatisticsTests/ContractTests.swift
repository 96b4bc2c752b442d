import Groundwork
import Statistics
import Testing

/// What holds for every statistic of the registry, now and later.
func checkStatistic(_ statistic: any Statistic) {
  let id = statistic.info.id
  func value(_ table: AlleleTable, accessible: [Range<Int>]? = nil) -> Double {
    statistic.value(in: HaplotypeWindow(table.matrix(), from: 0, to: 500, accessible: accessible))
  }
  for (haplotypes, missing) in [(2, 0.0), (12, 0), (70, 0), (130, 0), (24, 0.2), (140, 0.1)] {
    let table = AlleleTable.random(
      seed: 77, haplotypes: haplotypes, sites: 40, length: 500, missing: missing, founders: 5)
    let original = value(table)
    #expect(original.isFinite, "\(id) of an ordinary window")

    // The order of the haplotypes, or of the individuals, tells nothing.
    var random = RandomStream(seed: 3, replicate: 0, purpose: .split)
    var order = Array(0..<haplotypes)
    if statistic.info.usesGenotypes {
      var individuals = Array(0..<haplotypes / 2)
      random.shuffle(&individuals)
      order = individuals.flatMap { random.uniform() < 0.5 ? [2 * $0, 2 * $0 + 1] : [2 * $0 + 1, 2 * $0] }
    } else {
      random.shuffle(&order)
    }
    #expect(value(table.permuted(order)) == original, "\(id) depends on the order of haplotypes")

    // Sites fixed for either allele, or without any call, tell nothing.
    var padded = table
    for (place, allele) in [(0, 0), (7, 1), (21, -1), (40, 1)] {
      padded.sites.insert([Int](repeating: allele, count: haplotypes), at: place)
      padded.positions.insert(place == 0 ? 0 : padded.positions[place - 1], at: place)
    }
    #expect(value(padded) == original, "\(id) changes with monomorphic sites")

    // What is folded does not change when the alleles are exchanged.
    if !statistic.info.needsPolarisation {
      var exchanged = table
      exchanged.sites = table.sites.map { $0.map { $0 < 0 ? $0 : 1 - $0 } }
      let hasTies = table.sites.contains { site in
        site.contains(-1) && 2 * NaiveStatistics.ones(site) == NaiveStatistics.calls(site)
      }
      if !hasTies { #expect(close(value(exchanged), original, 1e-12), "\(id) tells derived from ancestral") }
    }

    // Windows without sites, without accessible bases, with one site, with no call at all.
    let empty = AlleleTable(haplotypeCount: haplotypes, positions: [], sites: [])
    var single = empty
    single.positions = [250]
    single.sites = [(0..<haplotypes).map { $0 == 0 ? 1 : 0 }]
    var allMissing = table
    allMissing.sites = table.sites.map { $0.map { _ in -1 } }
    #expect(value(empty).isFinite && value(single).isFinite, "\(id) of a window with no or one site")
    #expect(value(allMissing) == value(empty), "\(id) of a window without calls")
    let hidden = value(table, accessible: [])
    #expect(hidden == value(empty, accessible: []) && hidden.isFinite, "\(id) without accessible bases")
  }
}

@Suite("Every statistic keeps the contract")
struct ContractTests {
  @Test(arguments: StatisticRegistry.all.map(\.info.id))
  func contract(_ id: String) throws {
    checkStatistic(try StatisticRegistry.statistic(id))
  }

  @Test func catalogue() {
    let ids = StatisticRegistry.all.map(\.info.id)
    #expect(Set(ids).count == ids.count)
    for statistic in StatisticRegistry.all {
      #expect(statistic.info.doi.hasPrefix("10."))
      #expect(!statistic.info.title.isEmpty && !statistic.info.unit.isEmpty && statistic.info.version >= 1)
    }
  }

  @Test func unknownNames() {
    #expect {
      try StatisticRegistry.statistic("tajimaD")
    } throws: { error in
      "\(error)".contains("did you mean 'tajimasD'?") && "\(error)".contains("genotypeOmega")
    }
    #expect {
      try FeatureSet.named("shic")
    } throws: { error in "\(error)".contains("did you mean 's-hic'?") }
  }
}

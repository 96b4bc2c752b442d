import Groundwork
import Statistics
import Testing

/// What holds for every statistic that follows another program, now and later: the rules of the catalogue, but for those that
/// its page takes back.
func checkConvention(_ statistic: any Statistic) throws {
  let info = statistic.info
  let page = info.reference
  let isForCompleteCalls = page.contains("Complete calls only")
  #expect(
    try FeatureSet.named("\(info.id); windows: whole").needsCompleteCalls == isForCompleteCalls,
    "\(info.id): the page and the features do not agree on missing calls")
  let shapes = info.populations == 1 ? [[12], [70], [2]] : [[12, 8], [64, 66], [2, 2]]
  for sizes in shapes {
    try checkConvention(statistic, sizes, missing: 0)
    if !isForCompleteCalls { try checkConvention(statistic, sizes, missing: 0.2) }
  }
}

private func checkConvention(_ statistic: any Statistic, _ sizes: [Int], missing: Double) throws {
  let (info, id, page) = (statistic.info, statistic.info.id, statistic.info.reference)
  let haplotypes = sizes.reduce(0, +)
  let isNeverInsufficient = page.contains("- Insufficient: never.")
  func values(_ table: AlleleTable, accessible: [Range<Int>]? = nil) -> StatisticValues {
    let values = statistic.values(
      in: HaplotypeWindow(table.matrix(), populationSizes: sizes, from: 0, to: 500, accessible: accessible))
    #expect(values.values.allSatisfy { $0.isFinite }, "\(id) of \(sizes)")
    if isNeverInsufficient { #expect(!values.insufficient.contains(true), "\(id) of \(sizes): insufficient after all") }
    return values
  }
  let table = AlleleTable.random(
    seed: 78, haplotypes: haplotypes, sites: 40, length: 500, missing: missing, founders: 5)
  let original = values(table)
  let names = statistic.columns(populationSizes: sizes)
  #expect(original.values.count == names.count && Set(names).count == names.count, "\(id): columns")

  let shuffled = table.permuted(order(within: sizes, ofIndividuals: info.usesGenotypes))
  #expect(values(shuffled) == original, "\(id) of \(sizes) depends on the order of haplotypes")

  if !info.needsPolarisation {
    var exchanged = table
    exchanged.sites = table.sites.map { $0.map { $0 < 0 ? $0 : 1 - $0 } }
    for (a, b) in zip(values(exchanged).values, original.values) {
      #expect(close(a, b, 1e-12) || abs(a - b) < 1e-15, "\(id) tells derived from ancestral: \(a) and \(b)")
    }
  }

  // Sites without variation change what says that it counts them, and nothing else.
  var padded = table
  let fixed = [(0, 0), (7, 1), (40, 1)]
  for (place, allele) in fixed {
    padded.sites.insert([Int](repeating: allele, count: haplotypes), at: place)
    padded.positions.insert(place == 0 ? 0 : padded.positions[place - 1], at: place)
  }
  if info.needsInvariantSites {
    let pairs = sizes.count == 1 ? sizes[0] * (sizes[0] - 1) / 2 : sizes[0] * sizes[1]
    let compared = table.sites.reduce(0) { $0 + comparisons($1, sizes) }
    let expected = original.values[0] * Double(compared) / Double(compared + fixed.count * pairs)
    #expect(close(values(padded).values[0], expected, 1e-12), "\(id): \(fixed.count) more sites without variation")
  } else if !page.contains("monomorphic") && !page.contains("sites fixed for the derived allele")
    && id != "fayWuH.diploshic"
  {
    #expect(values(padded) == original, "\(id) changes with monomorphic sites")
  }

  // Windows without sites, without accessible bases, with one site.
  let empty = AlleleTable(haplotypeCount: haplotypes, positions: [], sites: [])
  let single = AlleleTable(
    haplotypeCount: haplotypes, positions: [250], sites: [(0..<haplotypes).map { $0 == 0 ? 1 : 0 }])
  _ = values(single)
  let nothing = values(empty)
  if let stated = statedOfEmptyWindows(page) {
    #expect(nothing.values == [stated], "\(id) of an empty window: the page says \(stated)")
  }
  let hidden = values(table, accessible: [])
  if page.contains("- Insufficient: without an accessible base.") {
    #expect(hidden.insufficient == [true] && original.insufficient == [false], "\(id) without accessible bases")
  }
}

/// Comparisons between two called alleles of a site: within one population, or between two.
private func comparisons(_ site: [Int], _ sizes: [Int]) -> Int {
  let first = site[..<sizes[0]].count { $0 >= 0 }
  return sizes.count == 1 ? first * (first - 1) / 2 : first * site[sizes[0]...].count { $0 >= 0 }
}

/// The number that a page states for a window without sites; nil where it refers to another page.
private func statedOfEmptyWindows(_ page: String) -> Double? {
  for line in page.split(separator: "\n") where line.hasPrefix("- Empty window") || line.hasPrefix("- No site at all") {
    return line.split(separator: ":").last.flatMap { Double($0.filter { $0.isNumber }) }
  }
  return nil
}

@Suite("Every statistic that follows another program keeps its contract")
struct ConventionContractTests {
  @Test(arguments: StatisticRegistry.conventions.map(\.info.id))
  func contract(_ id: String) throws {
    try checkConvention(try StatisticRegistry.statistic(id))
  }

  @Test func pagesAreRead() {
    // The contract leans on these words: it would be empty without them.
    let pages = StatisticRegistry.conventions.map(\.info.reference)
    #expect(pages.count { $0.contains("- Insufficient: never.") } >= 8)
    #expect(pages.count { statedOfEmptyWindows($0) != nil } >= 15)
    #expect(pages.count { $0.contains("Complete calls only") } == pages.count - 2)
  }

  @Test func names() {
    let catalogue = Set(StatisticRegistry.all.map(\.info.id))
    let ids = StatisticRegistry.conventions.map(\.info.id)
    #expect(Set(ids).count == ids.count && catalogue.isDisjoint(with: ids))
    let programs = ["diploshic": "diploSHIC 1.1.0", "filet": "FILET", "pixy": "pixy"]
    for info in StatisticRegistry.conventions.map(\.info) {
      let parts = info.id.split(separator: ".").map(String.init)
      #expect(parts.count == 2, "\(info.id): NAME.PROGRAM")
      guard parts.count == 2, let program = programs[parts[1]] else {
        Issue.record("\(info.id): an unknown program")
        continue
      }
      #expect(info.title.hasSuffix("as \(program) has it"), "\(info.id): \(info.title)")
      let own =
        parts[0].last?.isNumber == true && !catalogue.contains(parts[0]) ? String(parts[0].dropLast()) : parts[0]
      #expect(catalogue.contains(own) || own == "fst", "\(info.id) has no namesake")
      #expect(info.doi.hasPrefix("10.") && info.reference.contains(info.doi), "\(info.id): the work is not named")
      #expect(info.version >= 1 && !info.unit.isEmpty)
    }
  }
}

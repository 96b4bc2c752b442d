/// Joint site-frequency spectrum of two or three populations; `info.reference` is its page.
public struct JointSpectrum: Statistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let populations: Int
  private let bins: Int?
  private let isFolded: Bool

  /// The spectrum of `populations` populations: a column for each combination of derived alleles, or of `bins` equal bins
  /// of their frequencies; folded if it should not tell derived from ancestral alleles.
  public init(populations: Int, bins: Int? = nil, folded: Bool) {
    precondition(populations > 1 && (bins ?? 2) > 1, "a joint spectrum of \(populations) populations")
    self.populations = populations
    self.bins = bins
    isFolded = folded
    let name = "jsfs\(populations)" + (bins.map { "Bins\($0)" } ?? "") + (folded ? "Folded" : "")
    let kind = (folded ? "folded" : "unfolded") + (bins.map { ", \($0) bins" } ?? "")
    info = StatisticInfo(
      id: name, title: "Joint spectrum of \(populations) populations (\(kind))", unit: "per base",
      doi: bins == nil ? "10.1371/journal.pgen.1000695" : "10.1111/mec.14223", version: 2, populations: populations,
      needsPolarisation: !folded, reference: Self.reference(bins: bins, folded: folded))
  }

  /// The binned spectrum that `id` names, "jsfs2Bins8" or "jsfs2Bins8Folded": 2 to 20 bins of two populations, to 8 of three; nil if it
  /// names none.
  static func named(_ id: String) -> JointSpectrum? {
    let isFolded = id.hasSuffix("Folded")
    for (populations, most) in [(2, 20), (3, 8)] {
      let family = "jsfs\(populations)Bins"
      guard id.hasPrefix(family) else { continue }
      let digits = id.dropFirst(family.count).dropLast(isFolded ? "Folded".count : 0)
      guard let bins = Int(digits), (2...most).contains(bins), "\(bins)" == digits else { return nil }
      return JointSpectrum(populations: populations, bins: bins, folded: isFolded)
    }
    return nil
  }

  private static func reference(bins: Int?, folded: Bool) -> String {
    let cells =
      bins.map {
        """
        Sites per accessible base by the frequency of the derived allele in each population, in \($0) equal bins: bin b has
        frequencies from b / \($0) to below (b + 1) / \($0), the last one also 1 (as Smith et al. 2017,
        doi:10.1111/mec.14223, bin them). One column for each combination of bins, named after them, from 0. Any number of
        bins makes a statistic of its own, named after it: jsfs2Bins2 to jsfs2Bins20, jsfs3Bins2 to jsfs3Bins8.
        """
      } ?? """
        Sites per accessible base by the number of derived alleles in each population (Gutenkunst et al. 2009,
        doi:10.1371/journal.pgen.1000695). One column for each combination of numbers, named after them, but for none
        and all.
        """
    let folding = "Folded: of the two alleles the one counts that is rarer among all called alleles together;"
    let ties =
      bins == nil
      ? "of equally common\nones the one whose numbers come first."
      : "equally common\nones count as half a site each."
    let rule = folded ? "\(folding) \(ties)" : "- Needs derived alleles (polarised data)."
    let missing =
      bins == nil
      ? "- Missing data: sites with a missing call are left out."
      : """
      - Missing data: frequencies are among the called alleles of each site; a site without a call in one of the
        populations is left out.
      """
    return [
      cells, "", rule, folded ? "\n" + missing : missing, "- Empty window, or no accessible base: 0 in all columns.",
      "- Insufficient: without an accessible base; where there are sites, but all are left out.",
    ].joined(separator: "\n")
  }

  /// The columns: the name and the numbers (bins) of the cell.
  public func columns(populationSizes: [Int]) -> [String] {
    var names: [String] = []
    visitCells(populationSizes) { _, cell in
      names.append(info.id + cell.map { "_\($0)" }.joined())
    }
    return names
  }

  /// Appends the cells.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let sizes = window.populationSizes
    let total = sizes.reduce(1) { $0 * levels($1) }
    window.scratch.cells.reserve(total)
    let cells = window.scratch.cells.pointer
    cells.update(repeating: 0, count: total)
    let counted = bins.map { fill(cells, window, bins: $0) } ?? fill(cells, window)
    let isInsufficient = window.accessibleBases <= 0 || counted == 0 && window.siteCount > 0
    visitCells(sizes) { index, _ in
      output.append(window.perAccessibleBase(cells[index]), isInsufficient: isInsufficient)
    }
  }

  /// The number of different numbers (bins) of derived alleles of a population of `size`.
  private func levels(_ size: Int) -> Int { bins ?? size + 1 }

  /// Adds up the sites without a missing call; returns their number.
  private func fill(_ cells: UnsafeMutablePointer<Double>, _ window: HaplotypeWindow) -> Int {
    let counts = window.populationCounts
    var counted = 0
    for site in 0..<window.siteCount where window.calledCount(site) == window.haplotypeCount {
      let (k, n) = (window.derivedCount(site), window.haplotypeCount)
      let (own, other) = index(window.populationSizes) { population, size in
        let derived = counts.derived(population, site)
        return (derived, size - derived)
      }
      let isFlipped = isFolded && (2 * k > n || 2 * k == n && other < own)
      cells[isFlipped ? other : own] += 1
      counted += 1
    }
    return counted
  }

  /// Adds up the sites with a call in each population; returns their number.
  private func fill(_ cells: UnsafeMutablePointer<Double>, _ window: HaplotypeWindow, bins: Int) -> Int {
    let counts = window.populationCounts
    var counted = 0
    for site in 0..<window.siteCount {
      guard (0..<populations).allSatisfy({ counts.called($0, site) > 0 }) else { continue }
      let (k, n) = (window.derivedCount(site), window.calledCount(site))
      let (own, other) = index(window.populationSizes) { population, _ in
        let (derived, called) = (counts.derived(population, site), counts.called(population, site))
        return (min(bins - 1, derived * bins / called), min(bins - 1, (called - derived) * bins / called))
      }
      let share = !isFolded || 2 * k < n ? 1.0 : 2 * k > n ? 0 : 0.5
      cells[own] += share
      cells[other] += 1 - share
      counted += 1
    }
    return counted
  }

  /// The place of a cell and of the one with the alleles exchanged; `level` says where a population is.
  private func index(_ sizes: [Int], _ level: (Int, Int) -> (Int, Int)) -> (Int, Int) {
    var (own, other) = (0, 0)
    for (population, size) in sizes.enumerated() {
      let (first, second) = level(population, size)
      own = own * levels(size) + first
      other = other * levels(size) + second
    }
    return (own, other)
  }

  /// Visits the cells that are columns, in the order of their places.
  private func visitCells(_ sizes: [Int], _ body: (Int, [Int]) -> Void) {
    let total = sizes.reduce(1) { $0 * levels($1) }
    let haplotypes = sizes.reduce(0, +)
    for place in 0..<total {
      var cell: [Int] = []
      var rest = place
      for size in sizes.reversed() {
        cell.insert(rest % levels(size), at: 0)
        rest /= levels(size)
      }
      if bins == nil {
        guard place > 0, place < total - 1 else { continue }
        let sum = cell.reduce(0, +)
        // Its cell with the alleles exchanged is total - 1 - place.
        if isFolded && (2 * sum > haplotypes || 2 * sum == haplotypes && total - 1 - place < place) { continue }
      }
      body(place, cell)
    }
  }
}

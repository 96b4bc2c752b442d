import Groundwork

/// The site-frequency spectrum projected to a smaller sample; `info.reference` is its page.
public struct ProjectedSpectrum: Statistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let size: Int
  private let isFolded: Bool

  /// The name without the size: "spectrum20" is that of 20 haplotypes.
  static let family = "spectrum"

  /// The spectrum projected to `size` haplotypes, at least 2; folded if it should not tell derived from ancestral alleles.
  public init(size: Int, folded: Bool) {
    precondition(size >= 2, "a spectrum of \(size) haplotypes")
    self.size = size
    isFolded = folded
    info = StatisticInfo(
      id: "\(Self.family)\(size)" + (folded ? "Folded" : ""),
      title: "Spectrum projected to \(size) haplotypes" + (folded ? ", folded" : ""), unit: "per base",
      doi: "10.1371/journal.pgen.1000695", version: 2, needsPolarisation: !folded,
      reference: """
        Sites per accessible base by the number of \(folded ? "rarer" : "derived") alleles that \(size) haplotypes drawn from
        those called would have: a site with k of n called alleles adds the hypergeometric probability of i among \(size) to
        cell i, as projection does (Gutenkunst et al. 2009, doi:10.1371/journal.pgen.1000695; Marth et al. 2004,
        doi:10.1534/genetics.166.1.351). Columns "\(Self.family)\(size)\(folded ? "Folded" : "")_1" to "_\(folded ? size / 2 : size - 1)"; any
        size of 2 to 999 makes a statistic of its own, named after it. Samples of different sizes, and sites with missing calls,
        so become alike.

        - Does not need phase.\(folded ? "" : " Needs derived alleles (polarised data).")
        - Missing data: each site is projected from the alleles called there; one with fewer than \(size) is left out.
        - Empty window: 0 in all columns.
        - Insufficient: without an accessible base; where there are sites, but all are left out.
        """)
  }

  /// The statistic that `id` names, "spectrum20" or "spectrum20Folded"; nil if it names none.
  static func named(_ id: String) -> ProjectedSpectrum? {
    guard id.hasPrefix(family) else { return nil }
    let isFolded = id.hasSuffix("Folded")
    let digits = id.dropFirst(family.count).dropLast(isFolded ? "Folded".count : 0)
    guard let size = Int(digits), (2...999).contains(size), "\(size)" == digits else { return nil }
    return ProjectedSpectrum(size: size, folded: isFolded)
  }

  private var cellCount: Int { isFolded ? size / 2 : size - 1 }

  /// The columns: the cells.
  public func columns(populationSizes: [Int]) -> [String] { (1...cellCount).map { "\(info.id)_\($0)" } }

  /// Appends the cells.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    // Sites by their counts: each pair is projected once.
    var sites: [Int: Int] = [:]
    var counted = 0
    for site in 0..<window.siteCount {
      let (k, n) = (Int(window.derived.pointer[site]), Int(window.called.pointer[site]))
      guard n >= size else { continue }
      sites[n << 32 | k, default: 0] += 1
      counted += 1
    }
    var cells = [Double](repeating: 0, count: size + 1)
    for (key, count) in sites.sorted(by: { $0.key < $1.key }) {
      add(Double(count), k: key & 0xFFFF_FFFF, n: key >> 32, to: &cells)
    }
    let isInsufficient = window.accessibleBases <= 0 || counted == 0 && window.siteCount > 0
    for cell in 1...cellCount {
      let other = size - cell
      let value = isFolded && other != cell ? cells[cell] + cells[other] : cells[cell]
      output.append(
        window.accessibleBases > 0 ? value / window.accessibleBases : 0, isInsufficient: isInsufficient)
    }
  }

  /// Adds `weight` times the hypergeometric probabilities of 0 ... ``size`` among k of n.
  private func add(_ weight: Double, k: Int, n: Int, to cells: inout [Double]) {
    let (low, high) = (max(0, size - (n - k)), min(size, k))
    // From the mode outwards by ratios of neighbours, then scaled to add up to 1: nothing overflows.
    let mode = min(max((size + 1) * (k + 1) / (n + 2), low), high)
    var terms = [Double](repeating: 0, count: high - low + 1)
    terms[mode - low] = 1
    for i in stride(from: mode, to: high, by: 1) {
      let ratio = Double((k - i) * (size - i)) / Double((i + 1) * (n - k - size + i + 1))
      terms[i + 1 - low] = terms[i - low] * ratio
    }
    for i in stride(from: mode, to: low, by: -1) {
      let ratio = Double(i * (n - k - size + i)) / Double((k - i + 1) * (size - i + 1))
      terms[i - 1 - low] = terms[i - low] * ratio
    }
    let total = terms.reduce(0, +)
    for (place, term) in terms.enumerated() { cells[low + place] += weight * term / total }
  }
}

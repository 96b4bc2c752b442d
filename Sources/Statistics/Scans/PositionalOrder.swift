import CBitKernels

/// Haplotypes in the order of their alleles read backwards from a site (positional Burrows-Wheeler order), for a scan in
/// one direction; Durbin 2014, doi:10.1093/bioinformatics/btu014.
///
/// Haplotypes that share a longer stretch up to the site are closer in the order, so all pairs are known from what
/// neighbours share: a step costs the number of haplotypes, not of pairs.
struct PositionalOrder: ~Copyable {
  /// Which way the scan goes.
  enum Direction: Sendable, CaseIterable {
    case forward, backward
  }

  private let rows: ScanRows
  private let direction: Direction
  private var current: (order: UnsafeMutablePointer<UInt32>, divergence: UnsafeMutablePointer<UInt32>)
  private var next: (order: UnsafeMutablePointer<UInt32>, divergence: UnsafeMutablePointer<UInt32>)
  private let alleles: UnsafeMutablePointer<UInt8>
  /// Haplotypes with a 0 at the site, which come first.
  private(set) var zeros = 0

  /// The order before the first site of `rows`.
  init(_ rows: ScanRows, _ direction: Direction) {
    self.rows = rows
    self.direction = direction
    let count = max(1, rows.haplotypeCount)
    current = (.allocate(capacity: count), .allocate(capacity: count))
    next = (.allocate(capacity: count), .allocate(capacity: count))
    alleles = .allocate(capacity: count + 7)
  }

  deinit {
    for pointer in [current.order, current.divergence, next.order, next.divergence] { pointer.deallocate() }
    alleles.deallocate()
  }

  /// Haplotypes in their order.
  var order: UnsafePointer<UInt32> { UnsafePointer(current.order) }
  /// For each place, the first step from which its haplotype agrees with the one before it.
  var divergence: UnsafePointer<UInt32> { UnsafePointer(current.divergence) }

  /// The site that is visited at `step`.
  func site(_ step: Int) -> Int { direction == .forward ? step : rows.siteCount - 1 - step }

  /// Goes on from the order behind `step` - 1 to that behind `step`.
  mutating func advance(_ words: UnsafePointer<UInt64>, to step: Int) {
    let site = site(step)
    zeros = rows.haplotypeCount - Int(rows.ones[site])
    apus_order_advance(
      words + site * rows.wordsPerSite, current.order, current.divergence, rows.haplotypeCount, zeros, UInt32(step),
      alleles, next.order, next.divergence)
    swap(&current, &next)
  }

  /// Makes the order behind `step` - 1, as if the scan had come from step 0.
  ///
  /// The haplotypes' order is settled by their last differences, so it is enough to begin a little before, unless two
  /// of them are equal all the way; then the start moves back, to step 0 if need be.
  mutating func prepare(_ words: UnsafePointer<UInt64>, for step: Int) {
    var lead = 256
    while true {
      let start = max(0, step - lead)
      for place in 0..<rows.haplotypeCount {
        current.order[place] = UInt32(place)
        current.divergence[place] = UInt32(start)
      }
      for earlier in start..<step { advance(words, to: earlier) }
      if start == 0 { return }
      let isSettled = (1..<max(1, rows.haplotypeCount)).allSatisfy { current.divergence[$0] > UInt32(start) }
      if isSettled { return }
      lead *= 4
    }
  }
}

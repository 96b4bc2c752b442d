import FeatureTables
import Haplotypes

/// Makes the alignment that a network reads of a window, the same for simulated and observed windows.
public struct WindowEncoder: Sendable {
  /// How alignments are laid out.
  public let shape: AlignmentShape
  /// Haplotypes of each population, which lie one population behind the other; each is put in order by itself.
  public let populationSizes: [Int]
  /// Bases of a window.
  public let windowLength: Int

  /// An encoder of windows of `windowLength` bases with populations of so many haplotypes.
  public init(_ shape: AlignmentShape, populationSizes: [Int], windowLength: Int) {
    precondition(
      populationSizes.reduce(0, +) == shape.haplotypes, "\(populationSizes) haplotypes are not \(shape.haplotypes)")
    self.shape = shape
    self.populationSizes = populationSizes
    self.windowLength = windowLength
  }

  /// The alignment of the window of `matrix` that begins at `start`; sites outside `accessible` (nil: all) and those whose
  /// rarer allele is too rare are left out.
  public func row(_ matrix: HaplotypeMatrix, start: Double, accessible: [Range<Int>]?) -> AlignmentTable.Row {
    precondition(
      matrix.haplotypeCount == shape.haplotypes, "\(matrix.haplotypeCount) haplotypes, not \(shape.haplotypes)")
    let kept = chosen(usable(matrix, start, accessible), matrix, start)
    let words = shape.wordsPerSite
    var alleles = [UInt64](repeating: 0, count: shape.sites * words)
    var missing = alleles
    var positions = [Float](repeating: -1, count: shape.sites)
    var hasMissing = false
    for (place, site) in kept.enumerated() {
      var (bits, gaps) = planes(matrix, site)
      if !shape.isPolarised { fold(&bits, gaps) }
      if !shape.isPhased { unphase(&bits, gaps, matrix.ploidies) }
      for word in 0..<words {
        alleles[place * words + word] = bits[word]
        missing[place * words + word] = gaps[word]
        hasMissing = hasMissing || gaps[word] != 0
      }
      positions[place] = Float((matrix.positions[site] - start) / Double(windowLength))
    }
    var row = AlignmentTable.Row(alleles: alleles, missing: hasMissing ? missing : [], positions: positions)
    if shape.order == .similarity { sort(&row, siteCount: kept.count) }
    return row
  }

  private func planes(_ matrix: HaplotypeMatrix, _ site: Int) -> (bits: [UInt64], gaps: [UInt64]) {
    let range = site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite
    let gaps = matrix.missing.map { Array($0[range]) } ?? [UInt64](repeating: 0, count: range.count)
    return (Array(matrix.words[range]), gaps)
  }

  /// The sites that may be shown, in order.
  private func usable(_ matrix: HaplotypeMatrix, _ start: Double, _ accessible: [Range<Int>]?) -> [Int] {
    let end = start + Double(windowLength)
    var stretches = accessible?[...] ?? []
    return (0..<matrix.siteCount).filter { site in
      let position = matrix.positions[site]
      guard position >= start && position < end else { return false }
      if accessible != nil {
        while let first = stretches.first, Double(first.upperBound) <= position { stretches = stretches.dropFirst() }
        guard let first = stretches.first, Double(first.lowerBound) <= position else { return false }
      }
      var (carriers, uncalled) = (0, 0)
      for word in site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite {
        carriers += matrix.words[word].nonzeroBitCount
        uncalled += matrix.missing?[word].nonzeroBitCount ?? 0
      }
      return min(carriers, matrix.haplotypeCount - uncalled - carriers) >= shape.minorCount
    }
  }

  /// As many of `sites` as there is room for.
  private func chosen(_ sites: [Int], _ matrix: HaplotypeMatrix, _ start: Double) -> [Int] {
    let room = shape.sites
    if sites.count <= room { return sites }
    switch shape.choice {
    case .spread: return (0..<room).map { sites[(2 * $0 + 1) * sites.count / (2 * room)] }
    case .middle:
      let middle = start + Double(windowLength) / 2
      // The stretch of neighbouring sites whose further end is nearest to the middle.
      var best = 0
      var least = Double.infinity
      for first in 0...sites.count - room {
        let reach = max(
          middle - matrix.positions[sites[first]], matrix.positions[sites[first + room - 1]] - middle)
        if reach < least { (best, least) = (first, reach) }
      }
      return Array(sites[best..<best + room])
    }
  }

  /// Makes the rarer allele the set bit; of equally frequent ones that which the first called haplotype lacks.
  private func fold(_ bits: inout [UInt64], _ gaps: [UInt64]) {
    let carriers = bits.reduce(0) { $0 + $1.nonzeroBitCount }
    let called = shape.haplotypes - gaps.reduce(0) { $0 + $1.nonzeroBitCount }
    func isSet(_ plane: [UInt64], _ haplotype: Int) -> Bool { plane[haplotype >> 6] >> UInt64(haplotype & 63) & 1 == 1 }
    let firstCalled: Int? = (0..<shape.haplotypes).first { !isSet(gaps, $0) }
    let firstIsSet = firstCalled.map { isSet(bits, $0) } ?? false
    guard 2 * carriers > called || (2 * carriers == called && firstIsSet) else { return }
    for word in bits.indices {
      let own = min(64, shape.haplotypes - 64 * word)
      let all = own == 64 ? UInt64.max : (1 << UInt64(own)) - 1
      bits[word] = ~bits[word] & ~gaps[word] & all
    }
  }

  /// Moves the set bits of each individual to its first haplotypes.
  private func unphase(_ bits: inout [UInt64], _ gaps: [UInt64], _ ploidies: [UInt8]) {
    var first = 0
    for ploidy in ploidies {
      let own = (first..<first + Int(ploidy)).filter { gaps[$0 >> 6] >> UInt64($0 & 63) & 1 == 0 }
      let count = own.count { bits[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
      for (place, haplotype) in own.enumerated() {
        let mask = UInt64(1) << UInt64(haplotype & 63)
        if place < count { bits[haplotype >> 6] |= mask } else { bits[haplotype >> 6] &= ~mask }
      }
      first += Int(ploidy)
    }
  }

  /// Puts the haplotypes of each population into the order of their distances from its commonest one.
  private func sort(_ row: inout AlignmentTable.Row, siteCount: Int) {
    let (words, count) = (shape.wordsPerSite, shape.haplotypes)
    func bit(_ plane: [UInt64], _ site: Int, _ haplotype: Int) -> UInt64 {
      plane.isEmpty ? 0 : plane[site * words + haplotype >> 6] >> UInt64(haplotype & 63) & 1
    }
    // The alleles of a haplotype along the sites.
    let lengths = (siteCount + 63) / 64
    var lines = [[UInt64]](repeating: [UInt64](repeating: 0, count: lengths), count: count)
    for site in 0..<siteCount {
      for haplotype in 0..<count {
        lines[haplotype][site >> 6] |= bit(row.alleles, site, haplotype) << UInt64(site & 63)
      }
    }
    var order: [Int] = []
    var first = 0
    for size in populationSizes {
      let own = Array(first..<first + size)
      var copies: [[UInt64]: Int] = [:]
      for haplotype in own { copies[lines[haplotype], default: 0] += 1 }
      // Of equally common ones that which comes first in the sample.
      let commonest = own.max { (copies[lines[$0]] ?? 0, -$0) < (copies[lines[$1]] ?? 0, -$1) } ?? first
      let distances = own.map { haplotype in
        zip(lines[haplotype], lines[commonest]).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
      }
      order += own.sorted { (distances[$0 - first], $0) < (distances[$1 - first], $1) }
      first += size
    }
    let (alleles, missing) = (row.alleles, row.missing)
    for word in row.alleles.indices { row.alleles[word] = 0 }
    for word in row.missing.indices { row.missing[word] = 0 }
    for site in 0..<siteCount {
      for (place, haplotype) in order.enumerated() {
        row.alleles[site * words + place >> 6] |= bit(alleles, site, haplotype) << UInt64(place & 63)
        if !missing.isEmpty {
          row.missing[site * words + place >> 6] |= bit(missing, site, haplotype) << UInt64(place & 63)
        }
      }
    }
  }
}

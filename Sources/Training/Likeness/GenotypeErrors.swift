import Groundwork
import Haplotypes

/// Errors that data have and simulations lack: of phase and of ancestral alleles. What a study is trained on and what its model is
/// tried on are made with them.
package struct GenotypeErrors: Sendable, Equatable {
  /// The chance, at each site at which an individual is heterozygous, that its haplotypes are exchanged from there on.
  package var switchError: Double
  /// The share of sites whose ancestral and derived alleles are exchanged.
  package var misorientation: Double

  /// Errors at these rates.
  package init(switchError: Double = 0, misorientation: Double = 0) {
    self.switchError = switchError
    self.misorientation = misorientation
  }

  /// The first haplotypes of diploid individuals, in bits as a site of `count` haplotypes has them. Haploid individuals have no
  /// phase, and no switch is defined for more than two haplotypes: these stay as they are. Without `ploidies` neighbouring haplotypes make an
  /// individual, as simulated ones say nothing of individuals, and a last one without a partner is haploid.
  static func firstHaplotypes(count: Int, ploidies: [UInt8]?) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: (count + 63) / 64)
    guard let ploidies else {
      for first in stride(from: 0, to: count - 1, by: 2) { bits[first >> 6] |= 1 << UInt64(first & 63) }
      return bits
    }
    var haplotype = 0
    for ploidy in ploidies {
      if ploidy == 2 { bits[haplotype >> 6] |= 1 << UInt64(haplotype & 63) }
      haplotype += Int(ploidy)
    }
    return bits
  }

  /// `matrix` with errors drawn from `stream`; the haplotypes of individuals are as `ploidies` says. An individual of whose two
  /// calls one is missing is not heterozygous, and a missing call stays missing.
  package func applied(
    to matrix: HaplotypeMatrix, ploidies: [UInt8]?, _ stream: inout RandomStream
  ) -> HaplotypeMatrix {
    guard switchError > 0 || misorientation > 0, matrix.siteCount > 0 else { return matrix }
    let width = matrix.wordsPerSite
    let firsts = Self.firstHaplotypes(count: matrix.haplotypeCount, ploidies: ploidies)
    var every = [UInt64](repeating: .max, count: width)
    if matrix.haplotypeCount & 63 != 0 { every[width - 1] = (1 << UInt64(matrix.haplotypeCount & 63)) - 1 }
    var exchanged = [UInt64](repeating: 0, count: width)
    var words = matrix.words
    let none = [UInt64](repeating: 0, count: matrix.missing == nil ? width : 0)
    let missing = matrix.missing ?? none
    let step = matrix.missing == nil ? 0 : width
    words.withUnsafeMutableBufferPointer { words in
      missing.withUnsafeBufferPointer { missing in
        exchanged.withUnsafeMutableBufferPointer { exchanged in
          for site in 0..<matrix.siteCount {
            let alleles = UnsafeMutableBufferPointer(rebasing: words[site * width..<(site + 1) * width])
            let absent = UnsafeBufferPointer(rebasing: missing[site * step..<site * step + width])
            if switchError > 0 { switchPhase(alleles, absent, firsts, exchanged, &stream) }
            if misorientation > 0, stream.uniform() < misorientation {
              for word in 0..<width { alleles[word] ^= every[word] & ~absent[word] }
            }
          }
        }
      }
    }
    return HaplotypeMatrix(
      haplotypeCount: matrix.haplotypeCount, positions: matrix.positions, words: words, missing: matrix.missing,
      ploidies: matrix.ploidies, isPhased: matrix.isPhased, isPolarised: matrix.isPolarised)
  }

  /// One site: bits of `exchanged` are set at the first haplotypes of individuals whose haplotypes are exchanged at present.
  private func switchPhase(
    _ alleles: UnsafeMutableBufferPointer<UInt64>, _ absent: UnsafeBufferPointer<UInt64>, _ firsts: [UInt64],
    _ exchanged: UnsafeMutableBufferPointer<UInt64>, _ stream: inout RandomStream
  ) {
    let last = alleles.count - 1
    for word in 0...last {
      // The second haplotype of the last individual of a word may lie in the next one.
      let next = word < last ? alleles[word + 1] << 63 : 0
      let nextAbsent = word < last ? absent[word + 1] << 63 : 0
      let heterozygous =
        (alleles[word] ^ (alleles[word] >> 1 | next)) & ~(absent[word] | absent[word] >> 1 | nextAbsent) & firsts[word]
      var open = heterozygous
      while open != 0 {
        let bit = open & (0 &- open)
        if stream.uniform() < switchError { exchanged[word] ^= bit }
        open ^= bit
      }
      let change = heterozygous & exchanged[word]
      alleles[word] ^= change | change << 1
      if word < last { alleles[word + 1] ^= change >> 63 }
    }
  }
}

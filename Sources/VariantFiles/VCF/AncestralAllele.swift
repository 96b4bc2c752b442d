import CHtslib
import CHtslibShims
import Haplotypes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is known of the ancestral allele of a biallelic SNP.
enum AncestralAllele: Equatable {
  /// REF is ancestral.
  case reference(isCertain: Bool)
  /// ALT is ancestral: the bits must be turned around.
  case alternative(isCertain: Bool)
  /// Not known.
  case unknown
  /// Known, but neither allele.
  case mismatch
}

extension AncestralAllele {
  /// What the letter of an ancestral state says about the two alleles.
  ///
  /// `others` are further alleles of the record, which do not carry `alternative` either.
  static func classify(
    _ letter: UInt8, _ reference: UInt8, _ alternative: UInt8, others: (UInt8) -> Bool = { _ in false }
  ) -> AncestralAllele {
    let upper = uppercased(letter)
    let isCertain = upper == letter
    if upper == uppercased(reference) { return .reference(isCertain: isCertain) }
    if upper == uppercased(alternative) { return .alternative(isCertain: isCertain) }
    if others(upper) { return .reference(isCertain: isCertain) }
    switch upper {
    case UInt8(ascii: "A"), UInt8(ascii: "C"), UInt8(ascii: "G"), UInt8(ascii: "T"): return .mismatch
    default: return .unknown
    }
  }

  static func uppercased(_ letter: UInt8) -> UInt8 {
    (97...122).contains(letter) ? letter - 32 : letter
  }
}

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

/// Looks up the letter of ancestral alleles in INFO/AA or in a FASTA.
final class AncestralLookup {
  private let sequence: AncestralSequence?
  private var buffer: UnsafeMutablePointer<CChar>?
  private var capacity: Int32 = 0

  init(_ sequence: AncestralSequence?) { self.sequence = sequence }

  deinit { free(buffer) }

  /// The bases of `region` whose ancestral state a FASTA has; nil without one.
  func knownBases(_ region: Interval) throws(VariantFilesError) -> [Range<Int>]? {
    try sequence?.knownBases(region.start..<max(region.start, region.end))
  }

  /// The letter of the ancestral allele of the cursor's record where `alleles` differ; 0 if there is none, or not as many letters
  /// as the alleles have.
  func letter(_ cursor: VariantCursor, _ alleles: SiteAlleles) throws(VariantFilesError) -> UInt8 {
    if let sequence { return try sequence.base(at: cursor.position - 1 + alleles.offset) }
    let width = cursor.length(of: alleles.reference)
    if cursor.state == .scanned {
      if width == 1 { return cursor.fields.ancestral }
      try cursor.parse()
    }
    let length = Int(apus_info_aa(cursor.header, cursor.record, &buffer, &capacity))
    guard length > 0, let buffer else { return 0 }
    let text = UnsafeBufferPointer(start: buffer, count: length).prefix { $0 != 0 && $0 != 0x7C }
    guard text.count == width, alleles.offset < width else { return 0 }
    return UInt8(bitPattern: text[alleles.offset])
  }
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

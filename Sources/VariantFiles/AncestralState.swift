import CHtslib
import CHtslibShims

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

/// Looks up ancestral alleles from the source that ``Polarisation`` names.
final class AncestralLookup {
  private let sequence: AncestralSequence?
  private var buffer: UnsafeMutablePointer<CChar>?
  private var capacity: Int32 = 0

  init(_ sequence: AncestralSequence?) { self.sequence = sequence }

  deinit { free(buffer) }

  /// The ancestral allele of a record with the one-letter alleles `reference` and `alternative`.
  func allele(
    header: UnsafePointer<bcf_hdr_t>, record: UnsafeMutablePointer<bcf1_t>, reference: UInt8, alternative: UInt8
  ) throws(VariantFilesError) -> AncestralAllele {
    if let sequence {
      let letter = try sequence.base(at: Int(record.pointee.pos))
      return Self.classify(letter, reference, alternative)
    }
    let length = Int(apus_info_aa(header, record, &buffer, &capacity))
    guard length > 0, let buffer else { return .unknown }
    let text = UnsafeBufferPointer(start: buffer, count: length).prefix { $0 != 0 && $0 != 0x7C }
    guard text.count == 1, let letter = text.first else { return .unknown }
    return Self.classify(UInt8(bitPattern: letter), reference, alternative)
  }

  /// What the letter of an ancestral state says about the two alleles.
  static func classify(_ letter: UInt8, _ reference: UInt8, _ alternative: UInt8) -> AncestralAllele {
    let upper = uppercased(letter)
    let isCertain = upper == letter
    if upper == uppercased(reference) { return .reference(isCertain: isCertain) }
    if upper == uppercased(alternative) { return .alternative(isCertain: isCertain) }
    switch upper {
    case UInt8(ascii: "A"), UInt8(ascii: "C"), UInt8(ascii: "G"), UInt8(ascii: "T"): return .mismatch
    default: return .unknown
    }
  }

  private static func uppercased(_ letter: UInt8) -> UInt8 {
    (97...122).contains(letter) ? letter - 32 : letter
  }
}

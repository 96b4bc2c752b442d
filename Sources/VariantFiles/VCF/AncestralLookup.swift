import CHtslib
import CHtslibShims
import Haplotypes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

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

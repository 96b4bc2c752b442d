import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// The accessible or inaccessible bases that a study names, before it is known which contigs the data have.
struct GivenBases {
  /// What a user should know of the file.
  let notes: [String]
  private let path: String
  private let named: Mask
  private let areAccessible: Bool

  /// Reads the BED or, of accessible bases, the FASTA that `source` names; nil if it names neither.
  init?(_ source: Study.DataSource) throws(StudyError) {
    guard let path = source.accessible ?? source.inaccessible else { return nil }
    self.path = path
    areAccessible = source.accessible != nil
    if areAccessible && TextBeginning.read(path, 1) == [UInt8(ascii: ">")] {
      let fasta = try attempt { try FASTAMask.read(path) }
      named = Mask(accessible: fasta.accessible)
      notes = ["\(path): \(fasta.convention.rawValue)"] + fasta.notes.map { "\(path): \($0)" }
    } else {
      named = Mask(accessible: try attempt { try BEDFile.read(path) })
      notes = []
    }
  }

  /// Makes it known to a reader of variants.
  func tell(_ options: inout VariantReadOptions) {
    if areAccessible { options.mask = named } else { options.inaccessible = named }
  }

  /// The accessible bases of `regions`, on their contigs; the file may write chr2 where the variants write 2.
  ///
  /// - Throws: ``StudyError`` if it has none of their contigs.
  func mask(of regions: [Interval]) throws(StudyError) -> Mask {
    var options = VariantReadOptions()
    tell(&options)
    let bases = AccessibleBases(options)
    guard regions.contains(where: { bases?.names($0.contig) == true }) else {
      throw .invalid(
        "\(path): no interval lies on \(ContigNames.list(regions.map(\.contig))); it has "
          + ContigNames.list(named.accessible.keys.sorted()))
    }
    return Mask(
      accessible: regions.flatMap { region in
        (bases?.ranges(region) ?? []).map {
          Interval(contig: region.contig, start: $0.lowerBound, end: $0.upperBound)
        }
      })
  }
}

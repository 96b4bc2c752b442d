import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// The accessible or inaccessible bases that a study names, those outside its targets left out, before it is known which contigs the
/// data have.
struct GivenBases {
  /// What a user should know of the file.
  private(set) var notes: [String] = []
  private let path: String
  private let named: Mask
  private let areAccessible: Bool

  /// Reads the BED or, of accessible bases, the FASTA that `source` names, and its targets; nil if it names nothing.
  init?(_ source: Study.DataSource) throws(StudyError) {
    let targets = try Self.targets(source)
    guard let path = source.accessible ?? source.inaccessible else {
      guard let targets else { return nil }
      (path, named, areAccessible) = (targets.words, targets.mask, !targets.areLeftOut)
      return
    }
    let mask: Mask
    if source.accessible != nil && TextBeginning.read(path, 1) == [UInt8(ascii: ">")] {
      let fasta = try attempt { try FASTAMask.read(path) }
      mask = Mask(accessible: fasta.accessible)
      notes = ["\(path): \(fasta.convention.rawValue)"] + fasta.notes.map { "\(path): \($0)" }
    } else {
      mask = Mask(accessible: try attempt { try BEDFile.read(path) })
    }
    guard let targets else {
      (self.path, named, areAccessible) = (path, mask, source.accessible != nil)
      return
    }
    let own = targets.mask.renamed { ContigNames.match($0, among: mask.accessible.keys) ?? $0 }
    self.path = "\(path) and \(targets.words)"
    switch (source.accessible != nil, targets.areLeftOut) {
    case (true, false): (named, areAccessible) = (mask.intersection(own), true)
    case (true, true): (named, areAccessible) = (mask.subtracting(own), true)
    case (false, false): (named, areAccessible) = (own.subtracting(mask), true)
    case (false, true): (named, areAccessible) = (mask.union(own), false)
    }
  }

  /// The stretches of `data.targets` or `data.targets_file`, and whether they are left out (a leading ^) in place of kept.
  private static func targets(
    _ source: Study.DataSource
  ) throws(StudyError) -> (words: String, mask: Mask, areLeftOut: Bool)? {
    if let file = source.targetsFile {
      let path = file.hasPrefix("^") ? String(file.dropFirst()) : file
      return (path, Mask(accessible: try attempt { try RegionList.read(path) }), file.hasPrefix("^"))
    }
    guard let all = source.targets, let first = all.first else { return nil }
    let areLeftOut = first.hasPrefix("^")
    let texts = ([areLeftOut ? String(first.dropFirst()) : first] + all.dropFirst()).flatMap(RegionList.split)
    return ("data.targets", Mask(accessible: try attempt { try RegionList.intervals(texts) }), areLeftOut)
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

import Groundwork
import Haplotypes

/// A PLINK 1 data set: `.bed` (genotypes), `.bim` (variants), `.fam` (individuals).
///
/// A set bit of the matrix is allele A1 of the `.bim` (its fifth column; PLINK makes the rarer allele A1 unless told
/// otherwise), a bit that is not set is A2; neither is known to be ancestral, and the format has no phase. Variants must
/// be sorted by position within a chromosome, and each chromosome be in one piece. Of a file in variant-major order only
/// the chromosome asked for is in memory; one in the old individual-major order is read whole.
///
/// Format: <https://www.cog-genomics.org/plink/1.9/formats#bed>.
public struct PlinkFile: Sendable {
  /// An individual: a line of the `.fam`.
  public struct Individual: Sendable, Equatable {
    /// The family.
    public let family: String
    /// The name within the family.
    public let name: String
    /// 1: male, 2: female, else unknown.
    public let sex: Int
  }

  /// A variant: a line of the `.bim`.
  struct Variant: Sendable {
    /// 1-based; 0 or less: unknown.
    let position: Int
    let isSNP: Bool
  }

  /// The path of the `.bed`.
  public let path: String
  /// The individuals, in the order of the `.fam`.
  public let individuals: [Individual]
  /// The chromosomes, in the order of the `.bim`; "0" holds variants of unknown place.
  public let contigs: [String]
  /// True if the `.bed` holds all variants of the first individual, then those of the second and so on.
  package let isIndividualMajor: Bool
  /// The number of variants.
  package var variantCount: Int { variants.count }

  private let variants: [Variant]
  private let ranges: [Range<Int>]
  private let file: BinaryFile

  private static let magic: [UInt8] = [0x6C, 0x1B]

  /// Opens the data set of which `path` is one of the three files, or their name without ending.
  ///
  /// - Throws: ``VariantFilesError``: with path and line of the `.bim` or `.fam` for a line of too few columns, a
  ///   position that is no number or descends, a chromosome in two pieces; for a `.bed` without its magic number or of
  ///   another size than the other two files say.
  public init(path: String) throws(VariantFilesError) {
    let base = [".bed", ".bim", ".fam"].contains { path.hasSuffix($0) } ? String(path.dropLast(4)) : path
    self.path = base + ".bed"
    individuals = try PlinkText.individuals(TextLines(base + ".fam"))
    (contigs, variants, ranges) = try PlinkText.variants(TextLines(base + ".bim"))
    file = try BinaryFile(base + ".bed")
    isIndividualMajor = try Self.checkedOrder(file, individuals: individuals.count, variants: variants.count)
  }

  /// True if the file at `path` begins as a PLINK `.bed` does.
  package static func isPlink(_ path: String) -> Bool { BinaryFile.beginning(of: path, 2) == magic }

  private static func checkedOrder(
    _ file: BinaryFile, individuals: Int, variants: Int
  ) throws(VariantFilesError) -> Bool {
    var header = [UInt8](repeating: 0, count: 3)
    guard file.size >= 3 else {
      throw .damaged(
        path: file.path, problem: "the file has \(file.size) bytes", remedy: "it is cut or not PLINK's .bed")
    }
    try file.read(at: 0, into: &header)
    guard Array(header.prefix(2)) == magic, header[2] <= 1 else {
      throw .damaged(
        path: file.path, problem: "the file does not begin with 6C 1B and 00 or 01",
        remedy: "it is not a .bed of PLINK 1.9 (.pgen of PLINK 2: convert with plink2 --make-bed)")
    }
    let (rows, columns) = header[2] == 0 ? (individuals, variants) : (variants, individuals)
    let expected = 3 + rows * ((columns + 3) / 4)
    guard file.size == expected else {
      throw .damaged(
        path: file.path,
        problem:
          "the file has \(file.size.grouped) bytes, expected \(expected.grouped) for \(variants.grouped) variants of "
          + "\(individuals.grouped) individuals",
        remedy: "it is cut, or the .bim or .fam belongs to another file")
    }
    return header[2] == 0
  }

  /// The sites of `contig` (also written otherwise: `chr8` for `8`).
  ///
  /// Variants of one base against one base with calls of both alleles become sites; a call with one half missing does not
  /// exist in this format. `haploidBySex`: on the X (`X`, `23`) and Y (`Y`, `24`) individuals whose sex is male have one
  /// haplotype, on the mitochondrion (`MT`, `26`) all have; their heterozygous calls are missing, and counted in a note.
  /// Without it all are diploid, as the file writes them, and a note says where that is doubtful.
  ///
  /// - Throws: ``VariantFilesError`` if there is no such chromosome or the file cannot be read.
  public func read(contig name: String, haploidBySex: Bool = false) throws(VariantFilesError) -> ReadHaplotypes {
    guard let match = ContigNames.match(name, among: contigs), let index = contigs.firstIndex(of: match) else {
      throw .notFound(
        path: path, problem: "has no chromosome '\(name)'", remedy: "it has \(ContigNames.list(contigs))")
    }
    let count = 2 * individuals.count
    var sites = SegregatingSites(
      HaplotypeMatrix(
        haplotypeCount: count, ploidies: [UInt8](repeating: 2, count: individuals.count), isPhased: false,
        isPolarised: false))
    var genotypes = try PlinkGenotypes(file, ranges[index], individuals.count, variants.count, isIndividualMajor)
    for variant in ranges[index] {
      try genotypes.load(variant)
      if variants[variant].position <= 0 {
        sites.skipUnplaced()
      } else if !variants[variant].isSNP {
        sites.skip(.notSNP, at: Double(variants[variant].position - 1))
      } else {
        sites.add(
          position: Double(variants[variant].position - 1), alleles: genotypes.alleles, missing: genotypes.missing)
      }
    }
    var notes = ["a set bit is allele A1 of the .bim; PLINK files are neither phased nor polarised"]
    sites.matrix = withSex(sites.matrix, ContigNames.canonical(match), haploidBySex, &notes)
    var unsaid: [String] = []
    sites.others = withSex(sites.others, ContigNames.canonical(match), haploidBySex, &unsaid)
    return ReadHaplotypes(contig: match, length: nil, sites: sites, samples: names, notes: notes)
  }

  /// The end of the last variant of `contig`, one of `contigs`.
  func end(of contig: String) -> Int {
    guard let index = contigs.firstIndex(of: contig), let last = ranges[index].last else { return 0 }
    return max(0, variants[last].position)
  }

  /// The individuals' names; with their families where names alone are not unique.
  package var names: [String] {
    let names = individuals.map(\.name)
    return Set(names).count == names.count ? names : individuals.map { "\($0.family)_\($0.name)" }
  }

  private func withSex(
    _ matrix: HaplotypeMatrix, _ contig: String, _ haploidBySex: Bool, _ notes: inout [String]
  ) -> HaplotypeMatrix {
    let males = individuals.indices.filter { individuals[$0].sex == 1 }
    let haploid: [Int]
    switch contig {
    case "X", "23", "Y", "24": haploid = males
    case "M", "26": haploid = Array(individuals.indices)
    default: return matrix
    }
    guard haploidBySex else {
      if !haploid.isEmpty {
        notes.append(
          "\(haploid.count.of("individual has", "individuals have")) one copy of chromosome \(contig), by the sex in the .fam; each counts as "
            + "diploid here")
      }
      return matrix
    }
    let (result, calls) = matrix.haploid(Set(haploid))
    notes.append(
      "\(haploid.count.of("individual is", "individuals are")) haploid on chromosome \(contig); \(calls.of("heterozygous call")) of theirs "
        + "are missing")
    return result
  }
}

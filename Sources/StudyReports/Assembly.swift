import Haplotypes

/// A genome assembly that browsers know, recognised by the lengths of its contigs.
struct Assembly {
  /// Its name at UCSC, which IGV uses, too.
  let ucsc: String
  /// The species at Ensembl, and its site.
  let species: String
  let ensembl: String
  /// The lengths of a few contigs, without "chr".
  let lengths: [String: Int]

  private init(
    _ ucsc: String, _ species: String, _ lengths: [String: Int], ensembl: String = "www.ensembl.org"
  ) {
    self.ucsc = ucsc
    self.species = species
    self.ensembl = ensembl
    self.lengths = lengths
  }

  /// The assembly whose contigs have `contigLengths`; nil if none is known to.
  init?(contigLengths: [String: Int]) {
    let found = Self.all.first { assembly in
      contigLengths.contains { assembly.lengths[Self.plain($0.key)] == $0.value }
        && !contigLengths.contains { name, length in
          assembly.lengths[Self.plain(name)].map { $0 != length } ?? false
        }
    }
    guard let found else { return nil }
    self = found
  }

  /// Where `interval` can be looked at.
  func links(_ interval: Interval) -> [(name: String, address: String)] {
    let place = "\(Self.plain(interval.contig)):\(interval.start + 1)-\(interval.end)"
    return [
      ("UCSC", "https://genome.ucsc.edu/cgi-bin/hgTracks?db=\(ucsc)&position=chr\(place)"),
      ("Ensembl", "https://\(ensembl)/\(species)/Location/View?r=\(place)"),
      ("IGV", "https://igv.org/app/?genome=\(ucsc)&locus=chr\(place)"),
    ]
  }

  private static func plain(_ contig: String) -> String {
    contig.lowercased().hasPrefix("chr") ? String(contig.dropFirst(3)) : contig
  }

  private static let all = [
    Assembly("hg38", "Homo_sapiens", ["1": 248_956_422, "2": 242_193_529, "3": 198_295_559, "20": 64_444_167]),
    Assembly(
      "hg19", "Homo_sapiens", ["1": 249_250_621, "2": 243_199_373, "3": 198_022_430, "20": 63_025_520],
      ensembl: "grch37.ensembl.org"),
    Assembly("mm39", "Mus_musculus", ["1": 195_154_279, "2": 181_755_017, "X": 169_476_592]),
    Assembly(
      "mm10", "Mus_musculus", ["1": 195_471_971, "2": 182_113_224, "X": 171_031_299],
      ensembl: "nov2020.archive.ensembl.org"),
    Assembly(
      "dm6", "Drosophila_melanogaster", ["2L": 23_513_712, "2R": 25_286_936, "3L": 28_110_227, "3R": 32_079_331],
      ensembl: "metazoa.ensembl.org"),
    Assembly("ce11", "Caenorhabditis_elegans", ["V": 20_924_180, "X": 17_718_942, "IV": 17_493_829]),
    Assembly("bosTau9", "Bos_taurus", ["1": 158_534_110, "2": 136_231_102]),
    Assembly("canFam3", "Canis_lupus_familiaris", ["1": 122_678_785, "X": 123_869_142, "3": 91_889_043]),
    Assembly("susScr11", "Sus_scrofa", ["1": 274_330_532, "13": 208_334_590, "6": 170_843_587]),
    Assembly("rn7", "Rattus_norvegicus", ["1": 260_522_016, "2": 249_053_267, "4": 182_687_754]),
  ]
}

import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// What data must have for a scan for sweeps to be worth anything: haplotypes of several individuals, and sites near each other.
///
/// Sweeps are read from haplotypes and from the spectrum along some hundred kilobases. One individual has neither; SNP chips, RADseq and
/// exomes have too few sites in a window, chosen or clustered as no simulation of whole genomes has them.
package enum SweepRequirements {
  /// Bases per site above which windows hold too few sites.
  package static let sparsest = 20_000.0
  /// The fewest haplotypes that are compared.
  static let fewestHaplotypes = 4
  /// The mean over sites of 2p(1 - p) above which common alleles were chosen: 1 / (1 + 1/2 + ... ) of many samples is far below.
  private static let chipHeterozygosity = 0.3
  /// Loci of short reads are shorter than this, assembled contigs longer.
  private static let shortLocus = 10_000.0
  /// A genome in which most neighbours lie so many times closer than the mean was read at chosen places.
  private static let clustering = 20.0
  /// Sites that are looked at.
  private static let mostSites = 20_000

  /// Why no sweep can be found in `data`, and what can be asked of them; nil if nothing speaks against it.
  package static func shortcoming(_ data: ObservedData) throws(StudyError) -> String? {
    if data.samples.count == 1 || data.haplotypeCount < fewestHaplotypes {
      return
        "\(data.samples.count == 1 ? "one individual" : "\(data.samples.count) individuals") (haplotypes: "
        + "\(data.haplotypeCount)) cannot show a sweep, which is seen in what many haplotypes share; 'apus features' gives "
        + "diversity along its genome"
    }
    let layout = try attempt { try Layout(data) }
    guard layout.sites >= 2 else { return nil }
    let words = "\(layout.sites.of("site")), one in \(Int(layout.spacing).grouped) bases"
    let remedy =
      "'apus statistics scan' looks at sites one by one (\(data.isPhased ? "nSL, iHS, XP-nSL" : "clr; nSL and XP-nSL once phased")), "
      + "and 'apus features' compares populations by fstHudson and dxy"
    if layout.isOfShortLoci {
      return
        "the sites lie on \(layout.contigs.of("contig")), most of them shorter than \(Int(shortLocus).grouped) bases "
        + "(RADseq loci, transcripts, a fragmented assembly): no window holds the trace of a sweep; \(remedy)"
    }
    if layout.isClustered {
      return
        "\(words), most of them in clusters far apart (RADseq, GBS or an exome): windows hold a few loci, which simulated "
        + "windows do not resemble; \(remedy)"
    }
    guard layout.spacing > sparsest else { return nil }
    let kind =
      layout.heterozygosity > chipHeterozygosity
      ? "with common alleles only: a SNP chip, whose sites were chosen" : "as of RADseq, GBS or heavily thinned data"
    return
      "\(words), \(kind): sweeps are seen in windows with hundreds of sites, one in \(Int(sparsest).grouped) bases at "
      + "the least; \(remedy)"
  }

  /// How sites lie.
  private struct Layout {
    var sites = 0
    var contigs = 0
    /// Mean bases between neighbours on a contig.
    var spacing = 0.0
    var isOfShortLoci = false
    var isClustered = false
    /// The mean over sites of 2p(1 - p).
    var heterozygosity = 0.0

    init(_ data: ObservedData) throws {
      var distances: [Double] = []
      var short = 0
      var (sum, looked) = (0.0, 0)
      let all = data.contigs.reduce(0) { $0 + $1.sites.siteCount }
      let step = max(1, (all + mostSites - 1) / mostSites)
      for contig in data.contigs where contig.sites.siteCount > 0 {
        let own = contig.sites
        contigs += 1
        sites += own.siteCount
        if (own.lastPosition ?? 0) - (own.firstPosition ?? 0) < shortLocus { short += 1 }
        var last: Double?
        try own.forEachPositions { positions in
          for position in positions {
            if let last { distances.append(position - last) }
            last = position
          }
        }
        let matrix = try own.thinned(max(1, own.siteCount / step))
        for site in 0..<matrix.siteCount {
          let words = site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite
          let missing = matrix.missing?[words].reduce(0) { $0 + $1.nonzeroBitCount } ?? 0
          let called = matrix.haplotypeCount - missing
          guard called > 0 else { continue }
          let share = Double(matrix.words[words].reduce(0) { $0 + $1.nonzeroBitCount }) / Double(called)
          sum += 2 * share * (1 - share)
          looked += 1
        }
      }
      heterozygosity = looked > 0 ? sum / Double(looked) : 0
      isOfShortLoci = contigs >= 50 && 10 * short > 9 * contigs
      guard !distances.isEmpty else { return }
      spacing = distances.reduce(0, +) / Double(distances.count)
      let near = distances.count { $0 * clustering < spacing }
      isClustered = spacing > 1000 && 2 * near > distances.count
    }
  }
}

import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// A number of a window that a population geneticist can read: what tells which parameter of the simulations is off.
///
/// Features are normalised within windows and carry no scale, so these are recorded beside them, of every simulated and every
/// observed window. Columns of the training table are called `summary_` and the raw value.
public enum WindowSummary: String, Sendable, CaseIterable {
  /// Segregating sites per accessible base of the whole window. Watterson's theta is the same but for a constant.
  case segregatingSites = "segregating_sites"
  /// Nucleotide diversity per accessible base of the whole window.
  case pi
  /// Tajima's D of the whole window.
  case tajimasD = "tajimas_d"
  /// The share of the segregating sites of the whole window whose rarer allele is there once.
  case singletonShare = "singleton_share"
  /// The mean r2 of pairs of sites in the middle subwindow: of haplotypes (Kelly's ZnS), or of genotypes where phase is not
  /// known; not a number where neither can be had.
  case r2
  /// The chance that two haplotypes of the middle subwindow differ; not a number without phase.
  case haplotypeDiversity = "haplotype_diversity"
  /// The share of calls that are missing at segregating sites of the whole window.
  case missingCalls = "missing_calls"

  /// The version of all of them: other numbers are a new version.
  static let version = 1

  /// The column of a training table.
  package var column: String { "summary_" + rawValue }

  /// What it is, in words.
  public var title: String {
    switch self {
    case .segregatingSites: return "segregating sites per base"
    case .pi: return "nucleotide diversity per base"
    case .tajimasD: return "Tajima's D"
    case .singletonShare: return "share of singletons among the segregating sites"
    case .r2: return "mean r2 in the middle subwindow"
    case .haplotypeDiversity: return "haplotype diversity of the middle subwindow"
    case .missingCalls: return "share of missing calls"
    }
  }

  /// True where a factor says more than a difference.
  package var isScale: Bool {
    switch self {
    case .segregatingSites, .pi, .r2: return true
    case .tajimasD, .singletonShare, .haplotypeDiversity, .missingCalls: return false
    }
  }
}

extension ObservedFeatures {
  /// The summaries of the usable windows, in their order, the same for any number of threads.
  package func summaries(threads: Int) throws(StudyError) -> [[Double]] {
    let windows = usable
    let shape = SummaryShape(source, data)
    let calculators = (0..<threads).map { _ in SummaryCalculator(shape) }
    let rows: [Result<[Double], VariantFilesError>] = parallelMap(count: windows.count, workers: calculators) {
      calculator, index in
      let window = windows[index]
      let (start, end) = (Double(window.interval.start), Double(window.interval.end))
      return data.contigs[window.contig].sites.taking(from: start, to: end) {
        calculator.values($0, start: start, accessible: window.accessible)
      }
    }
    return try attempt { try rows.map { try $0.get() } }
  }
}

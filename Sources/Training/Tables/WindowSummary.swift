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

/// What the summaries of a study's windows are computed of.
package struct SummaryShape: Sendable {
  /// How pairs of sites are compared.
  package enum Linkage: Sendable {
    case haplotypes, genotypes, none
  }

  let layout: WindowLayout
  /// Haplotypes of the sample, pooled over populations.
  let haplotypes: Int
  let linkage: Linkage

  /// Windows cut as `layout` says, of so many haplotypes.
  package init(layout: WindowLayout, haplotypes: Int, linkage: Linkage) {
    self.layout = layout
    self.haplotypes = haplotypes
    self.linkage = linkage
  }

  /// What the windows are that `source` computes features of, those of `data` if there are any.
  init(_ source: FeatureSource, _ data: ObservedData?) {
    let haplotypes = source.sizes.reduce(0, +)
    let ploidies = Set(data?.contigs.first?.sites.ploidies ?? [1])
    let isDiploid = ploidies == [2] || (ploidies == [1] && haplotypes % 2 == 0)
    self.init(
      layout: source.layout, haplotypes: haplotypes,
      linkage: data?.isPhased ?? true ? .haplotypes : isDiploid ? .genotypes : .none)
  }
}

/// Computes the summaries of windows; one for each thread, as it owns memory that is used again.
package final class SummaryCalculator {
  private let window: HaplotypeWindow
  private let shape: SummaryShape

  /// A calculator for windows of `shape`.
  package init(_ shape: SummaryShape) {
    window = HaplotypeWindow(haplotypeCount: shape.haplotypes)
    self.shape = shape
  }

  /// The summaries of the window of `matrix` that begins at `start`, in the order of ``WindowSummary/allCases``; a site that is
  /// not accessible counts nowhere, and a window without sites has zeros.
  package func values(_ matrix: HaplotypeMatrix, start: Double, accessible: [Range<Int>]?) -> [Double] {
    let layout = shape.layout
    window.load(matrix, from: start, to: start + Double(layout.length), accessible: accessible)
    let sites = window.siteCount
    var called = 0
    for site in 0..<sites { called += window.calledCount(site) }
    let segregating = SegregatingSites().compute(window)
    let singletons = Singletons().compute(window)
    let missing = sites == 0 ? 0 : 1 - Double(called) / Double(sites * window.haplotypeCount)
    var result = [segregating, NucleotideDiversity().compute(window), TajimasD().compute(window)]
    result.append(segregating > 0 ? singletons / segregating : 0)
    let focus = start + Double(layout.subwindowCount / 2 * layout.subwindowLength)
    window.load(matrix, from: focus, to: focus + Double(layout.subwindowLength), accessible: accessible)
    switch shape.linkage {
    case .haplotypes: result += [KellyZnS().compute(window), HaplotypeDiversity().compute(window)]
    case .genotypes: result += [GenotypeZnS().compute(window), .nan]
    case .none: result += [.nan, .nan]
    }
    return result + [missing]
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

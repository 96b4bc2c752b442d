import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

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
    let segregating = SegregatingSites().compute(window).value
    let singletons = Singletons().compute(window).value
    let missing = sites == 0 ? 0 : 1 - Double(called) / Double(sites * window.haplotypeCount)
    var result = [segregating, NucleotideDiversity().compute(window).value, TajimasD().compute(window).value]
    result.append(segregating > 0 ? singletons / segregating : 0)
    let focus = start + Double(layout.subwindowCount / 2 * layout.subwindowLength)
    window.load(matrix, from: focus, to: focus + Double(layout.subwindowLength), accessible: accessible)
    switch shape.linkage {
    case .haplotypes: result += [KellyZnS().compute(window).value, HaplotypeDiversity().compute(window).value]
    case .genotypes: result += [GenotypeZnS().compute(window).value, .nan]
    case .none: result += [.nan, .nan]
    }
    return result + [missing]
  }
}

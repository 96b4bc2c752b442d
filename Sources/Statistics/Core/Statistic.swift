/// Numbers that describe the variation within a stretch of sequence: one column or several; the reference page is
/// `info.reference`.
///
/// Rules that hold for all of them: only accessible sites that segregate among the called alleles count (a site fixed
/// for either allele changes nothing, so simulated and observed data are treated alike); a value is finite for every
/// window, and where the window lacks what a value needs it is marked insufficient and is a number that the page states;
/// it does not depend on the order of haplotypes within a population (of individuals, for genotypes).
///
/// A statistic of two or more populations (`info.populations`) is asked of windows of just so many; a statistic of one
/// is asked of the whole sample. ``StatisticOfPopulations`` applies either to chosen populations of a sample of several.
public protocol Statistic: Sendable {
  /// What is known about the statistic.
  var info: StatisticInfo { get }
  /// The names of the columns for samples of these sizes, one a population.
  func columns(populationSizes: [Int]) -> [String]
  /// Appends the columns' values in `window`, in their order.
  func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput)
}

extension Statistic {
  /// The columns in `window`, one after the other; for single windows, as it makes arrays anew.
  public func values(in window: HaplotypeWindow) -> StatisticValues {
    let count = columns(populationSizes: window.populationSizes).count
    var result = StatisticValues(
      values: [Double](repeating: 0, count: count), insufficient: [Bool](repeating: false, count: count))
    result.values.withUnsafeMutableBufferPointer { values in
      result.insufficient.withUnsafeMutableBufferPointer { insufficient in
        var output = StatisticOutput(values, insufficient: insufficient, first: 0, step: 1)
        compute(window, into: &output)
        precondition(output.position == count, "\(info.id) wrote \(output.position) of \(count) columns")
      }
    }
    return result
  }
}

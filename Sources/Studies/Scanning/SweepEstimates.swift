import Groundwork

/// How strong and how old the sweeps of called regions are, where the data can tell.
public struct SweepEstimates: Sendable {
  /// The numbers that are told, by the names of the truth: "selection_coefficient", "fixation_time" (generations ago).
  public let names: [String]
  /// Those that vary among simulated sweeps, but that these data cannot tell.
  public let untold: [String]
  /// Of each region what is told, in the order of ``names``; none of a region whose peak could not be asked.
  package let regions: [[SweepParameters.Estimate]]

  /// The columns of a table: of each number the prediction and the bounds of its 90 % interval.
  package var columns: [String] { names.flatMap { [$0, $0 + "_low", $0 + "_high"] } }

  /// The values of ``columns`` for the region `index`.
  package func fields(_ index: Int) -> [String] {
    let own = regions[index]
    if own.isEmpty { return columns.map { _ in "NA" } }
    return own.flatMap { [$0.value, $0.low, $0.high].map { $0.isNaN ? "NA" : "\(Float($0))" } }
  }

  /// The same for people: "0.012 (0.004 to 0.05)".
  package func words(_ index: Int) -> [String] {
    let own = regions[index]
    if own.isEmpty { return names.map { _ in "–" } }
    return own.map {
      $0.value.isNaN ? "–" : "\($0.value.significant) (\($0.low.significant) to \($0.high.significant))"
    }
  }
}

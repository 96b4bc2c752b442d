import FeatureTables
import Groundwork
import Learning

/// The features of which many observed windows lie outside what the model was shown, and what the model makes of them.
public struct FeatureMismatch: Sendable {
  /// A feature.
  public struct Feature: Sendable, Equatable {
    /// Its column.
    public let name: String
    /// The share of observed windows outside the range of the middle 98 % of the training simulations; 0.02 is expected.
    public let shareOutside: Double
    /// Its share of the model's importances; 0 where the model has none.
    public let weight: Double
  }

  /// Those with more than `suspicious` outside, the worst first.
  public let features: [Feature]
  /// Features in all.
  public let count: Int
  /// The share of a window's features outside, weighted by what the model makes of them; 0.02 is expected.
  public let weightedShare: Double
  /// The share of the importances that ``features`` have; nil where the model has none.
  public let weight: Double?

  /// A share outside above this is worth a look.
  package static let suspicious = 0.1

  /// The features of `observed`, of a model with these `ranges` and `importances`, both in column order.
  package init(_ observed: FeatureTable, ranges: [FeatureRange], importances: [Double]) {
    let width = observed.columnCount
    let total = importances.reduce(0, +)
    let weights =
      total > 0 && importances.count == width
      ? importances.map { $0 / total } : [Double](repeating: 0, count: width)
    let all = ranges.enumerated().map { column, range in
      let outside = (0..<observed.rowCount).count { !range.isTypical(observed.values[$0 * width + column]) }
      return Feature(
        name: range.column, shareOutside: Double(outside) / Double(max(1, observed.rowCount)), weight: weights[column])
    }
    count = all.count
    features = all.enumerated().filter { $0.element.shareOutside > Self.suspicious }
      .sorted { ($1.element.shareOutside, $0.offset) < ($0.element.shareOutside, $1.offset) }.map(\.element)
    let isWeighted = weights.contains { $0 > 0 }
    weight = isWeighted ? features.reduce(0) { $0 + $1.weight } : nil
    weightedShare =
      isWeighted
      ? all.reduce(0) { $0 + $1.weight * $1.shareOutside }
      : all.reduce(0) { $0 + $1.shareOutside } / Double(max(1, all.count))
  }

  /// True if what lies outside is much of what the model looks at.
  package var matters: Bool { weightedShare > Self.suspicious }

  /// Which features, how much, and whether it matters for the calls; nil if none is suspicious.
  public var sentence: String? {
    guard !features.isEmpty else { return nil }
    let worst = features.prefix(3).map { "\($0.name) \(percent($0.shareOutside))" }.joined(separator: ", ")
    let use =
      weight.map {
        " The model gives them \(percent($0)) of its weight: "
          + "its calls \(matters ? "rest on what it was never shown" : "hardly rest on values that it was never shown")."
      } ?? ""
    let verb = features.count == 1 ? "has" : "have"
    return
      "\(features.count.grouped) of \(count.grouped) features \(verb) more than \(percent(Self.suspicious)) of the windows outside the "
      + "range of the simulations (2 % are expected); the furthest: \(worst).\(use)"
  }

  private func percent(_ share: Double) -> String { "\((100 * share).fixed(0)) %" }
}

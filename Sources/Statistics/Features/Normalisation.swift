/// How a statistic's values in the parts of a window become features.
public enum Normalisation: Sendable, Hashable {
  /// The values as they are.
  case none
  /// S/HIC's: only relative values across the parts are kept, so that regions can be compared (Schrider & Kern 2016,
  /// doi:10.1371/journal.pgen.1005928). If the least value is negative it is subtracted from all; then all are divided by
  /// their sum. Where the sum is 0 every part gets 1 / number of parts.
  case shic
  /// As ``shic``, but one insufficient value makes the statistic flat in all parts, as one that is not a number does in
  /// diploSHIC and S/HIC.
  case shicFlattening
  /// Values are divided by the accessible bases of their part to this power, as FILET does (Schrider et al. 2018,
  /// doi:10.1371/journal.pgen.1007341), or taken times them where it is negative; 0 where no base is accessible.
  case perBase(power: Int)

  /// What makes totals of the values of a statistic: its unit says whether they are per base.
  static func total(of statistic: StatisticInfo) -> Normalisation {
    switch statistic.unit {
    case "per base": .perBase(power: -1)
    case "per base squared": .perBase(power: -2)
    default: .none
    }
  }

  /// The name in study files, where a user can choose it.
  var name: String? {
    switch self {
    case .none: "none"
    case .shic: "s-hic"
    case .shicFlattening: "s-hic-flattening"
    case .perBase: nil
    }
  }

  /// The normalisation on reference pages.
  var words: String {
    switch self {
    case .none, .shic, .shicFlattening: name ?? ""
    case .perBase(let power): power < 0 ? "times the accessible bases" : "per accessible base"
    }
  }

  /// Those that can be chosen by name.
  static let named: [Normalisation] = [.none, .shic, .shicFlattening]

  /// One column's `values` in all parts of a window, normalised; `insufficient` marks those that mean nothing.
  public func applied(to values: [Double], insufficient: [Bool], accessibleBases: [Double]) -> [Double] {
    precondition(values.count == insufficient.count && values.count == accessibleBases.count)
    var values = values
    values.withUnsafeMutableBufferPointer { values in
      insufficient.withUnsafeBufferPointer {
        apply(to: values, insufficient: $0, accessibleBases: accessibleBases)
      }
    }
    return values
  }

  /// Normalises one column's values in all parts, in place; they are finite, and stay so.
  func apply(
    to values: UnsafeMutableBufferPointer<Double>, insufficient: UnsafeBufferPointer<Bool>, accessibleBases: [Double]
  ) {
    switch self {
    case .none: break
    case .shic: Self.relate(values)
    case .shicFlattening:
      if insufficient.contains(true) {
        values.update(repeating: 1 / Double(values.count))
      } else {
        Self.relate(values)
      }
    case .perBase(let power):
      for part in values.indices {
        let bases = accessibleBases[part]
        for _ in 0..<abs(power) {
          values[part] = bases > 0 ? (power > 0 ? values[part] / bases : values[part] * bases) : 0
        }
      }
    }
  }

  private static func relate(_ values: UnsafeMutableBufferPointer<Double>) {
    guard let least = values.min() else { return }
    if least < 0 { for index in values.indices { values[index] -= least } }
    var sum = 0.0
    for value in values { sum += value }
    let isUseful = sum > 0 && sum.isFinite
    for index in values.indices { values[index] = isUseful ? values[index] / sum : 1 / Double(values.count) }
  }
}

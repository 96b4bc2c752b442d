/// How S/HIC makes statistics comparable between regions: only their relative values across the subwindows are kept
/// (Schrider & Kern 2016, doi:10.1371/journal.pgen.1005928).
public enum SubwindowNormalisation {
  /// Normalises one statistic's values across the subwindows, in place.
  ///
  /// If the least value is negative it is subtracted from all; then all are divided by their sum. Where the sum is 0,
  /// every subwindow gets 1 / number of subwindows. The values must be finite; so are the results.
  public static func apply(to values: UnsafeMutableBufferPointer<Double>) {
    guard let least = values.min() else { return }
    if least < 0 { for index in values.indices { values[index] -= least } }
    var sum = 0.0
    for value in values { sum += value }
    for index in values.indices { values[index] = sum > 0 ? values[index] / sum : 1 / Double(values.count) }
  }
}

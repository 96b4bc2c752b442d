/// How S/HIC makes statistics comparable between regions: only their relative values across the subwindows are kept
/// (Schrider & Kern 2016, doi:10.1371/journal.pgen.1005928).
public enum SubwindowNormalisation {
  /// Normalises one statistic's values across the subwindows, in place.
  ///
  /// If the least value is negative it is subtracted from all; then all are divided by their sum. Where the sum is 0,
  /// or a value is not finite, every subwindow gets 1 / number of subwindows. The results are finite.
  public static func apply(to values: UnsafeMutableBufferPointer<Double>) {
    guard let least = values.min() else { return }
    if least < 0 { for index in values.indices { values[index] -= least } }
    var sum = 0.0
    for value in values { sum += value }
    let isUseful = sum > 0 && sum.isFinite
    for index in values.indices { values[index] = isUseful ? values[index] / sum : 1 / Double(values.count) }
  }
}

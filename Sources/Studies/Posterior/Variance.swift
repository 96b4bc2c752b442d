/// The mean squared distance from the mean.
enum Variance {
  /// That of `values`; 0 of none.
  static func of(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count))
  }
}

/// The statistics of the neighbouring stretches (subwindows) of a chromosome, as a ``FeatureSet`` of the family `sites` has them.
public struct SiteStretches: Sendable {
  /// How many stretches there are.
  public let count: Int
  /// Statistics of each.
  public let width: Int
  /// Stretches x statistics; a stretch that could not be looked at is NaN in all.
  private let values: [Double]

  /// Where the nucleotide diversity and the density of sites stand.
  static let diversityColumn = 0, densityColumn = 1

  /// The stretches of one row of a table of `count` subwindows: all of the first statistic, then all of the second ...
  public init(row: some RandomAccessCollection<Double>, count: Int) {
    precondition(count > 0 && row.count % count == 0, "\(row.count) values are not of \(count) stretches")
    let width = row.count / count
    var values = [Double](repeating: 0, count: row.count)
    for (place, value) in row.enumerated() { values[place % count * width + place / count] = value }
    (self.count, self.width, self.values) = (count, width, values)
  }

  /// `stretches`, the statistics of each; nil for one that could not be looked at.
  public init(_ stretches: [[Double]?], width: Int) {
    (count, self.width) = (stretches.count, width)
    values = stretches.flatMap { $0 ?? [Double](repeating: .nan, count: width) }
  }

  /// True if the stretch `index` could not be looked at.
  public func isMissing(_ index: Int) -> Bool { values[index * width].isNaN }

  /// The statistic `column` of the stretch `index`.
  func value(_ index: Int, _ column: Int) -> Double { values[index * width + column] }

  /// The statistic `column` of the stretches that are not missing.
  func values(_ column: Int) -> [Double] { (0..<count).map { value($0, column) }.filter { !$0.isNaN } }
}

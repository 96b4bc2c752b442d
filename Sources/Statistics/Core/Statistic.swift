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

/// A statistic of one column, named after it.
public protocol OneColumnStatistic: Statistic {
  /// The value in `window`, and whether the window lacks what it needs: then it is the number that the page states.
  func compute(_ window: HaplotypeWindow) -> StatisticValue
}

extension OneColumnStatistic {
  /// One column of the statistic's name.
  public func columns(populationSizes: [Int]) -> [String] { [info.id] }

  /// Appends the value.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let value = compute(window)
    output.append(value.value, isInsufficient: value.isInsufficient)
  }
}

/// A statistic of one column that has no settings.
public protocol ScalarStatistic: OneColumnStatistic {
  /// What is known about the statistic.
  static var info: StatisticInfo { get }
}

extension ScalarStatistic {
  /// What is known about the statistic.
  public var info: StatisticInfo { Self.info }

  /// One column of the statistic's name.
  public func columns(populationSizes: [Int]) -> [String] { [Self.info.id] }
}

/// Where a statistic writes its columns: finite values, each with a mark where the window lacked what it needs.
public struct StatisticOutput {
  private let values: UnsafeMutableBufferPointer<Double>
  private let insufficient: UnsafeMutableBufferPointer<Bool>
  private let step: Int
  private var next: Int

  /// Room for values at `first`, `first` + `step` ... of the buffers.
  init(
    _ values: UnsafeMutableBufferPointer<Double>, insufficient: UnsafeMutableBufferPointer<Bool>, first: Int, step: Int
  ) {
    self.values = values
    self.insufficient = insufficient
    self.step = step
    next = first
  }

  /// Writes the next column. A value that is not finite is insufficient and becomes 0, so that none leaves the module.
  public mutating func append(_ value: Double, isInsufficient: Bool = false) {
    precondition(next < values.count, "a statistic writes more columns than it named")
    values[next] = value.isFinite ? value : 0
    insufficient[next] = isInsufficient || !value.isFinite
    next += step
  }

  /// The index of the column to be written next.
  var position: Int { next }
}

/// The columns of a statistic in one window.
public struct StatisticValues: Sendable, Equatable {
  /// The values, finite.
  public var values: [Double]
  /// True where the window lacked what the value needs.
  public var insufficient: [Bool]
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

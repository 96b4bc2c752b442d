import Groundwork

/// Candidates for the values of some hyper-parameters.
public struct SearchSpace: Sendable, Equatable, Codable {
  /// A hyper-parameter and the values to try.
  public struct Candidates: Sendable, Equatable, Codable {
    /// The name in the study file.
    public let name: String
    /// The values.
    public let values: [ParameterValue]

    /// `values` of `name`.
    public init(_ name: String, _ values: [ParameterValue]) {
      self.name = name
      self.values = values
    }
  }

  /// The candidates for each hyper-parameter.
  public let candidates: [Candidates]

  /// The space of all combinations of `candidates`.
  public init(_ candidates: [Candidates]) { self.candidates = candidates }

  /// The spaces known by name: that of S/HIC's Extra-Trees (432 cells), that of FILET's (32), and that of the support vector
  /// machine in the notebooks of Schrider & Kern 2018 (49).
  public static let named: [String: SearchSpace] = [
    "s-hic": SearchSpace([
      Candidates("max_depth", [3, 10, "none"]), Candidates("max_features", [1, 3, "sqrt", "all"]),
      Candidates("min_split", [2, 3, 10]), Candidates("min_leaf", [1, 3, 10]), Candidates("bootstrap", [true, false]),
      Candidates("criterion", ["gini", "entropy"]),
    ]),
    "filet": SearchSpace([
      Candidates("max_depth", [10, "none"]), Candidates("max_features", ["sqrt", "all"]),
      Candidates("min_split", [3, 10]), Candidates("min_leaf", [3, 10]), Candidates("bootstrap", [true, false]),
    ]),
    "review-svm": SearchSpace([
      Candidates("c", [0.125, 0.25, 0.5, 1, 2, 4, 8]), Candidates("gamma", [0.0125, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8]),
    ]),
  ]

  /// The space of this name; an unknown one is an error that names the nearest.
  public static func named(_ name: String) throws(LearningError) -> SearchSpace {
    guard let space = named[name] else {
      let known = named.keys.sorted()
      let hint = nearestSpelling(of: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw .invalidParameter(
        name: "search", value: "'\(name)'" + hint, expected: "one of " + known.joined(separator: ", "))
    }
    return space
  }

  /// The number of combinations.
  package var cellCount: Int { candidates.reduce(1) { $0 * $1.values.count } }

  /// Combination `index`; the last hyper-parameter changes fastest.
  package func cell(_ index: Int) -> [ParameterSetting] {
    var rest = index
    var settings: [ParameterSetting] = []
    for one in candidates.reversed() {
      settings.append(ParameterSetting(one.name, one.values[rest % one.values.count]))
      rest /= one.values.count
    }
    return settings.reversed()
  }

  /// All combinations.
  public var grid: [[ParameterSetting]] { (0..<cellCount).map(cell) }

  /// `count` different combinations (all, if there are no more), drawn by `seed`, in the order of the grid.
  package func sample(_ count: Int, seed: UInt64) -> [[ParameterSetting]] {
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .search)
    var indices = Array(0..<cellCount)
    stream.shuffle(&indices)
    return indices.prefix(count).sorted().map(cell)
  }
}

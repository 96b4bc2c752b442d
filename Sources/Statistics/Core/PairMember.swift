/// One of the two populations that a statistic compares, where the statistic looks at that one.
public enum PairMember: Int, Sendable, CaseIterable {
  /// The first population.
  case first
  /// The second population.
  case second

  /// In words.
  var word: String { self == .first ? "first" : "second" }

  /// The other one, in words.
  var otherWord: String { self == .first ? "second" : "first" }

  /// As in names: 1 or 2.
  var number: Int { rawValue + 1 }
}

/// Accessible sites with calls that do not segregate. They tell nothing and no statistic counts them, except where it
/// reproduces a program that does.
struct MonomorphicSites {
  /// All of them.
  private(set) var count = 0
  /// Those fixed for the derived (alternative) allele.
  private(set) var derived = 0

  mutating func add(isDerived: Bool) {
    count += 1
    if isDerived { derived += 1 }
  }
}

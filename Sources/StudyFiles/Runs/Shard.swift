/// One of several shares of a study's replicates, each made by a process of its own: a task of a job array, say.
///
/// Replicate k draws from a stream keyed by the study's seed and k, so that a share holds what one process would have
/// made of the same replicates.
package struct Shard: Sendable, Equatable, CustomStringConvertible {
  /// Which share, from 1.
  package let index: Int
  /// The shares in all.
  package let count: Int

  /// The share `index` of `count`; nil unless it is from 1 to `count`.
  package init?(_ index: Int, of count: Int) {
    guard count >= 1, (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// The share written "3/8"; nil if `text` is none.
  package init?(_ text: String) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false)
    guard numbers.count == 2, let index = Int(numbers[0]), let count = Int(numbers[1]) else { return nil }
    self.init(index, of: count)
  }

  /// The replicates of this share of `replicates`; shares differ by one at most, and are empty where there are more of
  /// them than replicates.
  package func range(of replicates: Int) -> Range<Int> {
    func bound(_ shares: Int) -> Int { count.dividingFullWidth(replicates.multipliedFullWidth(by: shares)).quotient }
    return bound(index - 1)..<bound(index)
  }

  /// As a user writes it: 3/8.
  package var description: String { "\(index)/\(count)" }
}

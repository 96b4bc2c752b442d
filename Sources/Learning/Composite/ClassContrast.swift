/// Two groups of classes that are told apart, by their indices.
package struct ClassContrast: Sendable, Equatable {
  package let first: [Int]
  package let second: [Int]

  package init(first: [Int], second: [Int]) {
    self.first = first
    self.second = second
  }
}

/// How often each true class was given each label, on data that were held out.
package struct ConfusionTable: Sendable, Equatable {
  /// The classes, in the order of the model.
  package let classes: [String]
  /// `counts[true class][predicted class]`.
  package let counts: [[Int]]

  /// A square table of `classes`.
  package init(classes: [String], counts: [[Int]]) {
    precondition(
      counts.count == classes.count && counts.allSatisfy { $0.count == classes.count },
      "a confusion table of \(classes.count) classes needs as many rows and columns")
    self.classes = classes
    self.counts = counts
  }
}

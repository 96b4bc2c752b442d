/// A label and what belongs to it.
package struct LabelledValue: Sendable, Equatable {
  /// The label.
  package let label: String
  /// The value, in words.
  package let value: String

  /// `label`: `value`.
  package init(_ label: String, _ value: String) {
    self.label = label
    self.value = value
  }
}

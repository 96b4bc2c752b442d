/// An attribute of an element; its value is escaped.
package struct Attribute: Sendable {
  let markup: String

  /// `name="value"`.
  package init(_ name: StaticString, _ value: String) { markup = " \(name)=\"\(HTML.escaped(value))\"" }

  /// `name="value"` with a number, written with at most two decimals.
  package init(_ name: StaticString, _ value: Double) { self.init(name, NumberText.coordinate(value)) }
}

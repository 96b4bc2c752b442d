/// An attribute of an element; its value is escaped.
public struct Attribute: Sendable {
  let markup: String

  /// `name="value"`.
  public init(_ name: StaticString, _ value: String) { markup = " \(name)=\"\(HTML.escaped(value))\"" }

  /// `name="value"` with a number, written with at most two decimals.
  public init(_ name: StaticString, _ value: Double) { self.init(name, NumberText.coordinate(value)) }
}

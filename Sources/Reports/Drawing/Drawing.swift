import Groundwork

/// Small pieces of SVG.
enum Drawing {
  static func text(_ text: String, x: Double, y: Double, anchor: String) -> HTML {
    HTML.element("text", [Attribute("x", x), Attribute("y", y), Attribute("text-anchor", anchor)]) { text }
  }
}

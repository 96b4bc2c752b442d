import Groundwork

/// Haplotypes as rows of pixels.
enum HaplotypeFigure {
  private static let width = 420.0
  private static let height = 220.0

  static func html(_ picture: HaplotypePicture) -> HTML {
    let columns = picture.rows.first?.count ?? 0
    guard columns > 0 else { return .empty }
    let address = PNGImage.address(
      picture.rows.map { $0.map(\.rawValue) }, palette: [(232, 237, 241), (27, 39, 51), (230, 159, 0), (98, 138, 168)])
    func x(_ column: Int) -> Double { width * Double(column) / Double(columns) }
    let focus =
      "M\(NumberText.coordinate(x(picture.focus.lowerBound))) \(height + 3)v5H"
      + "\(NumberText.coordinate(x(picture.focus.upperBound)))v-5"
    return HTML.element("figure") {
      HTML.element(
        "svg",
        [
          Attribute("viewBox", "0 0 \(Int(width)) \(Int(height + 12))"), Attribute("width", width),
          Attribute("height", height + 12), Attribute("role", "img"), Attribute("aria-label", picture.caption),
        ]
      ) {
        HTML.element("title") { picture.caption }
        HTML.element(
          "image",
          [
            Attribute("href", address), Attribute("width", width), Attribute("height", height),
            Attribute("preserveAspectRatio", "none"), Attribute("style", "image-rendering:pixelated"),
          ])
        HTML.element("path", [Attribute("d", focus), Attribute("fill", "none"), Attribute("stroke", Palette.ink)])
      }
      HTML.element("figcaption") { picture.caption }
    }
  }
}

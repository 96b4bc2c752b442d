/// A part of windows of a known length, in bases from their start.
struct PlacedPart {
  /// The name in columns; nil for the whole window.
  let name: String?
  /// The number of a subwindow.
  let subwindow: Int?
  let start: Double
  let end: Double
  /// Where the part is not all that is between start and end: what belongs to it.
  let stretches: [Range<Int>]?
}

extension PlacedPart {
  /// The part from `start` to `end`, in bases from the start of the window.
  func placed(from start: Double, to end: Double) -> PlacedPart {
    PlacedPart(name: name, subwindow: subwindow, start: start, end: end, stretches: nil)
  }

  /// `part` of windows of `length` bases; stretches end at whole bases.
  init(_ part: WindowPart, of length: Int) {
    let bases = part.stretches.map { stretch in
      Int((stretch.lowerBound * Double(length)).rounded())..<Int((stretch.upperBound * Double(length)).rounded())
    }
    self.init(
      name: part.name, subwindow: nil, start: Double(bases[0].lowerBound),
      end: Double(bases[bases.count - 1].upperBound),
      stretches: bases.count > 1 ? bases : nil)
  }

  /// What of `accessible` (nil: all) lies in the part of the window that starts at `start`.
  func accessible(_ accessible: [Range<Int>]?, windowStart: Double) -> [Range<Int>]? {
    guard let stretches else { return accessible }
    let offset = Int(windowStart.rounded())
    let own = stretches.map { $0.lowerBound + offset..<$0.upperBound + offset }
    guard let accessible else { return own }
    return own.flatMap { stretch in accessible.map { $0.clamped(to: stretch) }.filter { !$0.isEmpty } }
  }
}

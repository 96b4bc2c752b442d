/// The parts of a window that each statistic of a feature set is computed in.
public enum WindowPartition: Sendable, Hashable {
  /// The neighbours of equal length of the ``WindowLayout``, "win0", "win1" ...
  case subwindows
  /// As many neighbours as the ``WindowLayout`` has subwindows, "win0", "win1" ..., that hold equally many segregating
  /// accessible sites of the window, whatever their lengths.
  ///
  /// Of S sites the i-th of n parts holds those with numbers from floor(i S / n) to below floor((i + 1) S / n), counted
  /// from 0; a part ends halfway between its last site and the next one. Sites at one position are never divided: they are
  /// all in the later part. Where S < n some parts are empty, without a base; a window without sites is in the last part.
  case equalSites
  /// The window as one.
  case whole
  /// Parts by name, which may overlap (one within the other, say).
  case parts([WindowPart])

  /// In words.
  var words: String {
    switch self {
    case .subwindows: "in each subwindow"
    case .equalSites: "in each of as many parts with equal numbers of sites as there are subwindows"
    case .whole: "of the whole window"
    case .parts(let parts): "in the parts " + parts.map(\.name).joined(separator: ", ")
    }
  }

  /// True if the number of parts is that of the layout's subwindows.
  var followsLayout: Bool { self == .subwindows || self == .equalSites }

  /// The parts of windows that are cut as `layout` says; where the sites decide, their names.
  func parts(_ layout: WindowLayout) -> [PlacedPart] {
    switch self {
    case .subwindows, .equalSites:
      let length = Double(layout.subwindowLength)
      return (0..<layout.subwindowCount).map { subwindow in
        PlacedPart(
          name: "win\(subwindow)", subwindow: subwindow, start: Double(subwindow) * length,
          end: Double(subwindow + 1) * length, stretches: nil)
      }
    case .whole:
      return [PlacedPart(name: nil, subwindow: nil, start: 0, end: Double(layout.length), stretches: nil)]
    case .parts(let parts): return parts.map { PlacedPart($0, of: layout.length) }
    }
  }
}

/// A part of a window: stretches of it, as shares of its length.
public struct WindowPart: Sendable, Hashable {
  /// The name in columns.
  public let name: String
  /// From where to where each stretch goes, 0 being the start of the window and 1 its end; ascending and disjoint. The
  /// part is what is in them; for statistics that tell positions apart it goes from the first start to the last end.
  public let stretches: [Range<Double>]

  /// The part `name` of `stretches`.
  public init(name: String, stretches: [Range<Double>]) {
    precondition(
      !stretches.isEmpty && stretches.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= 1 && !$0.isEmpty }
        && zip(stretches, stretches.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
      "part \(name) of a window: stretches \(stretches) are not ascending shares of it")
    self.name = name
    self.stretches = stretches
  }
}

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

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
  /// So many segregating accessible sites about the middle of the window: as one, or, if divided, in parts of equally many sites as
  /// ``equalSites`` says.
  ///
  /// Of N sites wanted floor(N / 2) are those next before the middle, unless fewer lie there or fewer than the others lie behind it.
  /// The stretch ends halfway between its outermost sites and their neighbours outside, or with the window. A window with fewer sites
  /// is taken whole, and all its values are insufficient. Sites at one position stay together, so that a stretch that begins or ends
  /// among such sites has other numbers.
  case middleSites(Int, isDivided: Bool)
  /// Parts by name, which may overlap (one within the other, say).
  case parts([WindowPart])

  /// In words.
  var words: String {
    switch self {
    case .subwindows: "in each subwindow"
    case .equalSites: "in each of as many parts with equal numbers of sites as there are subwindows"
    case .whole: "of the whole window"
    case .middleSites(let count, false): "of the \(count) sites about the middle of the window"
    case .middleSites(let count, true):
      "of the \(count) sites about the middle of the window, in as many parts with equal numbers of sites as there are subwindows"
    case .parts(let parts): "in the parts " + parts.map(\.name).joined(separator: ", ")
    }
  }

  /// True if the number of parts is that of the layout's subwindows.
  package var followsLayout: Bool {
    switch self {
    case .subwindows, .equalSites, .middleSites(_, isDivided: true): true
    case .whole, .parts, .middleSites: false
    }
  }

  /// True if the sites of a window decide where its parts lie.
  var followsSites: Bool {
    switch self {
    case .equalSites, .middleSites: true
    case .subwindows, .whole, .parts: false
    }
  }

  /// The sites that are used of a window with sites at `positions`, and whose middle is `middle`; nil if there are too few.
  func sites(among positions: UnsafeBufferPointer<Double>, middle: Double) -> Range<Int>? {
    guard case .middleSites(let count, _) = self else { return 0..<positions.count }
    guard positions.count >= count else { return nil }
    let before = positions.firstIndex { $0 >= middle } ?? positions.count
    let first = max(0, min(before - count / 2, positions.count - count))
    return first..<first + count
  }

  /// The parts of windows that are cut as `layout` says; where the sites decide, their names.
  func parts(_ layout: WindowLayout) -> [PlacedPart] {
    switch self {
    case .subwindows, .equalSites, .middleSites(_, isDivided: true):
      let length = Double(layout.subwindowLength)
      return (0..<layout.subwindowCount).map { subwindow in
        PlacedPart(
          name: "win\(subwindow)", subwindow: subwindow, start: Double(subwindow) * length,
          end: Double(subwindow + 1) * length, stretches: nil)
      }
    case .whole, .middleSites:
      return [PlacedPart(name: nil, subwindow: nil, start: 0, end: Double(layout.length), stretches: nil)]
    case .parts(let parts): return parts.map { PlacedPart($0, of: layout.length) }
    }
  }
}

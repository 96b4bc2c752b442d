/// How a window is cut: `subwindowCount` neighbours of equal length.
public struct WindowLayout: Sendable, Codable, Equatable {
  /// Bases of the whole window.
  public let length: Int
  /// The number of subwindows.
  public let subwindowCount: Int

  /// Bases of one subwindow.
  public var subwindowLength: Int { length / subwindowCount }

  /// A window of `length` bases in `subwindowCount` subwindows; throws ``StatisticsError/invalidLayout(length:subwindowCount:)``
  /// unless `length` is a positive multiple of `subwindowCount`.
  public init(length: Int, subwindowCount: Int) throws(StatisticsError) {
    guard subwindowCount > 0, length > 0, length % subwindowCount == 0 else {
      throw .invalidLayout(length: length, subwindowCount: subwindowCount)
    }
    self.length = length
    self.subwindowCount = subwindowCount
  }

  private enum CodingKeys: String, CodingKey {
    case length
    case subwindowCount
  }

  /// Decodes a layout; a length that is not a multiple of the number of subwindows is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      length: container.decode(Int.self, forKey: .length),
      subwindowCount: container.decode(Int.self, forKey: .subwindowCount))
  }
}

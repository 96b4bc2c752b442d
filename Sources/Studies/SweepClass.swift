/// The five classes of S/HIC, in the order of every label, probability and matrix.
public enum SweepClass: Int, Sendable, CaseIterable, Codable {
  /// No sweep.
  case neutral
  /// A hard sweep in the middle subwindow.
  case hard
  /// A hard sweep in another subwindow.
  case linkedHard
  /// A soft sweep in the middle subwindow.
  case soft
  /// A soft sweep in another subwindow.
  case linkedSoft

  /// The name in files.
  public var name: String {
    switch self {
    case .neutral: return "neutral"
    case .hard: return "hard"
    case .linkedHard: return "linked-hard"
    case .soft: return "soft"
    case .linkedSoft: return "linked-soft"
    }
  }

  /// The names, in class order.
  public static var names: [String] { allCases.map(\.name) }

  /// The class called `name`; an error names the choices.
  public static func named(_ name: String) throws(StudyError) -> SweepClass {
    guard let found = allCases.first(where: { $0.name == name }) else {
      throw .invalid("there is no class '\(name)' (known: \(names.joined(separator: ", ")))")
    }
    return found
  }

  /// True where the replicate has a sweep from a new mutation.
  public var isHard: Bool { self == .hard || self == .linkedHard }
  /// True where the replicate has a sweep from standing variation.
  public var isSoft: Bool { self == .soft || self == .linkedSoft }
  /// True where the sweep lies in the middle subwindow: what a scan looks for.
  public var isSweep: Bool { self == .hard || self == .soft }
}

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reference data beside the checkout, which developers have and users have not.
public enum SharedData {
  /// True where the folder is there: tests that need it are enabled by this, so that a run without it says what it skipped,
  /// and a file that is missing from it fails.
  public static let isPresent = path("data") != nil

  /// The path of a file of the shared folder; nil where there is none.
  public static func path(_ relative: String) -> String? {
    // Tests/TestSupport/SharedData.swift -> the checkout's parent
    let checkout = #filePath.split(separator: "/").dropLast(3)
    let path = "/" + checkout.dropLast().joined(separator: "/") + "/shared/" + relative
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// The path of a file of the checkout.
  public static func checkout(_ relative: String) -> String {
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/" + relative
  }
}

/// A fresh folder that is removed when the value goes.
public final class TemporaryFolder: Sendable {
  /// The folder's path.
  public let path: String

  /// Makes the folder.
  public init() throws {
    path = FileManager.default.temporaryDirectory.path + "/apus-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` in the folder.
  public func file(_ name: String) -> String { path + "/" + name }
}

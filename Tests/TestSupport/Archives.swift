import Foundation

/// Unpacks the tar archive `path` into `folder`.
public func unpackArchive(_ path: String, into folder: String) throws {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["tar", "-xf", path, "-C", folder]
  try process.run()
  process.waitUntilExit()
  precondition(process.terminationStatus == 0, "tar cannot unpack \(path)")
}

import Foundation
import TestSupport
import Testing

/// The notebook, cell by cell, with the reader of the source folder and the built program.
@Suite struct NotebookTests {
  private static func python(_ arguments: [String], _ environment: [String: String]) -> (code: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  static let hasNumpy = python(["-c", "import numpy"], [:])?.code == 0

  @Test(.enabled(if: hasNumpy, "there is no Python with numpy"), .timeLimit(.minutes(30)))
  func theNotebookRuns() throws {
    let folder = try TemporaryFolder()
    let program = try #require(Program.path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("apus"), withDestinationPath: URL(fileURLWithPath: program).standardizedFileURL.path)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let notebook = SharedData.checkout("Examples/notebook/scan.ipynb")
    // The notebook looks for the demo in the folders above the one it is started in.
    let run =
      "import os, runpy, sys; os.chdir(sys.argv[1]); sys.argv = sys.argv[2:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    let outcome = try #require(
      Self.python(
        ["-c", run, SharedData.checkout("Examples"), SharedData.checkout("Packaging/tests/notebook.py"), notebook],
        [
          "PATH": "\(folder.path):\(path)", "PYTHONPATH": SharedData.checkout("Packaging/python"),
          "PYTHONDONTWRITEBYTECODE": "1",
        ]))
    #expect(outcome.code == 0 && outcome.output.contains("scan.ipynb: 6 cells ran"), "\(outcome.output)")
    #expect(outcome.output.contains("45 windows; the most sweep-like is demo:1"))
  }
}

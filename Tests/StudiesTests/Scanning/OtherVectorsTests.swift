import FeatureTables
import Groundwork
import Studies
import TestSupport
import Testing

/// Models of the feature vectors of other programs: learned from those of simulations, applied to those of windows.
@Suite struct OtherVectorsTests {
  /// The statistics of each program's vectors.
  static let programs = [
    "S/HIC": "pi ss thetaH tajD fayWuH HapCount H1 H12 H2/H1 Omega ZnS",
    "diploS/HIC":
      "pi thetaW tajD distVar distSkew distKurt nDiplos diplo_H1 diplo_H12 diplo_H2/H1 diplo_ZnS diplo_Omega",
  ]

  /// Rows of three subwindows a statistic; those of the class `isSweep` have a trough of pi in the middle.
  static func vectors(_ program: String, isSweep: Bool, rows: Int, seed: UInt64, places: Bool) throws -> String {
    let statistics = try #require(programs[program]).split(separator: " ")
    var random = RandomStream(seed: seed, replicate: 0, purpose: .mask)
    var names = statistics.flatMap { name in (0..<3).map { "\(name)_win\($0)" } }
    if places { names = ["chrom", "classifiedWinStart", "classifiedWinEnd", "bigWinRange"] + names }
    var text = names.joined(separator: "\t") + "\n"
    for row in 0..<rows {
      var cells = (0..<3 * statistics.count).map { column in
        "\((column == 1 && isSweep ? 0.05 : 0.33) + 0.05 * random.uniform())"
      }
      if places {
        cells =
          ["2L", "\(1000 * row + 1001)", "\(1000 * row + 2000)", "\(1000 * row + 1)-\(1000 * row + 3000)"] + cells
      }
      text += cells.joined(separator: "\t") + "\n"
    }
    return text
  }

  @Test(arguments: programs.keys.sorted())
  func trainAndPredict(_ program: String) throws {
    let folder = try TemporaryFolder()
    for (name, isSweep, places) in [
      ("neutral", false, false), ("hard", true, false), ("windows", true, true), ("others", false, true),
    ] {
      let text = try Self.vectors(program, isSweep: isSweep, rows: 40, seed: isSweep ? 1 : 2, places: places)
      try AtomicFile.write(text, to: folder.file("\(name).fvec"))
    }
    let run = try TableRun(
      ["neutral=" + folder.file("neutral.fvec"), "hard=" + folder.file("hard.fvec")],
      TableRun.Settings(settings: ["trees=50"]))
    #expect(run.table.schema.windowLength == 0)
    let model = try run.fit(threads: 1) { _, _, _ in }
    for (name, call) in [("windows", "hard"), ("others", "neutral")] {
      let path = folder.file("\(name).fvec")
      #expect(try FeatureTableFile.read(path).table.schema.windowLength == 3000)
      let lines = try TableRun.predictions(model, path, threads: 1).text.split(separator: "\n")
      #expect(lines.count == 41 && lines[0].hasPrefix("#chrom\tstart\tend\tcall\t"))
      #expect(lines.dropFirst().allSatisfy { $0.split(separator: "\t")[3] == call })
    }
    // The other way round, and simulations beside windows of a known length.
    let windows = try TableRun(
      ["neutral=" + folder.file("others.fvec"), "hard=" + folder.file("hard.fvec")],
      TableRun.Settings(settings: ["trees=50"]))
    let other = try windows.fit(threads: 1) { _, _, _ in }
    let text = try TableRun.predictions(other, folder.file("neutral.fvec"), threads: 1).text
    #expect(text.split(separator: "\n").dropFirst().allSatisfy { $0.contains("\tneutral\t") })
    // The vectors of the other program are still refused, by name.
    let stranger = try #require(Self.programs.keys.first { $0 != program })
    try AtomicFile.write(
      Self.vectors(stranger, isSweep: true, rows: 2, seed: 3, places: true), to: folder.file("stranger.fvec"))
    #expect {
      try TableRun.predictions(model, folder.file("stranger.fvec"), threads: 1)
    } throws: { "\($0)".contains("feature set: expected \(program) feature vectors") }
  }
}

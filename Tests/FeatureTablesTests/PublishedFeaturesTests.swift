import FeatureTables
import Foundation
import Groundwork
import TestSupport
import Testing

/// Feature tables as other programs publish them, read in place.
@Suite struct PublishedFeaturesTests {
  /// What splitting a file at its tabs gives: header and cells.
  static func cells(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent")) func everyVectorOfTheDiploshicExercise()
    throws
  {
    let archive = try #require(SharedData.path("data/diploshic_exercise_fvecs/fvecs_rows1-300.tar.xz"))
    let folder = try TemporaryFolder()
    try unpackArchive(archive, into: folder.path)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("testFvecs")).sorted()
    #expect(names.count == 23)
    for name in names {
      let path = folder.file("testFvecs/" + name)
      let read = try FeatureTableFile.read(path, options: .init(label: name))
      #expect(read.format == .diploshicSimulated && read.droppedRows.isEmpty)
      #expect(read.table.rowCount == 300 && read.table.columnCount == 165 && read.table.schema.subwindowCount == 11)
      #expect(read.table.classes == [name] && read.table.labels == [Int32](repeating: 0, count: 300))
      // Back again: header, order and every digit.
      let again = try FeatureTableFile.read(path)
      #expect(try Self.cells(path) == again.text(.fvec).split(separator: "\n").map { $0.components(separatedBy: "\t") })
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent")) func windowsOfDiploshic() throws {
    let path = try #require(SharedData.path("data/diploshic_exercise_fvecs/diploSHIC_testEmpirical.fvec.gz"))
    let read = try FeatureTableFile.read(path)
    #expect(read.format == .diploshicObserved && read.table.rowCount == 9 && read.table.columnCount == 132)
    #expect(read.table.locations.first == .init(contig: "2L", start: 554, end: 666))
    #expect(read.wholeWindows == [Range<Int>](repeating: 554..<666, count: 9))
    #expect(!read.table.schema.usesPhase && read.table.labels.isEmpty)
    let column = try #require(read.table.schema.columns.first)
    #expect(column.statistic == "pi" && column.subwindow == 0 && column.version == 0)
    #expect(read.text(.fvec).hasPrefix("chrom\tclassifiedWinStart\tclassifiedWinEnd\tbigWinRange\tpi_win0\t"))
    #expect(try FeatureTableFile(text: Array(read.text(.fvec).utf8), path: "again") == read)
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent")) func trainingVectorsOfSHIC() throws {
    let archive = try #require(SharedData.path("data/shic_training_1kg/trainingData1kgScan_CEU.tar.xz"))
    let folder = try TemporaryFolder()
    try unpackArchive(archive, into: folder.path)
    let classes = ["neutral", "linkedSoft", "soft", "linkedHard", "hard"]
    for (label, name) in ["neut", "linkedSoft", "soft", "linkedHard", "hard"].enumerated() {
      let path = folder.file("CEU/\(name).fvec")
      let read = try FeatureTableFile.read(path, options: .init(classes: classes))
      #expect(read.format == .shic && read.table.rowCount == 2000 && read.table.columnCount == 132)
      #expect(read.table.labels == [Int32](repeating: Int32(label), count: 2000))
      let cells = try Self.cells(path)
      #expect(read.text(.fvec).hasPrefix(cells[0].joined(separator: "\t") + "\n"))
      #expect(Array(read.table.row(1999)) == cells[2000].dropFirst().map { Double($0) })
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent")) func statisticsOfFILET() throws {
    let path = try #require(SharedData.path("golden/filet/twopop_20_14.norm.tsv"))
    let read = try FeatureTableFile.read(path)
    #expect(read.format == .filet && read.table.columnCount == 31)
    #expect(read.table.rowCount + read.droppedRows.count == (try Self.cells(path).count - 1))
    #expect(read.table.row(0).first == 0.001029)
  }

  @Test("The columns that FILET's example keeps are recognised, and no others")
  func someStatisticsOfFILET() throws {
    func format(_ names: [String]) throws -> FeatureTableFile.Format {
      let text = names.joined(separator: "\t") + "\n" + names.map { _ in "0.5" }.joined(separator: "\t") + "\n"
      return try FeatureTableFile(text: Array(text.utf8), path: "f.tsv").format
    }
    let kept = ["pi1", "hetVar1", "ss1", "pi2", "hetVar2", "ss2", "dxy_mean", "dxy_min", "gmin", "zx"]
    #expect(try format(kept) == .filet)
    #expect(try format(kept.reversed()) == .table)
    #expect(try format(kept + ["mine"]) == .table)
    #expect(try format(["pi1", "pi2", "gmin"]) == .table)
  }
}

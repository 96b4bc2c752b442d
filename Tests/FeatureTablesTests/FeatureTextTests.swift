import FeatureTables
import Foundation
import Groundwork
import TestSupport
import Testing

/// Feature tables in text: what is understood, and what is refused with file and line.
@Suite struct FeatureTextTests {
  func read(_ text: String, _ options: FeatureTableFile.Options = .init()) throws -> FeatureTableFile {
    try FeatureTableFile(text: Array(text.utf8), path: "t.tsv", options)
  }

  @Test func columnsThatAreNoFeatures() throws {
    let file = try read(
      "\u{FEFF}#chrom\tstart\tend\tnumSites\treplicate\ttruth:s\tpi\tclass\r\n"
        + "2L\t0\t100\t90\t7\t0.01\t1e-3\thard\r\n\r\n2R\t100\t200\t80\t9\tNA\t-.5\tneutral\r\n")
    #expect(file.format == .table && file.table.columnCount == 1 && file.table.values == [0.001, -0.5])
    #expect(
      file.table.locations == [.init(contig: "2L", start: 0, end: 100), .init(contig: "2R", start: 100, end: 200)])
    #expect(file.accessibleBases == [90, 80] && file.table.replicates == [7, 9])
    #expect(file.table.classes == ["hard", "neutral"] && file.table.labels == [0, 1])
    #expect(file.table.truthNames == ["s"] && file.table.truth[0] == 0.01 && file.table.truth[1].isNaN)
    #expect(file.text(.tsv).hasPrefix("chrom\tstart\tend\tnumSites\tclassLabel\treplicate\ttruth:s\tpi\n"))
    let again = try read(file.text(.tsv))
    #expect(again.table.values == file.table.values && again.table.labels == file.table.labels)
    #expect(again.table.locations == file.table.locations && again.table.replicates == file.table.replicates)
  }

  @Test func aTruthIsNamedWithoutItsMark() throws {
    var options = FeatureTableFile.Options()
    options.truthColumns = ["s"]
    let table = try read("pi\ttruth:s\n1\t0.5\n2\tNA\n", options).table
    #expect(table.truthNames == ["s"] && table.columnCount == 1 && table.truth[0] == 0.5)
  }

  @Test func separators() throws {
    for text in ["a,b\n1,2\n", "a b\n  1   2 \n", "\"a\",\"b\"\n\"1\", 2\n"] {
      let file = try read(text)
      #expect(file.table.values == [1, 2] && file.table.schema.columns.map(\.name) == ["a", "b"])
    }
  }

  @Test func labels() throws {
    let numbers = "x\tclassLabel\n1\t2\n2\t10\n3\t2\n4\t0\n"
    #expect(try read(numbers).table.classes == ["0", "2", "10"])
    #expect(try read(numbers).table.labels == [1, 2, 1, 0])
    #expect(try read(numbers).table.replicates == [0, 1, 2, 3])
    let three = "classLabel\tx\n2\t1\n0\t2\n"
    #expect(try read(three, .init(classes: ["none", "12", "21"])).table.labels == [2, 0])
    #expect(throws: FeatureTablesError.self) { try read(numbers, .init(classes: ["none", "12", "21"])) }
    let words = "class\tx\nsoft\t1\nhard\t2\n"
    #expect(try read(words).table.classes == ["soft", "hard"])
    #expect(try read(words, .init(classes: ["hard", "soft"])).table.labels == [1, 0])
    #expect(try read("x\n1\n2\n", .init(label: "hard")).table.labels == [0, 0])
    let regression = try read("rho\tx\n0.5\t1\n", .init(truthColumns: ["rho"])).table
    #expect(regression.truthNames == ["rho"] && regression.truth == [0.5] && regression.columnCount == 1)
  }

  @Test func rowsWithoutAFiniteNumberAreListed() throws {
    let file = try read("class\tx\ty\nhard\t1\tnan\nhard\t2\t3\nsoft\t-inf\t3\n")
    #expect(file.table.values == [2, 3] && file.table.labels == [0] && file.table.classes == ["hard"])
    #expect(file.droppedRows.map(\.line) == [2, 4] && file.droppedRows.map(\.column) == ["y", "x"])
    #expect(file.droppedRows.map(\.found) == ["nan", "-inf"])
  }

  @Test(arguments: [
    ("", "t.tsv:1: "), ("1\t2\n3\t4\n", "t.tsv:1: found numbers, expected a header"),
    ("a\ta\n1\t2\n", "t.tsv:1: the column 'a' is listed twice"), ("a\t\n1\t2\n", "t.tsv:1: column 2 has no name"),
    ("class\tlabel\tx\n1\t2\t3\n", "t.tsv:1: the columns 'class' and 'label' say the same"),
    ("class\n1\n", "t.tsv:1: no column is a feature"), ("chrom\tstart\tx\n1\t2\t3\n", "t.tsv:1: the place of a row"),
    ("a\tb\n1\t2\n1\n", "t.tsv:3: found 1 column, expected 2"), ("a\tb\n1\t2\n\n1\t2\t\n", "t.tsv:4: found 3 columns"),
    ("a\tb\n1\tx2\n", "t.tsv:2: found 'x2' in column 'b', expected a number"),
    ("a\tb\n1\t0x1p3\n", "t.tsv:2: found '0x1p3'"), ("a\tb\n1\t2e\n", "t.tsv:2: found '2e'"),
    ("a\tb\n1\t\n", "t.tsv:2: found '' in column 'b'"), ("a\tb\n", "t.tsv:1: there is no row"),
    ("chrom\tstart\tend\tx\n1\t9\t3\t1\n", "t.tsv:2: the end 3 lies before"),
    ("chrom\tstart\tend\tbigWinRange\tx\n1\t1\t3\t5\t1\n", "t.tsv:2: found '5' in column 'bigWinRange'"),
    ("replicate\tx\n-1\t2\n", "t.tsv:2: found '-1' as replicate"),
  ]) func refused(text: String, message: String) {
    let error = #expect(throws: FeatureTablesError.self) { try read(text) }
    #expect(error.map { $0.description.hasPrefix(message) } == true, "\(error?.description ?? "")")
  }

  @Test func compressedAndCut() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write("pi_win0\tpi_win1\n0.25\t0.75\n", to: folder.file("a.fvec"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-k", folder.file("a.fvec")]
    try process.run()
    process.waitUntilExit()
    let plain = try FeatureTableFile.read(folder.file("a.fvec"))
    #expect(try FeatureTableFile.read(folder.file("a.fvec.gz")) == plain)
    // Members one behind the other, as BGZF has them; and a file that was cut.
    let bytes = try AtomicFile.read(folder.file("a.fvec.gz"))
    try AtomicFile.write(bytes + bytes, to: folder.file("two.gz"))
    let error = #expect(throws: FeatureTablesError.self) { try FeatureTableFile.read(folder.file("two.gz")) }
    #expect(error?.description.contains("two.gz:3: found 'pi_win0'") == true)
    for count in [bytes.count - 1, bytes.count / 2, 12] {
      try AtomicFile.write(Array(bytes.prefix(count)), to: folder.file("cut.gz"))
      #expect(throws: FeatureTablesError.self) { try FeatureTableFile.read(folder.file("cut.gz")) }
    }
  }

  @Test func publishedTablesCanBeKept() throws {
    let folder = try TemporaryFolder()
    for text in ["rho\tx\n0.5\t1\n0.25\t2\n", "classLabel\tx\n1\t1\n0\t2\n", "chrom\tstart\tend\tx\nX\t0\t9\t1\n"] {
      let table = try read(text, .init(truthColumns: text.hasPrefix("rho") ? ["rho"] : [])).table
      let who = Provenance(version: "0", studyHash: "", study: "", seed: 0)
      try table.container(provenance: who).write(to: folder.file("kept.npz"))
      let read = try FeatureTableFile.read(folder.file("kept.npz"))
      #expect(read.format == .apus && read.table == table && read.provenance == who)
    }
  }
}

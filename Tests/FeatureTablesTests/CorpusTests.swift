import FeatureTables
import Foundation
import Groundwork
import TestSupport
import Testing

/// The feature files of Fuzzing/Corpus, whole, cut and bent: a table that can be written and read again, or a typed error.
@Suite struct CorpusTests {
  @Test func nothingCrashes() throws {
    let folder = SharedData.checkout("Fuzzing/Corpus/features")
    var random = RandomStream(seed: 1, replicate: 0, purpose: .parameters)
    var tables = 0
    func attempt(_ bytes: [UInt8]) throws {
      guard let file = try? FeatureTableFile(text: bytes, path: "x") else { return }
      tables += 1
      if file.table.rowCount == 0 { return }
      let again = try FeatureTableFile(text: Array(file.text(.tsv).utf8), path: "again")
      #expect(again.table.values == file.table.values && again.table.labels.count == file.table.labels.count)
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let bytes = try AtomicFile.read(folder + "/" + name)
      try attempt(bytes)
      for count in 0..<bytes.count { try attempt(Array(bytes.prefix(count))) }
      for _ in 0..<1000 {
        var bent = bytes
        bent[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        try attempt(bent)
      }
    }
    #expect(tables > 100)
  }
}

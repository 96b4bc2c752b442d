import FeatureTables
import Groundwork
import Learning
import Networks
import TestSupport
import Testing

/// Networks that read alignments.
@Suite("Networks on alignments", .enabled(if: NetworkEngine.isPresent, "run 'make networks' first"))
struct AlignmentNetworkTests {
  static let shape = AlignmentShape(haplotypes: 12, sites: 20)
  static let schema = FeatureSchema(
    featureSet: "noise", columns: [FeatureColumn(name: "noise", statistic: "noise", version: 1, subwindow: nil)],
    usesPhase: true, usesPolarisation: true, haplotypeCount: 12, windowLength: 100, subwindowCount: 1, alignment: shape)
  static let learners = LearnerRegistry.all.compactMap { $0 as? any NetworkLearner }
    .filter { type(of: $0).readsAlignments }

  /// Linked sites (each like the one before it but for one haplotype) or independent ones of the same frequencies; the one
  /// column says nothing. The haplotypes of each row are put in the order `order`, if there is one.
  static func table(rows: Int, seed: UInt64, order: [Int]? = nil) -> FeatureTable {
    var table = FeatureTable(schema: schema, classes: ["free", "linked"], truthNames: ["sites"])
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    for row in 0..<rows {
      let count = 14 + stream.index(below: 7)
      var alleles = [UInt64](repeating: 0, count: 20)
      var positions = [Float](repeating: -1, count: 20)
      var last: UInt64 = 0
      for site in 0..<count {
        let isNew = row % 2 == 0 || site == 0
        last = isNew ? stream.next() & 0xFFF : last ^ 1 << UInt64(stream.index(below: 12))
        alleles[site] = last
        positions[site] = Float(site) / Float(count)
      }
      if let order {
        alleles = alleles.map { bits in
          order.enumerated().reduce(0) { $0 | (bits >> UInt64($1.element) & 1) << UInt64($1.offset) }
        }
      }
      table.append(
        [stream.normal()], label: row % 2, replicate: UInt64(row), truth: [Double(count)],
        alignment: AlignmentTable.Row(alleles: alleles, missing: [], positions: positions))
    }
    return table
  }

  private static func small<L: NetworkLearner>(_ learner: L) throws -> L {
    try learner.setting([
      ParameterSetting("epochs", 12), ParameterSetting("channels", 16), ParameterSetting("layers", "16"),
      ParameterSetting("batch_size", 32), ParameterSetting("learning_rate", 0.003),
    ])
  }

  @Test(arguments: learners.indices)
  func learns(index: Int) throws {
    try learns(Self.small(Self.learners[index]))
  }

  private func learns(_ learner: some NetworkLearner) throws {
    let (table, unseen) = (Self.table(rows: 500, seed: 1), Self.table(rows: 200, seed: 2))
    let task = PredictionTask.classification(classes: table.classes)
    let model = try learner.fit(table, to: task, seed: 3)
    let predictions = try model.predict(unseen, threads: 2)
    let right = (0..<200).count { predictions.calledClass(row: $0) == Int(unseen.labels[$0]) }
    #expect(right >= 170, "\(type(of: learner).id): \(right) of 200")
    let again = try learner.fit(table, to: task, seed: 3, threads: 2)
    #expect(try again.predict(unseen, threads: 1) == predictions)

    // From a file it predicts the same; a table of other alignments, or without any, is refused.
    var parts = ArrayContainer(manifest: [])
    model.addParts(to: &parts)
    let loaded = try NetworkModel(schema: model.schema, task: task, parts: parts, path: "model")
    #expect(try loaded.predict(unseen, threads: 1) == predictions)
    var bare = FeatureTable(schema: Self.schema.with(nil))
    bare.append([0], location: .init(contig: "1", start: 0, end: 1))
    #expect(
      errorMessage { try model.predict(bare, threads: 1) }.contains("alignment: expected 12 haplotypes x 20 sites"))
    #expect(
      errorMessage {
        try learner.fit(MadeUp.clouds(rows: 9, seed: 1), to: .classification(classes: ["a", "b", "c"]), seed: 1)
      }
      .contains("reads alignments"))
  }

  /// Networks that share what they do among haplotypes do not see their order.
  @Test(arguments: ["exchangeable", "hybrid"])
  func exchangeable(id: String) throws {
    let found = try #require(Self.learners.first { type(of: $0).id == id })
    try isExchangeable(Self.small(found))
  }

  private func isExchangeable(_ learner: some NetworkLearner) throws {
    let table = Self.table(rows: 60, seed: 1)
    let task = PredictionTask.classification(classes: table.classes)
    let model = try learner.fit(table, to: task, seed: 3)
    let plain = try model.predict(Self.table(rows: 40, seed: 2), threads: 1)
    let shuffled = try model.predict(
      Self.table(rows: 40, seed: 2, order: [3, 1, 0, 7, 11, 5, 4, 2, 6, 10, 9, 8]), threads: 1)
    for (a, b) in zip(plain.probabilities, shuffled.probabilities) { #expect(abs(a - b) < 1e-4) }
  }

  /// A score of features and of what the network makes of alignments is kept in the model's file, and a calibrated model makes the same of a
  /// row.
  @Test func novelAlignments() throws {
    let found = try #require(Self.learners.first { type(of: $0).id == "exchangeable" })
    try novelAlignments(Self.small(found))
  }

  private func novelAlignments(_ learner: some NetworkLearner) throws {
    let (table, aside) = (Self.table(rows: 400, seed: 1), Self.table(rows: 200, seed: 2))
    let task = PredictionTask.classification(classes: table.classes)
    let model = try learner.fit(table, to: task, seed: 3)
    let strange = Self.singletons(rows: 200, seed: 5)
    let blind = try NoveltyScore(training: table, keptAside: aside)
    let score = try NoveltyScore(
      training: table.withEmbedding(of: model, threads: 2), keptAside: aside.withEmbedding(of: model, threads: 1))
    #expect(score.schema.columns.count == 1 + 16 && model.embeddingWidth == 16)
    let folder = try TemporaryFolder()
    let temperature = Calibration(.temperature, labels: aside.labels, predictions: try model.predict(aside, threads: 1))
    for own in [model, CalibratedModel(model, temperature)] as [any Model] {
      let file = ModelFile(
        model: own, learner: learner, evaluation: nil, featureRanges: try FeatureRange.all(of: table), novelty: score,
        provenance: Provenance(version: "0", studyHash: "", study: "", seed: 1))
      try file.write(to: folder.file("model"))
      let read = try ModelFile.read(folder.file("model"))
      let novelty = try #require(read.novelty)
      #expect(novelty == score)
      #expect(
        try novelty.scores(strange, readBy: read.model, threads: 1) == score.scores(strange, readBy: model, threads: 2))
      // Files of before have a score of the features alone.
      var older = file
      older.novelty = blind
      try older.write(to: folder.file("older"))
      let kept = try ModelFile.read(folder.file("older"))
      #expect(try kept.novelty?.scores(strange, readBy: kept.model, threads: 1) == blind.scores(strange))
    }
  }

  /// Rows whose every site is carried by one haplotype, the same at all of them; the one column says nothing.
  private static func singletons(rows: Int, seed: UInt64) -> FeatureTable {
    var table = FeatureTable(schema: schema, classes: ["free", "linked"], truthNames: ["sites"])
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    for row in 0..<rows {
      let bits = UInt64(1) << UInt64(stream.index(below: 12))
      table.append(
        [stream.normal()], label: row % 2, replicate: UInt64(row), truth: [20],
        alignment: AlignmentTable.Row(
          alleles: [UInt64](repeating: bits, count: 20), missing: [], positions: (0..<20).map { Float($0) / 20 }))
    }
    return table
  }

  /// Alignments keep to their rows, in memory and in files.
  @Test func tables() throws {
    let table = Self.table(rows: 6, seed: 1)
    let folder = try TemporaryFolder()
    let provenance = Provenance(version: "0", studyHash: "", study: "", seed: 1)
    try table.container(provenance: provenance).write(to: folder.file("table"))
    let read = try FeatureTable.read(folder.file("table")).table
    #expect(read == table && read.alignments?.count == 6)
    var joined = table.selecting([4, 1])
    joined.append(contentsOf: table.selecting([0]))
    #expect(joined == table.selecting([4, 1, 0]) && joined != table.selecting([4, 1, 2]))
    #expect(joined.alignments?.positions.prefix(20) == table.alignments?.positions[80..<100])
  }
}

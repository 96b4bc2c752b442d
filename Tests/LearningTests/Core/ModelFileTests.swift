import FeatureTables
import Groundwork
import Learning
import TestSupport
import Testing

@Suite("Model files")
struct ModelFileTests {
  static func example() throws -> ModelFile {
    var learner = ExtraTrees()
    learner.trees = 5
    let table = MadeUp.clouds(rows: 60, seed: 3)
    let model = try learner.fit(table, to: .classification(classes: table.classes), seed: 1)
    return ModelFile(
      model: model, learner: learner, evaluation: nil, featureRanges: try FeatureRange.all(of: table),
      provenance: Provenance(version: "0.1", studyHash: "h", study: "{}", seed: 1))
  }

  @Test("The manifest says what the model is")
  func manifest() throws {
    let text = String(decoding: try Self.example().container().manifest, as: UTF8.self)
    for word in [
      "\"format\" : \"apus model\"", "\"formatVersion\" : 1", "\"id\" : \"extra_trees\"", "\"trees\" : 5",
      "\"max_features\" : \"sqrt\"", "\"percentile99\"", "\"studyHash\" : \"h\"", "\"featureSet\" : \"made up\"",
    ] { #expect(text.contains(word), "no \(word)") }
  }

  @Test("What columns are worth is looked at where the model looks, and comes back from the file")
  func importances() throws {
    let folder = try TemporaryFolder()
    var file = try Self.example()
    let unseen = MadeUp.clouds(rows: 700, seed: 4)
    let found = try PermutationImportance.foremost(of: file.model, unseen, seed: 2, threads: 2)
    #expect(found.map(\.mean) == found.map(\.mean).sorted(by: >) && found.count == 8)
    // The clouds lie apart in the first two columns; the fifth is constant.
    #expect(Set(found.prefix(2).map(\.column)) == ["f0", "f1"] && found.first { $0.column == "f4" }?.mean == 0)
    let evenly = unseen.selecting((0..<500).map { $0 * 7 / 5 })
    let all = try PermutationImportance.all(of: file.model, evenly, seed: 2, threads: 1)
    #expect(found.allSatisfy(all.contains))
    file.importances = found
    try file.write(to: folder.file("model"))
    #expect(try ModelFile.read(folder.file("model")).importances == found)
    // Of many columns only the foremost.
    let rows = (0..<90).map { row -> [Double] in
      let others = (0..<40).map { column in Double(row * (column + 3) % 31) }
      return others + [Double(row / 45)]
    }
    let wide = MadeUp.table(rows, labels: (0..<90).map { $0 / 45 }, classes: ["x", "y"])
    var trees = ExtraTrees()
    trees.trees = 20
    let model = try trees.fit(wide, to: .classification(classes: wide.classes), seed: 1)
    let few = try PermutationImportance.foremost(of: model, wide, seed: 1, threads: 1)
    #expect(few.count == PermutationImportance.reportedColumns && few[0].column == "f40")
  }

  @Test("The novelty score comes back as it was; a broken one is refused")
  func novelty() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("model")
    var file = try Self.example()
    try file.write(to: path)
    #expect(try ModelFile.read(path).novelty == nil)
    var learner = ExtraTrees()
    // The model's own preprocessing must not be taken for that of the score.
    (learner.trees, learner.preprocess) = (5, .standardise)
    let table = MadeUp.clouds(rows: 60, seed: 3)
    file.model = try learner.fit(table, to: .classification(classes: table.classes), seed: 1)
    let score = try NoveltyScore(training: MadeUp.clouds(rows: 90, seed: 4), keptAside: table)
    file.novelty = score
    try file.write(to: path)
    let read = try ModelFile.read(path)
    #expect(read.novelty == score)
    let unseen = MadeUp.clouds(rows: 30, seed: 5)
    #expect(try read.novelty?.scores(unseen) == score.scores(unseen))
    #expect(try read.model.predict(unseen, threads: 1) == file.model.predict(unseen, threads: 1))
    for (name, bad) in [
      ("novelty_factor", NumericArray([1.0])), ("novelty_usual", NumericArray([2.0, 1.0])),
      ("novelty_mean", NumericArray([Double.nan])), ("novelty_centre", NumericArray([0.0])),
    ] {
      var broken = ArrayContainer(manifest: try file.container().manifest)
      for (member, array) in try file.container().arrays { broken.add(member, member == name ? bad : array) }
      try broken.write(to: path)
      let message = errorMessage { try ModelFile.read(path) }
      #expect(message.contains("of 8 columns") && message.contains(path), "\(name): \(message)")
    }
  }

  @Test("Files that are not models, or broken ones, are refused with a reason")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("model")
    func refused(_ words: String..., by change: (inout ArrayContainer) -> Void) throws {
      var container = try Self.example().container()
      change(&container)
      try container.write(to: path)
      let message = errorMessage { try ModelFile.read(path) }
      for word in words + [path] { #expect(message.contains(word)) }
    }
    func edited(_ container: inout ArrayContainer, _ old: String, _ new: String) {
      container.manifest = Array(String(decoding: container.manifest, as: UTF8.self).replacing(old, with: new).utf8)
    }
    func without(_ container: inout ArrayContainer, _ name: String, _ replacement: NumericArray? = nil) {
      var other = ArrayContainer(manifest: container.manifest)
      for (member, array) in container.arrays where member != name { other.add(member, array) }
      if let replacement { other.add(name, replacement) }
      container = other
    }
    try refused("feature table") { edited(&$0, "apus model", "apus feature table") }
    try refused("version 2") { edited(&$0, "\"formatVersion\" : 1", "\"formatVersion\" : 2") }
    try refused("oracle") { edited(&$0, "extra_trees", "oracle") }
    try refused("node_left") { without(&$0, "node_left") }
    try refused("different lengths") { without(&$0, "node_left", NumericArray([Int32(1)])) }
    try refused("type of numbers") { without(&$0, "node_left", NumericArray([1.0])) }
    for bad: Int32 in [0, 1_000_000, -1_000_000] {
      try refused("does not exist") { container in
        var left = container["node_left"]?.int32s ?? []
        left[left.count / 2] = bad
        without(&container, "node_left", NumericArray(left))
      }
    }
    try AtomicFile.write("not a zip", to: path)
    #expect(throws: LearningError.self) { try ModelFile.read(path) }
    #expect(errorMessage { try ModelFile.read(folder.file("nothing")) }.contains("no such file"))
  }
}

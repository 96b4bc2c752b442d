import Foundation
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// Simulated haplotypes in a file, and the keys that say what belongs together.
@Suite struct ArchiveTests {
  @Test func replicatesComeBackAsTheyWere() throws {
    let folder = try TemporaryFolder()
    let study = try MadeUp.study(MadeUp.simulating, "training.replicates=4", "model.haplotypes=70")
    let simulation = try TrainingSimulation(study, data: nil)
    let path = folder.file("sims.npz")
    try SimulationArchive.write(simulation, threads: 2, to: path) { _, _, _ in }
    let archive = try SimulationArchive(path: path)
    #expect(archive.count == 20 && archive.haplotypeCount == 70 && archive.length == 11_000)
    try archive.check(simulation, path: path)
    let simulated = try simulation.haplotypes(Array(0..<20), threads: 1) { _ in }
    for (index, result) in simulated.enumerated() {
      let (stored, simulated) = (try archive.replicate(index), try result.get())
      #expect(stored.matrix == simulated.matrix)
      #expect(zip(stored.truth, simulated.truth).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
    }
    let other = try TrainingSimulation(try MadeUp.study(MadeUp.simulating), data: nil)
    #expect(throws: StudyError.self) { try archive.check(other, path: path) }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try bytes.prefix(bytes.count - 100).write(to: URL(fileURLWithPath: path))
    #expect(throws: StudyError.self) { try SimulationArchive(path: path) }
  }

  @Test func keysTellWhatDecidesTheRows() throws {
    func key(_ overrides: String..., path: String = "/studies/x.yaml") throws -> String {
      let study = try StudyFile.parse(MadeUp.simulating, path: path, overrides: overrides)
      return try TrainingSimulation(study, data: nil).key
    }
    let original = try key()
    #expect(original.count == 16)
    #expect(try key(path: "elsewhere/y.yaml") == original)
    for harmless in [
      "study=other", "learner={extra_trees: {trees: 9}}", "output=o", "scan.call_threshold=0.9",
      "training.test_fraction=0.3",
    ] {
      #expect(try key(harmless) == original, "\(harmless)")
    }
    for decisive in [
      "training.seed=6", "training.replicates=21", "model.mutation_rate=6.0e-8", "model.haplotypes=12",
      "windows.length=22kb", "features=s-hic-12", "model.sweep.fixation_time=3", "model.population_size=9999",
    ] { #expect(try key(decisive) != original, "\(decisive)") }
  }

  /// The same data and study in another folder have the same keys, and the model the same bytes.
  @Test func foldersDoNotEnterKeys() throws {
    var keys: Set<String> = []
    var models: Set<Data> = []
    for _ in 0..<2 {
      let folder = try TemporaryFolder()
      let matrix = MadeUp.matrix(length: 1500, step: 10) { site in site % 7 == 0 ? 0b11 : 0 }
      try MadeUp.write(matrix, length: 1500, folder)
      let (study, data) = try MadeUp.observed(folder, "learner={extra_trees: {trees: 3}}")
      keys.insert(try TrainingSimulation(study, data: data).key)
      let run = StudyRun(study, threads: 1) { _, _, _ in }
      _ = try run.model(try run.training(data))
      models.insert(try Data(contentsOf: URL(fileURLWithPath: run.folder.model)))
    }
    #expect(keys.count == 1 && models.count == 1)
  }
}

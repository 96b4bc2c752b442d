import Coalescent
import Groundwork
import Haplotypes
import StudyFiles
import Testing
import Training

/// Rates of crossovers that vary along a replicate at random.
@Suite struct RandomRateMapTests {
  private func models(_ variation: String, _ overrides: String...) throws -> [CoalescentModel] {
    let text = """
      model: {haplotypes: 10, recombination_rate: {log_uniform: [1.0e-9, 1.0e-8]}}
      windows: {length: 2Mb, subwindows: 1}
      training: {replicates: 50, seed: 3}
      """
    let study = try StudyFile.parse(
      text, path: "x.yaml", overrides: ["model.recombination_variation=\(variation)"] + overrides)
    let plan = try TrainingSimulation(study, data: nil).plan
    return try (0..<50).map { try plan.draw($0).model }
  }

  @Test func theMeanIsTheRateAndTheLogarithmsVaryAsAskedFor() throws {
    var variance = 0.0
    for model in try models("1.5") {
      let map = try #require(model.recombinationMap)
      #expect(abs(map.meanRate / model.recombinationRate - 1) < 1e-9 && map.start == 0 && map.end == 2_000_000)
      // About the mean over the whole of the map, each base counting once.
      let lengths = zip(map.breakpoints, map.breakpoints.dropFirst()).map { $1 - $0 }
      let logs = map.rates.map(PortableMath.log)
      let mean = zip(lengths, logs).reduce(0.0) { $0 + $1.0 * $1.1 } / 2e6
      variance += zip(lengths, logs).reduce(0.0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) } / 2e6 / 50
    }
    // 2.25, less what the mean over two megabases takes of the field of 500 kb.
    #expect(variance > 1.7 && variance < 2.35)
    #expect(try Set(models("1.5").compactMap(\.recombinationMap?.rates.count)).count > 30)
  }

  /// Without variation, and before the map is drawn, everything is as it was: the same rates and the same sweeps.
  @Test func nothingElseIsDrawnOtherwise() throws {
    let (flat, varied) = (try models("0"), try models("2"))
    #expect(flat.allSatisfy { $0.recombinationMap == nil })
    #expect(zip(flat, varied).allSatisfy { $0.mutationRate == $1.mutationRate && $0.sweep == $1.sweep })
    #expect(zip(flat, varied).allSatisfy { abs($0.recombinationRate / $1.recombinationRate - 1) < 1e-9 })
    #expect(throws: StudyError.self) {
      try StudyFile.parse(
        "model: {recombination_map: map.txt, recombination_variation: 1}", path: "x.yaml")
    }
  }
}

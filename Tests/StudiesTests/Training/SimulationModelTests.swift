import Coalescent
import FeatureTables
import Foundation
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// What a study can say of its simulations beside rates and sizes: demes, drawn histories, maps, kinds of sweeps.
@Suite struct SimulationModelTests {
  private static let demes = """
    time_units: years
    generation_time: 10
    demes:
      - {name: old, epochs: [{start_size: 5000, end_time: 40000}]}
      - {name: A, ancestors: [old], epochs: [{start_size: 2000, end_time: 20000}, {start_size: 1000}]}
      - {name: B, ancestors: [old], epochs: [{start_size: 3000}]}
    migrations: [{demes: [A, B], rate: 1.0e-5}]
    pulses: [{sources: [B], dest: A, time: 15000, proportions: [0.1]}]
    """

  private func plan(_ model: String, _ overrides: String..., files: [String: String] = [:]) throws -> ReplicatePlan {
    let folder = try TemporaryFolder()
    try Self.demes.write(toFile: folder.file("x.demes.yaml"), atomically: true, encoding: .utf8)
    for (name, text) in files { try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8) }
    let text = "model: {haplotypes: 8, \(model)}\nwindows: {length: 11kb}\ntraining: {replicates: 200, seed: 1}"
    let study = try StudyFile.parse(text, path: folder.file("x.yaml"), overrides: overrides)
    return try ReplicatePlan(study, samples: nil)
  }

  @Test func numbersOfTheDemesFileAreDrawn() throws {
    let plan = try plan(
      """
      demography: x.demes.yaml, population: A, conditions: [change < split, pulse > 12000], parameters: {
        split: {uniform: [10000, 60000], replaces: [demes.old.epochs.0.end_time]},
        change: {uniform: [16000, 30000], replaces: 'demes[1].epochs[0].end_time'},
        size: {log_uniform: [100, 9000], replaces: [demes.A.epochs.1.start_size, demes.B.epochs.0.start_size]},
        pulse: {uniform: [10000, 15000], replaces: pulses.0.time}, rate: {uniform: [0, 1.0e-4], replaces: migrations.0.rate}}
      """)
    var splits: Set<Double> = []
    for index in 0..<200 {
      let drawn = try plan.draw(index)
      #expect(drawn.parameters.count == 5)
      let (split, change, size) = (drawn.parameters[0], drawn.parameters[1], drawn.parameters[2])
      #expect(change < split && drawn.parameters[3] > 12_000)
      splits.insert(split)
      // Years become generations.
      let intervals = drawn.model.demography.intervals
      #expect(intervals.map(\.start) == [0, drawn.parameters[3] / 10, change / 10, split / 10])
      #expect(intervals[0].sizes[1]?.initial == size && intervals[0].sizes[2]?.initial == size)
      #expect(
        intervals[2].sizes[1]?.initial == 2000
          && intervals[0].migrations.map(\.rate) == [drawn.parameters[4]] + [drawn.parameters[4]])
      #expect(try plan.draw(index).model == drawn.model)
    }
    #expect(splits.count == 200)
  }

  @Test(arguments: [
    ("parameters: {a: {uniform: [1, 2], replaces: demes.C.epochs.0.end_time}}", "there is no 'C' of"),
    ("parameters: {a: {uniform: [1, 2], replaces: demes.A.epochs.7.end_time}}", "there is no '7' of"),
    ("parameters: {a: {uniform: [1, 2], replaces: demes.B.start_time}}", "must be written out to be replaced"),
    ("parameters: {a: {uniform: [1, 2], replaces: demes.B.name}}", "expected a number"),
    ("parameters: {a: {uniform: [1, 2], replaces: demes.B}}", "expected a number"),
    ("parameters: {a: {uniform: [1, 2]}}", "'replaces', a place in the Demes file"),
    ("parameters: {'a b': {uniform: [1, 2], replaces: x}}", "found the name 'a b'"),
    ("conditions: [a < 3]", "'a' is not known there"), ("conditions: [1 = 3]", "expected 'a < b'"),
    ("population_size: 100", "model.population_size is not used beside model.demography"),
    ("sweep: {deme: D}", "model.sweep.deme: there is no deme 'D'"),
    ("sweep: {source: oldd}", "did you mean 'old'?"), ("samples: [{deme: A, haplotypes: 2}]", "not used beside"),
    ("sites: bases", "expected continuous or whole_bases"),
    ("gene_conversion: {rate: 1.0e-8}", "mean_tract_length is missing"),
    ("recombination_map: {file: m, scale: 0}", "recombination_map.scale"),
    ("recombination_map: {fil: m}", "unknown key 'fil'"),
    ("ancestry: smc", "expected hudson, smc_prime or {smc: 10kb}"), ("recurrent_sweeps: 3", "expected {rate: 1e-11"),
    ("background_selection: {file: b, scale: 2}", "unknown key 'scale'"),
    ("sweep: {onset: 5, fixation_time: 3}", "model.sweep.fixation_time is not used beside model.sweep.onset"),
    ("sweep: {trajectory: t, dominance: 0.1}", "model.sweep.dominance is not used beside model.sweep.trajectory"),
  ])
  func mistakesAreNamed(model: String, words: String) {
    let error = #expect(throws: StudyError.self) {
      try plan("demography: x.demes.yaml, population: A, \(model)")
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func conditionsThatNeverHoldAreAnError() throws {
    let plan = try plan(
      "demography: x.demes.yaml, population: A, conditions: [s < 5], parameters: {s: {uniform: [10, 20], replaces: demes.B.epochs.0.start_size}}"
    )
    let error = #expect(throws: StudyError.self) { try plan.draw(0) }
    #expect(error?.description.contains("broke one of: s < 5") == true)
  }

  @Test func samplesOfDemesAndTimes() throws {
    let text = "demography: x.demes.yaml, samples: [{deme: B, haplotypes: 3}, {deme: A, haplotypes: 2, time: 100}]"
    let plan = try plan(text, "model.haplotypes=null")
    #expect(
      try plan.draw(0).model.samples == [
        SampleSet(population: 2, haplotypes: 3), SampleSet(population: 1, haplotypes: 2, time: 100),
      ])
    #expect(plan.haplotypes == 5)
    #expect(try plan.draw(1).model.sweep?.population == 2)
  }

  @Test func kindsOfSweeps() throws {
    let sweeps = try plan(
      """
      demography: x.demes.yaml, population: A, sweep: {deme: B, source: A, dominance: 0.2, final_frequency: {uniform: [0.5, 0.9]},
        position: {uniform: [0, 1]}}
      """)
    var shares: [Double] = []
    for index in 0..<100 {
      guard let sweep = try sweeps.draw(index).model.sweep else { continue }
      guard case .ended(_, let final, let selection) = sweep.course else {
        Issue.record("\(sweep)")
        continue
      }
      #expect(sweep.population == 2 && sweep.origin.source == 1 && selection.dominance == 0.2)
      #expect((0.5...0.9).contains(final))
      let inside = sweep.position.truncatingRemainder(dividingBy: 1000) / 1000
      shares.append(inside)
      if index % 5 == 1 { #expect(sweep.position >= 5000 && sweep.position < 6000) }
    }
    #expect(Set(shares).count == 80)
    let recurrent = try plan("sweep: {soft_mutation_rate: 1.0e-5}")
    #expect(try recurrent.draw(1).model.sweep?.origin == .newMutation)
    #expect(try recurrent.draw(3).model.sweep?.origin == .recurrent(rate: 1e-5))
  }

  @Test(arguments: [
    ("sweep: {soft_mutation_rate: 1.0e-5, onset: 500}", "model.sweep.onset"),
    (
      "demography: x.demes.yaml, population: A, sweep: {soft_mutation_rate: 1.0e-5, deme: B, source: A}",
      "model.sweep.source"
    ),
  ]) func recurrentMutationIsRefusedWhereItIsNotSimulated(_ text: String, _ other: String) throws {
    let error = #expect(throws: StudyError.self) { try plan(text) }
    #expect(error?.description.contains("not simulated with \(other)") == true, "\(error?.description ?? "")")
  }

  @Test func onsetsSweepsInARowAndApproximations() throws {
    let plan = try plan(
      """
      recurrent_sweeps: {rate: 1.0e-10, selection_coefficient: 0.02, reach: 5kb}, ancestry: {smc: 2kb}, memory_limit: 100,
        background_selection: {file: b.bed, region: '1:1001-20000'}, sweep: {onset: {uniform: [300, 500]}}
      """, files: ["b.bed": "1\t1000\t15000\t0.5\n1\t15000\t20000\t0.9\n"])
    let drawn = try plan.draw(3)
    guard case .onset(let onset, let end, _) = drawn.model.sweep?.course else {
      Issue.record("\(drawn.model)")
      return
    }
    #expect((300...500).contains(onset) && end == 0)
    #expect(drawn.model.recurrentSweeps == RecurrentSweeps(rate: 1e-10, selectionCoefficient: 0.02, reach: 5000))
    #expect(drawn.model.ancestry == .smc(reach: 2000) && drawn.model.memoryLimit == 100 << 20)
    let sizes = try #require(drawn.model.backgroundSelection)
    #expect(sizes.breakpoints.first == 0 && sizes.breakpoints.last == 11_000)
    #expect((0.5...0.9).contains(sizes.mean))
    #expect(try self.plan("ancestry: smc_prime").draw(0).model.ancestry == .smcPrime)
    #expect(try self.plan("sites: whole_bases").draw(0).model.ancestry == .hudson)
  }

  @Test func pathsAreRead() throws {
    let path = "# an allele\ngenerations_ago frequency\n100\t0\n50,0.4\n10 0.9\n"
    let plan = try plan("sweep: {trajectory: p.tsv}", files: ["p.tsv": path])
    let sweep = try #require(try plan.draw(1).model.sweep)
    #expect(
      sweep.course == .given(SweepPath([(10, 0.9), (50, 0.4), (100, 0)].map { .init(time: $0.0, frequency: $0.1) })))
    let wrong = ["1 0.5\nx y\n": ":2: found 'x y'", "1 0.5\n2 1.5\n": ":2: found 2.0 and 1.5", "1 0.5\n": "two points"]
    for (text, words) in wrong {
      let error = #expect(throws: StudyError.self) {
        try self.plan("sweep: {trajectory: p.tsv}", files: ["p.tsv": text])
      }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
  }

  @Test func windowsOfMaps() throws {
    let map = "pos rate\n1 1\n10001 3\n20001 0.5\n60001 0\n"
    let plan = try plan(
      "recombination_map: {file: g.txt, region: 'chr1:5,001-40000', scale: {uniform: [1, 2]}}, mutation_map: m.bed",
      files: ["g.txt": map, "m.bed": "1\t0\t30000\t1.0e-8\n1\t30000\t50000\t2.0e-8\n"])
    var starts: [Double] = []
    for index in 0..<50 {
      let model = try plan.draw(index).model
      let crossovers = try #require(model.recombinationMap)
      #expect(crossovers.start == 0 && crossovers.end == 11_000)
      #expect(model.recombinationRate == crossovers.meanRate)
      #expect((0.5e-8...6e-8).contains(model.recombinationRate))
      let mutations = try #require(model.mutationMap)
      #expect((0.99e-8...2.01e-8).contains(mutations.meanRate))
      starts.append(mutations.meanRate)
    }
    #expect(Set(starts).count > 5)
    for (region, words) in [
      ("1:1-5000", "does not fit"), ("1:1-90000", "reaches beyond the map"), ("1:a", "cannot be read"),
    ] {
      let error = #expect(throws: StudyError.self) {
        try self.plan("recombination_map: {file: g.txt, region: '\(region)'}", files: ["g.txt": map])
      }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
  }

  /// The sweep of some replicates began before their deme did, which has two ancestors: these have no row, and are listed.
  @Test func replicatesThatCannotBeSimulatedAreCounted() throws {
    let folder = try TemporaryFolder()
    try """
    time_units: generations
    demes:
      - {name: x, epochs: [{start_size: 1000}]}
      - {name: y, epochs: [{start_size: 1000}]}
      - {name: z, ancestors: [x, y], proportions: [0.5, 0.5], start_time: 2000, epochs: [{start_size: 1000}]}
    migrations: [{demes: [x, y], rate: 0.001}]
    """.write(toFile: folder.file("d.yaml"), atomically: true, encoding: .utf8)
    func study(_ fixation: String, _ replicates: Int) throws -> Study {
      try StudyFile.parse(
        """
        model: {haplotypes: 8, demography: d.yaml, population: z, mutation_rate: 1.0e-6, sweep: {
          selection_coefficient: 0.1, soft_mutation_rate: 1.0e-6, fixation_time: \(fixation)}}
        windows: {length: 11kb}
        training: {replicates: \(replicates), seed: 1}
        """, path: folder.file("s.yaml"))
    }
    let some = StudyRun(try study("{uniform: [0, 1950]}", 40), threads: 2) { _, _, _ in }
    let table = try some.training(nil).table
    let failed = 200 - table.rowCount
    #expect(failed > 0 && failed < 20)
    let lines = try String(contentsOfFile: some.folder.failed, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == failed + 1 && lines[1].contains("several ancestors"))
    #expect(some.simulationNotes == ["\(failed) of 200 replicates could not be simulated (failed.tsv)"])
    let listed = Set(lines.dropFirst().compactMap { UInt64($0.split(separator: "\t")[0]) })
    #expect(listed.isDisjoint(with: table.replicates) && listed.union(table.replicates).count == 200)
    // Shards carry what failed in them, and together say what one process says.
    let finished = try Data(contentsOf: URL(fileURLWithPath: some.folder.training))
    for path in [some.folder.training, some.folder.failed] { try FileManager.default.removeItem(atPath: path) }
    var inShards = 0
    for index in 1...3 { inShards += try some.shard(try #require(Shard(index, of: 3)), nil).failures.count }
    #expect(inShards == failed)
    #expect(try some.merge([], nil).rowCount == table.rowCount)
    #expect(try Data(contentsOf: URL(fileURLWithPath: some.folder.training)) == finished)
    #expect(try String(contentsOfFile: some.folder.failed, encoding: .utf8).split(separator: "\n") == lines)
    let all = StudyRun(try study("1990", 4), threads: 2) { _, _, _ in }
    let error = #expect(throws: StudyError.self) { try all.training(nil) }
    #expect(error?.description.contains("4 of 4 replicates of the class 'hard' could not be simulated") == true)
  }

  @Test func truthHoldsWhatWasDrawn() throws {
    let study = try MadeUp.study(
      MadeUp.simulating, "model.gene_conversion={rate: 1e-8, mean_tract_length: 50}", "training.replicates=4",
      "model.sweep.final_frequency=0.8")
    let table = try TrainingSimulation(study, data: nil).rows(0..<20, threads: 1) { _ in }.table
    func column(_ name: String) throws -> [Double] {
      let index = try #require(table.truthNames.firstIndex(of: name))
      return (0..<20).map { table.truth[$0 * table.truthNames.count + index] }
    }
    #expect(try column("mean_tract_length") == [Double](repeating: 50, count: 20))
    let carriers = try column("carriers")
    let (final, origins) = (try column("final_frequency"), try column("surviving_origins"))
    for row in 0..<20 {
      if row % 5 == 0 {
        #expect(carriers[row].isNaN && final[row].isNaN && origins[row].isNaN)
      } else {
        #expect((0...10).contains(carriers[row]) && final[row] == 0.8 && origins[row] == (carriers[row] > 0 ? 1 : 0))
      }
    }
  }
}

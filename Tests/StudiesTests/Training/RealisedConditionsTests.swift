import StudyFiles
import TestSupport
import Testing
import Training

/// Conditions on what happens in a simulation, quantities as targets, and rates that are worked out.
@Suite struct RealisedConditionsTests {
  private static let demes = """
    time_units: generations
    demes:
      - {name: old, epochs: [{start_size: 1000, end_time: 5000}]}
      - {name: A, ancestors: [old], epochs: [{start_size: 1.0e+9}]}
      - {name: B, ancestors: [old], epochs: [{start_size: 1.0e+9}]}
    pulses: [{sources: [B], dest: A, time: 5, proportions: [0.1]}]
    """

  private func simulation(_ model: String, _ rest: String = "") throws -> TrainingSimulation {
    let folder = try TemporaryFolder()
    try Self.demes.write(toFile: folder.file("x.demes.yaml"), atomically: true, encoding: .utf8)
    let text = """
      model: {haplotypes: 4, demography: x.demes.yaml, population: A, mutation_rate: 1.0e-8, \(model.contains("recombination_rate") ? "" : "recombination_rate: 1.0e-9,") \(model)}
      windows: {length: 1kb, subwindows: 1}
      features: "ss; windows: whole"
      training: {replicates: 1000, seed: 1}
      \(rest)
      """
    return try TrainingSimulation(try StudyFile.parse(text, path: folder.file("x.yaml")), data: nil)
  }

  private func rows(_ simulation: TrainingSimulation, _ count: Int) throws -> FeatureTableColumns {
    let rows = try simulation.rows(0..<count, threads: 2, progress: { _ in })
    #expect(rows.failures.isEmpty, "\(rows.failures.first?.reason ?? "")")
    return { name in try #require(rows.table.rows.truth(name)) }
  }

  private typealias FeatureTableColumns = (String) throws -> [Double]

  @Test(
    "Only replicates with a migrant are kept, as many of those tried as theory says, and the first attempt is the usual one"
  )
  func migrants() throws {
    let classes = "classes: {a: {}, b: {}}"
    let free = try rows(simulation("memory_limit: 4096", classes), 1500)
    let kept = try rows(simulation("conditions: [migrant_lineages > 0]", classes), 1500)
    let (before, after, attempts) = (try free("migrant_lineages"), try kept("migrant_lineages"), try kept("attempts"))
    #expect(after.allSatisfy { $0 > 0 })
    for row in before.indices where before[row] > 0 { #expect(after[row] == before[row] && attempts[row] == 1) }
    // 1 - 0.9^4 of simulations have a migrant; the number of attempts is geometric.
    let share = 0.3439
    let mean = attempts.reduce(0, +) / Double(attempts.count)
    let error = ((1 - share) / (share * share) / Double(attempts.count)).squareRoot()
    #expect(abs(mean - 1 / share) < 4 * error, "\(mean) attempts")
    // Those drawn again have no other number of migrants than those that needed no second draw.
    let expected = 0.4 / share
    let again = after.indices.filter { attempts[$0] > 1 }.map { after[$0] }
    #expect(abs(again.reduce(0, +) / Double(again.count) - expected) < 0.06)
  }

  @Test("Rates and sizes are drawn anew with the rest, without a simulation of what is refused")
  func rates() throws {
    let text = "conditions: [recombination_rate > 1.5e-9], recombination_rate: {uniform: [1.0e-9, 2.0e-9]}"
    let simulation = try simulation(text, "classes: {a: {}, b: {}}")
    let columns = try rows(simulation, 400)
    let drawn = try columns("recombination_rate")
    #expect(drawn.allSatisfy { $0 > 1.5e-9 } && drawn.contains { $0 > 1.9e-9 })
    let attempts = try columns("attempts")
    let mean: Double = attempts.reduce(0, +) / 400
    let error = (2.0 / 400).squareRoot()
    #expect(abs(mean - 2) < 4 * error)
  }

  @Test func conditionsThatNeverHold() throws {
    let simulation = try simulation("conditions: [migrant_lineages > 4]", "classes: {a: {}, b: {}}")
    let rows = try simulation.rows(0..<1, threads: 1, progress: { _ in })
    #expect(rows.failures.first?.reason.contains("broke one of: 4 < migrant_lineages") == true)
  }

  @Test("Rates, parameters and targets that are worked out from others")
  func workedOut() throws {
    let simulation = try simulation(
      """
      parameters: {ratio: {uniform: [0.1, 0.3]}, half: {uniform: [100, 200]},
      size: {value: 2 * half, replaces: demes.old.epochs.0.start_size}}
      """, "targets: [{rho: 4 * size * recombination_rate * length}, {lot: {value: ratio * 100, scale: log}}]")
    #expect(simulation.plan.study.targets.map(\.name) == ["rho", "lot"])
    let columns = try rows(simulation, 50)
    for (row, rho) in try columns("rho").enumerated() {
      #expect(try columns("size")[row] == 2 * columns("half")[row])
      #expect(try rho == 4 * columns("size")[row] * columns("recombination_rate")[row] * 1000)
      #expect(try columns("lot")[row] == columns("ratio")[row] * 100)
    }
    let linked = try self.simulation(
      "parameters: {ratio: {uniform: [0.1, 0.3]}}, conditions: [ratio > 0.2]",
      "classes: {a: {}, b: {model: {recombination_rate: mutation_rate / ratio}}}")
    let own = try rows(linked, 40)
    for row in 0..<40 {
      let ratio = try own("ratio")[row]
      #expect(ratio > 0.2)
      #expect(try own("recombination_rate")[row] == (row % 2 == 0 ? 1e-9 : 1e-8 / ratio))
    }
  }

  @Test(arguments: [
    ("parameters: {a: {value: b + 1, replaces: demes.old.epochs.0.start_size}}", "'b' is not known there"),
    ("parameters: {a: {value: 2 *, replaces: demes.old.epochs.0.start_size}}", "a number or a name is missing"),
    ("parameters: {a: {uniform: [1, 2], value: 3, replaces: demes.old.epochs.0.start_size}}", "beside another key"),
    ("conditions: [migrant_lineage > 0]", "did you mean 'migrant_lineages'?"),
  ])
  func mistakes(_ model: String, _ words: String) {
    let error = #expect(throws: StudyError.self) { try simulation(model, "classes: {a: {}, b: {}}") }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}

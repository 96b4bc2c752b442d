import FeatureTables
import Groundwork
import Learning
import Studies
import Testing

/// Data that a model can make, and data that it cannot.
@Suite struct GoodnessOfFitTests {
  private static func schema() -> FeatureSchema {
    FeatureSchema(
      featureSet: "made up",
      columns: (0..<4).map { FeatureColumn(name: "f\($0)", statistic: "f\($0)", version: 1, subwindow: nil) },
      usesPhase: false, usesPolarisation: false, haplotypeCount: 10, windowLength: 100, subwindowCount: 1)
  }

  /// Features that follow from one number, a bend among them, and noise; `shift` moves the last one.
  private static func row(_ x: Double, _ stream: inout RandomStream, shift: Double = 0) -> [Double] {
    [
      x + 0.1 * stream.normal(), x * x + 0.1 * stream.normal(), 2 - x + 0.1 * stream.normal(),
      0.1 * stream.normal() + shift,
    ]
  }

  private static func table(_ rows: Int, _ seed: UInt64) -> FeatureTable {
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    var table = FeatureTable(schema: schema(), classes: ["simulated"], truthNames: ["x"])
    for row in 0..<rows {
      let x = stream.uniform(-1, 1)
      table.append(Self.row(x, &stream), label: 0, replicate: UInt64(row), truth: [x])
    }
    return table
  }

  private static func fit(shift: Double, seed: UInt64, keptAside: Int = 200) -> GoodnessOfFit? {
    var stream = RandomStream(seed: seed, replicate: 9, purpose: .parameters)
    var observed = FeatureTable(schema: schema())
    observed.append(
      row(stream.uniform(-1, 1), &stream, shift: shift),
      location: FeatureTable.Location(contig: "1", start: 0, end: 100))
    return GoodnessOfFit(
      observed, table(600, 1), keptAside: table(keptAside, 2), [TargetVariable("x")], threads: 1)
  }

  @Test func dataOfTheModelFit() throws {
    let fits = try (1...100).map { try #require(Self.fit(shift: 0, seed: $0)) }
    // 1 % is expected; five or more of 100 would be one chance in 270.
    #expect(fits.count { $0.isRefuted } < 5)
    // Probabilities are spread evenly: 50 expected below a half, with a standard deviation of 5.
    #expect((30...70).contains(fits.count { $0.p < 0.5 }))
  }

  @Test func dataOfAnotherModelDoNot() throws {
    let fits = try (1...20).map { try #require(Self.fit(shift: 1, seed: $0)) }
    #expect(fits.allSatisfy { $0.isRefuted && $0.features.first?.name == "f3" })
  }

  /// Of few replicates the least probability that can be seen is above the alarm: what lies far beyond them all is refuted all the same,
  /// what lies at their edge is left open.
  @Test func fewReplicatesSayLittle() throws {
    let far = try (1...20).map { try #require(Self.fit(shift: 3, seed: $0, keptAside: 40)) }
    #expect(far.allSatisfy { $0.isRefuted && $0.isFarBeyond && !$0.isUndecided && $0.p > GoodnessOfFit.alarm })
    let near = try (1...20).map { try #require(Self.fit(shift: 0.3, seed: $0, keptAside: 40)) }
    #expect(near.contains { $0.isUndecided } && !near.contains { $0.isFarBeyond })
    let own = try (1...20).map { try #require(Self.fit(shift: 0, seed: $0, keptAside: 40)) }
    #expect(!own.contains { $0.isRefuted })
  }
}

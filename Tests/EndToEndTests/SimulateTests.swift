import Foundation
import TestSupport
import Testing

/// `apus simulate` as users call it.
@Suite struct SimulateTests {
  @Test func replicatesAreTheSameAloneAndInABatch() throws {
    let place = try Workplace()
    try place.succeed(
      "simulate", "planted.yaml", "-q", "-o", "all.ms", "--count", "12", "--threads", "2", "--truth", "all.tsv",
      "--trajectories", "paths.tsv")
    try place.succeed(
      "simulate", "planted.yaml", "-q", "-o", "one.ms", "--first", "8", "--count", "1", "--threads", "1", "--truth",
      "one.tsv")
    let blocks = try place.text("all.ms").components(separatedBy: "//\n")
    let alone = try place.text("one.ms").components(separatedBy: "//\n")[1]
    #expect(blocks.count == 13 && blocks[9] == alone)
    let truth = Workplace.fields(try place.text("all.tsv"))
    let truthAlone = Workplace.fields(try place.text("one.tsv"))[1]
    #expect(truth.count == 13 && truth[9] == truthAlone)
    let column = try #require(truth[0].firstIndex(of: "origin_time"))
    #expect(truth[1][1] == "neutral" && truth[1][column] == "NA" && truth[9][1] == "soft")
    let origin = try #require(Double(truth[9][column]))
    let path = Workplace.fields(try place.text("paths.tsv")).filter { $0[0] == "8" }
    #expect(path.first?[1] == "10.0" && path.last.flatMap { Double($0[1]) } == origin)
    #expect(path.count > 50)
  }

  @Test func demesAndTimesInAVCF() throws {
    let place = try Workplace()
    try place.write(
      """
      time_units: generations
      demes:
        - {name: old, epochs: [{start_size: 2000, end_time: 400}]}
        - {name: A, ancestors: [old], epochs: [{start_size: 1000}]}
        - {name: B, ancestors: [old], epochs: [{start_size: 500}]}
      """, "two.demes.yaml")
    let samples =
      "[{deme: A, haplotypes: 6}, {deme: B, haplotypes: 4}, {deme: B, haplotypes: 2, time: 30}]"
    let settings = [
      "--set", "model.haplotypes=null", "--set", "model.samples=\(samples)", "--set",
      "model.demography=two.demes.yaml", "--set", "model.sweep.deme=B",
    ]
    let made = try Program.run(
      ["simulate", "planted.yaml", "-q", "-o", "two.vcf", "--layout", "hard", "--populations", "pop.tsv"] + settings,
      in: place.folder.path)
    try #require(made.code == 0, "\(made.errors)")
    let populations = Workplace.fields(try place.text("pop.tsv"))
    #expect(populations.map { $0[1] } == ["A", "A", "A", "B", "B", "B_30g"])
    #expect(populations.map { $0[0] } == ["A_1", "A_2", "A_3", "B_1", "B_2", "B_30g_1"])
    let header = try place.text("two.vcf").split(separator: "\n").first { $0.hasPrefix("#CHROM") }
    #expect(header?.split(separator: "\t").dropFirst(9).map(String.init) == populations.map { $0[0] })
    let refused = try Program.run(["features", "planted.yaml", "-q"] + settings, in: place.folder.path)
    #expect(refused.code == 65 && refused.errors.contains("are of one population sampled at one time"))
  }
}

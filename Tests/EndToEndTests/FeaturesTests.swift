import Foundation
import TestSupport
import Testing

/// Features of files, of several populations, and numbers in place of classes.
@Suite struct FeaturesTests {
  private static let windows = [
    "--set", "windows={length: 55kb, subwindows: 11}", "--set", "scan.minimum_sites=1", "-q",
  ]

  private func features(_ place: Workplace, _ file: String, _ set: String, _ output: String, _ more: String...) throws {
    let outcome = try Program.run(
      ["features", file, "--features", set, "-o", output] + Self.windows + more, in: place.folder.path)
    try #require(outcome.code == 0, "\(outcome.errors)")
  }

  @Test func replicatesOfMSAndWindowsOfVCFAreTheSameThing() throws {
    let place = try Workplace()
    // The contig is made of the replicates 0, 6 and 10; as ms text they are rows of their own.
    let whole = ["--set", "model.sites=whole_bases"]
    let contig = ["simulate", "planted.yaml", "-q", "-o", "whole.vcf.gz", "--layout", "neutral,hard,neutral"]
    try #require(try Program.run(contig + whole, in: place.folder.path).code == 0)
    for (index, name) in [(0, "a"), (6, "b"), (10, "c")] {
      try place.succeed(
        "simulate", "planted.yaml", "-q", "-o", "\(name).ms", "--first", "\(index)", "--count", "1", whole[0], whole[1])
      try features(place, "\(name).ms", "s-hic", "\(name).tsv")
    }
    try features(place, "whole.vcf.gz", "s-hic", "windows.tsv")
    let windows = Workplace.fields(try place.text("windows.tsv"))
    #expect(windows.count == 24 && windows[0].prefix(4) == ["chrom", "start", "end", "bigWinRange"])
    for (row, name) in zip([1, 12, 23], ["a", "b", "c"]) {
      let alone = Workplace.fields(try place.text("\(name).tsv"))
      #expect(Array(windows[0].dropFirst(4)) == Array(alone[0].dropFirst(2)))
      #expect(Array(windows[row].dropFirst(4)) == Array(alone[1].dropFirst(2)), "\(name)")
    }
  }

  @Test func tablesOfEveryFormat() throws {
    let place = try Workplace()
    try features(place, "contig.vcf.gz", "pi, tajimasD; windows: whole", "w.npz")
    try features(place, "contig.vcf.gz", "pi, tajimasD; windows: whole", "w.tsv")
    try features(place, "contig.vcf.gz", "pi, tajimasD; windows: whole", "w.fvec")
    #expect(
      try place.text("w.fvec").hasPrefix("chrom\tclassifiedWinStart\tclassifiedWinEnd\tbigWinRange\tpi\ttajimasD\n"))
    #expect(try place.succeed("inspect", "w.npz").output.contains("23 rows x 2 columns"))
    let before = try place.bytes("w.npz")
    try features(place, "contig.vcf.gz", "pi, tajimasD; windows: whole", "w.npz", "--threads", "1")
    #expect(try place.bytes("w.npz") == before)
    try place.fail(
      65, ["w.csv", ".npz, .tsv, .fvec"], "features", "contig.vcf.gz", "-o", "w.csv", "-q", "--set",
      "windows={length: 55kb, subwindows: 11}")
    try place.fail(65, ["'pii'", "feature set"], "features", "contig.vcf.gz", "--features", "pii", "-o", "x.tsv", "-q")
    try place.fail(66, ["none.vcf"], "features", "none.vcf", "-o", "x.tsv", "-q")
    try place.fail(64, ["name the table to write"], "features", "contig.vcf.gz", "-q")
    #expect(!place.exists("x.tsv"))
  }

  private static let split = """
    time_units: generations
    demes:
      - {name: ancestor, epochs: [{start_size: 10000, end_time: 2000}]}
      - {name: A, ancestors: [ancestor], epochs: [{start_size: 10000}]}
      - {name: B, ancestors: [ancestor], epochs: [{start_size: 2000}]}
    """

  /// A model is asked about text as about the binary table of the same features.
  @Test func predictionsOfTablesOfText() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q")
    try features(place, "contig.vcf.gz", "s-hic", "w.npz")
    try features(place, "contig.vcf.gz", "s-hic", "w.tsv")
    let binary = try place.succeed("predict", "tiny.run/model.npz", "w.npz").output
    let text = try place.succeed("predict", "tiny.run/model.npz", "w.tsv")
    #expect(text.output == binary && text.errors.contains("by the names of the columns"))
    try features(place, "contig.vcf.gz", "pi, tajimasD; windows: whole", "other.tsv")
    try place.fail(
      65, ["other.tsv: does not fit the model", "missing columns: pi_win0", "unknown columns: pi, tajimasD"], "predict",
      "tiny.run/model.npz", "other.tsv")
    let rows = try place.text("w.tsv").replacing("1-55000\t", with: "1-60000\t")
    try place.write(rows.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n", "long.tsv")
    try place.fail(
      65, ["window length: expected 55000, found 60000"], "predict", "tiny.run/model.npz", "long.tsv")
    try place.fail(
      65, ["contig.vcf.gz: holds variants, not features", "--features 's-hic' --set windows.length=55000"], "predict",
      "tiny.run/model.npz", "contig.vcf.gz")
    try place.fail(65, ["contig.vcf.gz: is no model"], "predict", "contig.vcf.gz", "w.npz")
    try place.fail(65, ["'apus feature table', expected 'apus model'"], "predict", "w.npz", "tiny.run/model.npz")
    try place.fail(65, ["holds variants, not features"], "train", "contig.vcf.gz", "-o", "m.npz")
  }

  /// Any step: each window is what it is alone.
  @Test func windowsAtAnyStep() throws {
    let place = try Workplace()
    func rows(_ arguments: String...) throws -> [[String]] {
      let outcome = try Program.run(
        ["features", "contig.vcf.gz", "--features", "pi,tajimasD", "-o", "s.tsv", "-q"] + arguments,
        in: place.folder.path)
      try #require(outcome.code == 0, "\(outcome.errors)")
      return Workplace.fields(try place.text("s.tsv")).dropFirst().map { Array($0) }
    }
    let stepped = try rows("--window", "20kb", "--step", "7001")
    #expect(stepped.prefix(3).map { $0[1] } == ["0", "7001", "14002"])
    for row in [stepped[1], stepped[5]] {
      let (start, end) = (try #require(Int(row[1])), try #require(Int(row[2])))
      let alone = try rows("--window", "20kb", "-r", "1:\(start + 1)-\(end)")
      #expect(alone.count == 1 && Array(alone[0].dropFirst(4)) == Array(row.dropFirst(4)))
    }
    let apart = try rows("--window", "10kb", "--step", "25kb")
    #expect(apart.prefix(3).map { $0[1] } == ["0", "25000", "50000"] && apart[1][2] == "35000")
    let (file, output) = ("contig.vcf.gz", "x.tsv")
    try place.fail(65, ["--window needs statistics"], "features", file, "--window", "20kb", "-o", output)
    try place.fail(
      65, ["--window and --set windows.length"], "features", file, "--features", "pi", "--window", "20kb", "--set",
      "windows.length=10kb", "-o", output)
    try place.fail(64, ["see 'apus features --help'"], "features", file, "--windw", "20kb")
    try place.fail(65, ["no statistic 'tajima'"], "statistics", "show", "tajima")
  }

  @Test func twoPopulationsFromSimulationToScan() throws {
    let place = try Workplace()
    try place.write(Self.split, "split.yaml")
    try place.write(
      """
      study: two
      model:
        samples: [{deme: A, haplotypes: 12}, {deme: B, haplotypes: 8}]
        demography: split.yaml
        mutation_rate: 2.5e-8
      classes:
        apart: {}
        mixed: {model: {mutation_rate: 1.0e-8}}
      windows: {length: 20kb, subwindows: 1}
      features: filet
      training: {replicates: 30, seed: 5}
      learner: {random_forest: {trees: 30}}
      """, "two.yaml")
    try place.succeed(
      "simulate", "two.yaml", "-q", "-o", "two.vcf.gz", "--layout", "apart,apart,apart", "--populations", "map.tsv")
    try place.succeed(
      "run", "two.yaml", "-q", "--set", "data={variants: two.vcf.gz, populations: map.tsv, target: [A, B]}", "--set",
      "model.samples=null", "--set", "scan.minimum_sites=5")
    let scan = Workplace.fields(try Program.decompressed(place.folder.file("two.run/scan.tsv.gz")))
    #expect(scan.count == 4 && scan[0].contains("p_apart") && scan[0].contains("p_mixed"))
    #expect(scan.dropFirst().allSatisfy { $0[7] == "apart" }, "\(scan)")
    // In the order of the target, whatever the order in the file.
    let names = try place.succeed("inspect", "two.run/model.npz").output
    #expect(names.contains("filet"), "\(names)")
    try place.fail(
      65, ["'filet'", "2 populations"], "run", "two.yaml", "-q", "--set", "data={variants: two.vcf.gz}", "--set",
      "model.samples=null", "--set", "model.population=A", "--output-folder", "none")
    try place.fail(
      65, ["model.population", "lives at present: A, B"], "run", "two.yaml", "-q", "--set",
      "data={variants: two.vcf.gz, populations: map.tsv, target: [A, B]}", "--set", "model.samples=null", "--set",
      "model.population=[A, C]", "--output-folder", "none")
    #expect(!place.exists("none"))
  }

  @Test func numbersFromSimulationToReport() throws {
    let place = try Workplace()
    try place.write(
      """
      study: numbers
      data: {variants: contig.vcf.gz}
      model: {mutation_rate: {log_uniform: [5.0e-9, 1.0e-7]}}
      targets: [{mutation_rate: log}]
      windows: {length: 55kb, subwindows: 1}
      features: {statistics: [pi, thetaW], windows: whole}
      training: {replicates: 200, seed: 5}
      learner: {random_forest: {trees: 50}}
      scan: {minimum_sites: 5}
      """, "numbers.yaml")
    let run = try place.succeed("run", "numbers.yaml", "-q").output
    #expect(run.contains("mutation_rate on 40 held-out simulations: R2 0."), "\(run)")
    let scan = Workplace.fields(try Program.decompressed(place.folder.file("numbers.run/scan.tsv.gz")))
    let column = try #require(scan[0].firstIndex(of: "mutation_rate"))
    #expect(scan[0][column + 1] == "mutation_rate_low" && scan[0][column + 2] == "mutation_rate_high")
    // It was simulated with 2.5e-8.
    for row in [scan[1], scan[3]] {
      let (value, low, high) = (Double(row[column]), Double(row[column + 1]), Double(row[column + 2]))
      #expect(try #require(low) < 2.5e-8 && #require(high) > 2.5e-8 && #require(value) > 1e-8, "\(row)")
    }
    #expect(place.exists("numbers.run/mutation_rate.bedgraph.gz") && !place.exists("numbers.run/regions.bed"))
    let page = try place.text("numbers.run/report.html")
    #expect(page.contains("Predicted and true numbers") && page.contains("in the median of"))
    #expect(try place.text("numbers.run/evaluation.tsv").contains("coverage_90\tmutation_rate\t"))
    try place.fail(
      65, ["numbers.yaml", "unknown quantity 'mutation_rat'", "'mutation_rate'"], "run", "numbers.yaml",
      "-q", "--set", "targets=mutation_rat")
  }
}

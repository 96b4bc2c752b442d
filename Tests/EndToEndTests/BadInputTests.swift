import Foundation
import TestSupport
import Testing

/// What users get wrong: each mistake has its own line, its exit code, and leaves nothing behind.
@Suite struct BadInputTests {
  /// `run` with overrides must fail and leave no output folder.
  private func runFails(
    _ place: Workplace, _ code: Int32, _ words: [String], _ settings: String...,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let before = place.files()
    let overrides = settings.flatMap { ["--set", $0] }
    let outcome = try Program.run(
      ["run", "study.yaml", "-q", "--output-folder", "none"] + overrides, in: place.folder.path)
    #expect(outcome.code == code, "\(outcome.errors)", sourceLocation: location)
    let line = outcome.errorLines.first ?? ""
    let others = outcome.errors.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("note: ") }
    #expect(others.count == 1 && outcome.errorLines.count == 1, "\(outcome.errors)", sourceLocation: location)
    for word in words { #expect(line.contains(word), "'\(word)' in: \(line)", sourceLocation: location) }
    #expect(place.files() == before, "something is left behind", sourceLocation: location)
  }

  @Test func files() throws {
    let place = try Workplace()
    try place.fail(66, ["none.yaml: no such file or directory"], "run", "none.yaml")
    try runFails(place, 66, ["none.vcf: no such file or directory"], "data.variants=none.vcf")
    try runFails(place, 66, ["none.bed: no such file"], "data.accessible=none.bed")
    try runFails(place, 66, ["none.tsv: no such file"], "data.populations=none.tsv")
    try runFails(place, 66, ["none.fa: no such file"], "data.ancestral=none.fa")
    try runFails(place, 66, ["none.demes.yaml: no such file"], "model.demography=none.demes.yaml")
    try runFails(place, 65, ["truth.bed", "##fileformat"], "data.variants=truth.bed")
    try runFails(place, 65, ["study.yaml:1: found 2 column(s)", "BED needs"], "data.known=study.yaml")
    // Big enough to span several compressed blocks.
    try place.succeed(
      "simulate", "planted.yaml", "-q", "-o", "big.vcf.gz", "--set", "windows.length=1.1Mb", "--set",
      "model.haplotypes=100")
    let whole = try place.bytes("big.vcf.gz")
    try whole.prefix(whole.count * 2 / 3).write(to: URL(fileURLWithPath: place.folder.file("cut.vcf.gz")))
    try runFails(place, 65, ["cut.vcf.gz", "cut or corrupted"], "data.variants=cut.vcf.gz")
    try place.fail(66, ["x.npz: no such file"], "inspect", "x.npz")
    try place.fail(66, ["no model yet (tiny.run/model.npz)", "'apus train' makes it"], "scan", "study.yaml", "-q")
    try place.fail(
      66, ["no training table yet (tiny.run/training.npz)", "'apus features' makes it"], "train", "study.yaml", "-q")
    #expect(!place.exists("tiny.run"))
  }

  @Test func regionsAndSamples() throws {
    let place = try Workplace()
    try place.write("ind1\tCEU\nind2\tYRI\n", "populations.tsv")
    try place.write("ind1\tCEU\nzoe\tCEU\n", "strangers.tsv")
    try runFails(place, 65, ["has no contig '9'", "it has 1"], "data.region='9:1-100000'")
    try runFails(place, 65, ["starts past the end of contig '1'", "165,000 bases"], "data.region='1:200,000-300,000'")
    try runFails(place, 65, ["cannot be read", "START-END"], "data.region='1:9-5'")
    try runFails(
      place, 65, ["no sample of 'CUE'", "it has CEU, YRI", "did you mean 'CEU'"], "data.populations=populations.tsv",
      "data.target=CUE")
    try runFails(place, 65, ["has no sample zoe", "it has 10 samples"], "data.populations=strangers.tsv")
    try runFails(place, 65, ["has no sample ind11", "did you mean 'ind1'"], "data.samples='ind1,ind11'")
    try runFails(
      place, 65, ["leaves no sample"], "data.samples='^" + (1...10).map { "ind\($0)" }.joined(separator: ",") + "'")
    try runFails(
      place, 65, ["no window of 550,000 bases fits", "165,000", "shorter windows"], "windows.length=550kb")
    try runFails(place, 65, ["model.haplotypes is 40", "have 20 haplotypes"], "model.haplotypes=40")
  }

  /// Mistakes in the study file: file, line and column, and the nearest spelling.
  @Test(arguments: [
    ("windows:", "window:", "bad.yaml:9:1: unknown key 'window'; did you mean 'windows'?"),
    ("seed: 3", "sed: 3", "bad.yaml:10:28: unknown key 'training.sed'; did you mean 'seed'?"),
    ("uniform: [2", "unifrm: [2", "bad.yaml:7:19: model.mutation_rate: unknown prior 'unifrm'"),
    ("recipe: s-hic", "recipe: s-hick", "there is no recipe 's-hick'; did you mean 's-hic'?"),
    (
      "recipe: s-hic", "features: s-hic-foled",
      "bad.yaml:2:11: features: there is no feature set or statistic 's-hic-foled'; did you mean 's-hic-folded'?"
    ),
    ("55kb", "55kilo", "bad.yaml:9:19: windows.length: found '55kilo', expected a length"),
    ("55kb", "56kb", "bad.yaml:9:10: windows: a window of 56000 bases cannot be cut into 11"),
    (
      "replicates: 20", "replicates: many", "bad.yaml:10:24: training.replicates: found 'many', expected a whole number"
    ),
    ("replicates: 20", "replicates: 1", "bad.yaml:10:24: training.replicates: found '1'"),
    (
      "trees: 20", "trees: 0",
      "bad.yaml:11:24: learner: extra_trees.trees: expected a whole number from 1 to 1,000,000, found 0"
    ),
    ("trees: 20", "tree: 20", "bad.yaml:11:25: unknown key 'tree' of extra_trees; did you mean 'trees'?"),
    ("extra_trees", "extra_bushes", "bad.yaml:11:11: unknown learner 'extra_bushes'"),
    (
      "[2.0e-8, 3.0e-8]", "[3.0e-8, 2.0e-8]",
      "bad.yaml:7:28: model.mutation_rate: found [3e-08, 2e-08], whose bounds are reversed"
    ),
    (
      "[2.0e-8, 3.0e-8]", "[2, 3]",
      "bad.yaml:7:18: model.mutation_rate: found uniform between"
    ),
    ("  variants: contig.vcf.gz\n", "", "bad.yaml: data: the key 'variants' is missing"),
    ("study: tiny", "study: [", "bad.yaml: not readable as YAML"),
    ("study: tiny", "study: a/b", "bad.yaml: study: found 'a/b'"),
  ])
  func studies(from: String, to: String, message: String) throws {
    let folder = try TemporaryFolder()
    let text = Workplace.study.replacingOccurrences(of: from, with: to)
    try text.write(toFile: folder.file("bad.yaml"), atomically: false, encoding: .utf8)
    let outcome = try Program.run(["run", "bad.yaml"], in: folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.errors.hasPrefix("apus: error: " + message), "\(outcome.errors)")
    #expect(outcome.errors.split(whereSeparator: \.isNewline).count == 1, "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["bad.yaml"])
  }

  @Test func models() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q", "--set", "features=s-hic-folded", "--output-folder", "folded")
    try place.succeed("run", "study.yaml", "-q")
    let before = place.files()
    let scan = ["scan", "study.yaml", "-q", "--output-folder", "none", "--model"]
    func fails(_ words: [String], _ arguments: String...) throws {
      let outcome = try Program.run(scan + arguments, in: place.folder.path)
      #expect(outcome.code == 65 && outcome.errors.split(whereSeparator: \.isNewline).count == 1, "\(outcome.errors)")
      for word in words { #expect(outcome.errors.contains(word), "'\(word)' in: \(outcome.errors)") }
    }
    try fails(
      [
        "feature set: expected s-hic-folded, found s-hic", "polarised alleles: expected false, found true",
        "--set features=s-hic-folded",
      ], "folded/model.npz")
    try fails(["haplotypes: expected 20, found 6"], "tiny.run/model.npz", "-s", "ind1,ind2,ind3")
    try fails(["window length: expected 55000, found 110000"], "tiny.run/model.npz", "--set", "windows.length=110kb")
    try fails(["it is of the format 'apus feature table', expected 'apus model'"], "tiny.run/training.npz")
    let whole = try place.bytes("tiny.run/model.npz")
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: place.folder.file("cut.npz")))
    try fails(["cut.npz: not a readable Apus file", "end is missing"], "cut.npz")
    var changed = whole
    changed[changed.count / 2] ^= 1
    try changed.write(to: URL(fileURLWithPath: place.folder.file("changed.npz")))
    try fails(["changed.npz: not a readable Apus file", "wrong checksum"], "changed.npz")
    #expect(place.files() == (before + ["cut.npz", "changed.npz"]).sorted())
    try place.succeed(
      "scan", "study.yaml", "-q", "--model", "folded/model.npz", "--set", "features=s-hic-folded", "--output-folder",
      "again")
    // What calls are worth is known only where the training table is, and with it which are withheld.
    func verdicts(_ folder: String) throws -> [[String]] {
      Workplace.fields(try Program.decompressed(place.folder.file(folder + "/scan.tsv.gz"))).map { row in
        row.dropLast(3).map { $0.replacing("not called: ", with: "") }
      }
    }
    #expect(try verdicts("again") == verdicts("folded"))
    #expect(place.exists("folded/trust.tsv") && !place.exists("again/trust.tsv"))
  }

  @Test func placesThatCannotBeWritten() throws {
    let place = try Workplace()
    let message = "study.yaml/x: cannot make the folder: Not a directory"
    try place.fail(74, [message], "run", "study.yaml", "-q", "--output-folder", "study.yaml/x")
    for name in ["x.npz", "x.ms", "x.vcf", "x.bcf"] {
      try place.fail(74, ["none/\(name): cannot create"], "simulate", "planted.yaml", "-q", "-o", "none/" + name)
    }
    #expect(!place.exists("none"))
    try place.fail(74, ["cannot open: Not a directory"], "inspect", "study.yaml/x")
  }

  @Test func usage() throws {
    let place = try Workplace()
    let nothing = try Program.run([], in: place.folder.path)
    #expect(nothing.code == 64 && nothing.output.isEmpty && nothing.errors.contains("USAGE: apus <subcommand>"))
    try place.fail(64, ["Unknown option '--bogus'"], "--bogus")
    try place.fail(64, ["Missing expected argument '<study>'"], "run")
    try place.fail(64, ["--threads needs a positive number"], "run", "study.yaml", "--threads", "0")
    try place.fail(64, ["suffix of 'x.txt'"], "simulate", "planted.yaml", "-q", "-o", "x.txt")
    try place.fail(64, ["--count needs a positive number"], "simulate", "planted.yaml", "-o", "x.ms", "--count", "0")
    try place.fail(64, ["--layout needs"], "simulate", "planted.yaml", "-o", "x.vcf", "--layout", "")
    try place.fail(65, ["there is no class 'hrd'"], "simulate", "planted.yaml", "-q", "-o", "x.ms", "--class", "hrd")
    try place.fail(65, ["expected KEY.PATH=VALUE"], "run", "study.yaml", "-q", "--set", "training")
    let help = try place.succeed("--help")
    #expect(help.output.contains("Exit codes: 0 done, 64 wrong usage"))
    #expect(try place.succeed("--version").output.contains("."))
  }
}

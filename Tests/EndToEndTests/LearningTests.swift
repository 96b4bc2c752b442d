import Foundation
import TestSupport
import Testing

/// Learning from tables on the command line: choosing hyper-parameters, honest scores, and what users get wrong.
@Suite struct LearningTests {
  /// A table of two classes that overlap in `x`; `noise` says nothing, `size` is a number to predict.
  static func table(rows: Int = 120, extra: String = "") -> String {
    var lines = ["class\tx\tnoise\tsize"]
    for row in 0..<rows {
      let own = Double(row % 2)
      // A fixed rule in place of chance: values that fill an interval evenly.
      let place = (Double(row) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
      let other = (Double(row) * 0.754_877_666_246_693).truncatingRemainder(dividingBy: 1)
      let x = own + 1.6 * place
      lines.append("\(row % 2 == 0 ? "calm" : "wild")\t\(x)\t\(other)\t\(3 * x + other + 1)")
    }
    return lines.joined(separator: "\n") + "\n" + extra
  }

  static func place(_ text: String = table()) throws -> TablePlace {
    let place = try TablePlace()
    try place.write(text, "table.tsv")
    return place
  }

  @Test func hyperParametersAreChosen() throws {
    let place = try Self.place()
    let words = ["--search", "trees=5,20; max_depth=1,none", "--folds", "4", "--seed", "3", "-q"]
    let one = try place.succeed(["train", "table.tsv", "-o", "one.npz", "--threads", "1"] + words)
    try place.succeed(["train", "table.tsv", "-o", "two.npz", "--threads", "2"] + words)
    #expect(one.output.hasPrefix("chosen of 4 combinations on 4 folds: trees="))
    #expect(try place.bytes("one.npz") == place.bytes("two.npz"))
    let drawn = try place.succeed(
      ["train", "table.tsv", "-o", "few.npz", "--candidates", "2"] + words)
    #expect(drawn.output.hasPrefix("chosen of 2 combinations on 4 folds: "))
    // The manifest lies in the file as it is; it says what was tried and what was chosen.
    let manifest = String(decoding: try place.bytes("one.npz"), as: UTF8.self)
    #expect(manifest.contains("\"choice\"") && manifest.contains("\"best\""))
    try place.succeed(["predict", "one.npz", "table.tsv", "-o", "calls.tsv"])
  }

  /// Rows that a search has seen are not those that its choice is measured on, whatever the study's seed is now.
  @Test func aSearchNeverSeesHeldOutRows() throws {
    let place = try Workplace()
    try place.succeed("features", "study.yaml", "-q")
    try place.succeed("train", "study.yaml", "-q", "--search", "max_depth=2,6; max_features=1,sqrt", "--folds", "2")
    let before = try place.bytes("tiny.run/evaluation.tsv")
    try place.succeed("evaluate", "study.yaml", "-q", "--seed", "77")
    #expect(try place.bytes("tiny.run/evaluation.tsv") == before)
    try place.succeed("scan", "study.yaml", "-q")
  }

  /// The study file, too, can ask for a search; the command line only replaces it, and a model is made anew where it differs.
  @Test func aStudyChoosesHyperParameters() throws {
    let place = try Workplace()
    try place.write(
      Workplace.study.replacing("seed: 3}", with: "seed: 3, search: 'trees=3,9', folds: 2}"), "chosen.yaml")
    try place.succeed("features", "study.yaml", "-q")
    let own = try place.succeed("train", "chosen.yaml", "-q")
    #expect(own.output.hasPrefix("chosen of 2 combinations on 2 folds: trees="))
    let (model, made) = (try place.bytes("tiny.run/model.npz"), try place.inode("tiny.run/model.npz"))
    try place.succeed("train", "chosen.yaml", "-q")
    #expect(try place.inode("tiny.run/model.npz") == made)
    let same = try place.succeed("train", "study.yaml", "-q", "--search", "trees=3,9", "--folds", "2")
    #expect(try same.output == own.output && place.inode("tiny.run/model.npz") == made)
    let other = try place.succeed("train", "chosen.yaml", "-q", "--search", "max_depth=1,2,3", "--folds", "3")
    #expect(other.output.hasPrefix("chosen of 3 combinations on 3 folds: max_depth="))
    #expect(try place.bytes("tiny.run/model.npz") != model)
    try place.succeed("train", "chosen.yaml", "-q", "--set", "training.folds=3")
    #expect(try place.bytes("tiny.run/model.npz") != model)
    let splits = try place.succeed("evaluate", "chosen.yaml", "-q", "--splits", "2")
    let given = try place.succeed("evaluate", "study.yaml", "-q", "--splits", "2")
    #expect(splits.output.contains("over 2 splits") && splits.output != given.output)
    try place.fail(65, ["training.search=none"], "evaluate", "chosen.yaml", "-q", "--learning-curve")
  }

  /// A model names the works that it rests on, and no others.
  @Test func citationsAreOfWhatWasUsed() throws {
    let place = try Self.place()
    func manifest(_ words: [String]) throws -> String {
      try place.succeed(["train", "table.tsv", "-q", "-o", "model.npz"] + words)
      return String(decoding: try place.bytes("model.npz"), as: UTF8.self)
    }
    let machine = try manifest(["--learner", "support-vector-machine", "--set", "training.calibration=beta"])
    #expect(machine.contains("10.1145/1961189.1961199") && machine.contains("17-EJS1338SI"))
    for other in ["10.1007/s10994-006-6226-1", "j.tpb.2004.06.006", "giab007", "pgen.1005928"] {
      #expect(!machine.contains(other), "\(other)")
    }
    #expect(try manifest(["--learner", "xgboost"]).contains("10.1145/2939672.2939785"))
    #expect(try manifest(["--learner", "random-forest", "--target", "size"]).contains("Meinshausen"))
  }

  @Test func scoresOnFoldsAndLearningCurves() throws {
    let place = try Self.place()
    let settings = ["table.tsv", "-q", "--set", "trees=10"]
    let folds = try place.succeed(["evaluate"] + settings + ["--folds", "3"])
    #expect(folds.output.contains("over 3 folds ("))
    let nested = try place.succeed(
      ["evaluate"] + settings + ["--splits", "2", "--search", "max_depth=1,3", "--inner-folds", "2"])
    #expect(nested.output.contains("over 2 splits ("))
    let curve = Workplace.fields(try place.succeed(["evaluate"] + settings + ["--learning-curve"]).output)
    #expect(curve[0] == ["rows", "mean accuracy", "standard deviation"] && curve.count == 7)
    let rows = curve.dropFirst().compactMap { Int($0[0]) }
    #expect(rows == rows.sorted() && rows.last == 96)
    let numbers = try place.succeed(["evaluate"] + settings + ["--target", "size", "--folds", "3"])
    #expect(numbers.output.contains("R2, size"))
  }

  /// Wrong tables and settings: a line that says where, exit code 65, and no model.
  @Test func mistakesInATable() throws {
    let good = Self.table(rows: 40)
    let lines = good.split(separator: "\n").map(String.init)
    let place = try Self.place(good)
    func train(_ name: String, _ text: String, _ words: [String], _ options: String...) throws {
      try place.write(text, name)
      try place.fail(65, words, ["train", name, "-q", "-o", "none.npz"] + options)
    }
    func changed(_ row: Int, _ column: Int, _ value: String) -> String {
      var lines = lines
      var cells = lines[row + 1].split(separator: "\t").map(String.init)
      cells[column] = value
      lines[row + 1] = cells.joined(separator: "\t")
      return lines.joined(separator: "\n") + "\n"
    }
    let calm = lines.filter { !$0.hasPrefix("wild") }.joined(separator: "\n") + "\n"
    try train("calm.tsv", calm, ["all rows are of the class 'calm'", "at least two"])
    try train("huge.tsv", changed(7, 1, "1e300"), ["row 8, column 'x'", "1e+300"])
    let same =
      lines.map { $0.split(separator: "\t").dropLast().joined(separator: "\t") + "\t" }.enumerated()
      .map { $1 + ($0 == 0 ? "size" : "7") }.joined(separator: "\n") + "\n"
    try train("same.tsv", same, ["'size' is 7.0 in all rows", "varies"], "--target", "size")
    try train("less.tsv", changed(6, 3, "-2"), ["row 7, target 'size'", "-2.0", "log"], "--target", "size:log")
    try train("good.tsv", good, ["'tres' of extra_trees; did you mean 'trees'?"], "--set", "tres=5")
    try train("good.tsv", good, ["'sise'"], "--target", "sise")
    try train("good.tsv", good, ["unknown learner 'oracle'", "xgboost"], "--learner", "oracle")
    try train("none.tsv", lines[0] + "\n", ["none.tsv:1", "no row"])
    #expect(!place.exists("none.npz"))
    try place.fail(66, ["nothing.tsv"], ["train", "nothing.tsv", "-q", "-o", "none.npz"])
    try place.fail(64, ["-o: name the model"], ["train", "table.tsv"])
    try place.succeed(["train", "table.tsv", "-q", "-o", "model.npz", "--set", "trees=5"])
    let fewer = lines.map { line in
      line.split(separator: "\t").enumerated().filter { $0.offset != 2 }.map(\.element).joined(separator: "\t")
    }
    try place.write(fewer.joined(separator: "\n") + "\n", "fewer.tsv")
    try place.fail(65, ["missing columns: noise"], ["predict", "model.npz", "fewer.tsv"])
    try place.fail(65, ["expected the classes calm"], ["evaluate", "calm.tsv", "--model", "model.npz", "-q"])
    try place.fail(65, ["table.tsv: is no model"], ["predict", "table.tsv", "table.tsv"])
  }

  /// Rows that cannot be used are named, and the others keep their numbers.
  @Test func rowsLeftOutAreNotSilent() throws {
    let rows = Self.table(rows: 40).split(separator: "\n").map(String.init)
    let bad = rows.enumerated().map { $0 == 3 ? "calm\tnan\t0.5\t1" : $0 == 5 ? "calm\t1\tinf\t1" : $1 }
    let place = try Self.place(bad.joined(separator: "\n") + "\n")
    let trained = try place.succeed(["train", "table.tsv", "-q", "-o", "model.npz", "--set", "trees=5"])
    let note = "table.tsv: 2 rows are left out because a feature is not a finite number (line 4, x: nan)"
    #expect(trained.errors.contains(note))
    let outcome = try place.succeed(["predict", "model.npz", "table.tsv"])
    #expect(outcome.errors.contains(note))
    let calls = Workplace.fields(outcome.output).dropFirst().map { $0[0] }
    #expect(calls == (0..<40).filter { $0 != 2 && $0 != 4 }.map { "\($0)" })
  }

  /// Rows with missing values are kept where a model is told what to put in their place, and only there.
  @Test func missingValues() throws {
    let rows = Self.table(rows: 60).split(separator: "\n").map(String.init)
    let holes = rows.enumerated().map { index, row in
      var cells = row.split(separator: "\t").map(String.init)
      if index % 9 == 4 { cells[2] = "NA" }
      return cells.joined(separator: "\t") + "\n"
    }
    let place = try Self.place(holes.joined())
    let without = try place.succeed(["train", "table.tsv", "-q", "-o", "less.npz", "--set", "trees=5"])
    #expect(without.errors.contains("7 rows are left out") && without.errors.contains("--set preprocess=median"))
    let settings = ["--set", "trees=5", "--set", "preprocess=median+standardise"]
    let trained = try place.succeed(["train", "table.tsv", "-q", "-o", "model.npz"] + settings)
    #expect(trained.errors.isEmpty && trained.output.contains("accuracy on 12 held-out"))
    #expect(Workplace.fields(try place.succeed(["predict", "model.npz", "table.tsv"]).output).count == 61)
    #expect(Workplace.fields(try place.succeed(["predict", "less.npz", "table.tsv"]).output).count == 54)
    let all = try place.succeed(["evaluate", "table.tsv", "-q", "--model", "model.npz"])
    #expect(all.output.contains("accuracy on 60"))
    #expect(try place.succeed(["evaluate", "table.tsv", "-q", "--folds", "3"] + settings).errors.isEmpty)
    try place.fail(
      65, ["preprocess", "'medina'", "'median'"],
      ["train", "table.tsv", "-q", "-o", "none.npz", "--set", "preprocess=medina"])
  }

  /// Numbers can be learned from rows without a class; ABC random forests say how probable the class called is.
  @Test func numbersAndPosteriors() throws {
    let place = try Self.place()
    let bare = Self.table().split(separator: "\n").map { line in
      line.split(separator: "\t").dropFirst().joined(separator: "\t") + "\n"
    }
    try place.write(bare.joined(), "bare.tsv")
    let numbers = ["--target", "size", "-q"]
    try place.succeed(["train", "bare.tsv", "-o", "size.npz", "--learner", "ridge"] + numbers)
    #expect(try place.succeed(["evaluate", "bare.tsv", "--model", "size.npz"] + numbers).output.contains("R2 0.9"))
    try place.succeed(
      ["train", "table.tsv", "-q", "-o", "abc.npz", "--learner", "abc-random-forest", "--set", "trees=50"])
    let calls = Workplace.fields(try place.succeed(["predict", "abc.npz", "table.tsv"]).output)
    #expect(calls[0] == ["row", "call", "p_calm", "p_wild", "posterior_probability"])
    #expect(calls.dropFirst().allSatisfy { Double($0[4]).map { (0...1).contains($0) } ?? false })
    #expect(Set(calls.dropFirst().map { $0[4] }).count > 5)
  }

  @Test func mistakesInASearch() throws {
    let place = try Self.place()
    let train = ["train", "table.tsv", "-q", "-o", "none.npz"]
    try place.fail(65, ["extra_trees has no 'max_dept'", "'max_depth'"], train + ["--search", "max_dept=3"])
    try place.fail(65, ["'s-hik'", "did you mean 's-hic'?"], train + ["--search", "s-hik"])
    try place.fail(65, ["'trees='", "with its values"], train + ["--search", "trees="])
    try place.fail(65, ["extra_trees.trees", "0"], train + ["--search", "trees=0,5"])
    try place.fail(65, ["folds: expected from 2", "found 500"], train + ["--search", "trees=5", "--folds", "500"])
    try place.fail(65, ["folds: expected from 2", "found 121"], ["evaluate", "table.tsv", "-q", "--folds", "121"])
    try place.fail(64, ["--candidates is for --search"], train + ["--candidates", "3"])
    try place.fail(64, ["--folds is for --search"], train + ["--folds", "3"])
    try place.fail(64, ["add --splits or --folds"], ["evaluate", "table.tsv", "--search", "trees=5"])
    try place.fail(
      64, ["not both"], ["evaluate", "table.tsv", "--splits", "2", "--folds", "2"])
    #expect(!place.exists("none.npz"))
  }
}

/// A folder with tables.
struct TablePlace {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func write(_ text: String, _ name: String) throws {
    try text.write(toFile: folder.file(name), atomically: false, encoding: .utf8)
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder.file(name))) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.file(name)) }

  /// Runs the program, which must succeed.
  @discardableResult
  func succeed(_ arguments: [String], at location: SourceLocation = #_sourceLocation) throws -> Outcome {
    let outcome = try Program.run(arguments, in: folder.path)
    try #require(outcome.code == 0, "\(arguments): \(outcome.errors)", sourceLocation: location)
    return outcome
  }

  /// Runs the program, which must end with `code` and an error that holds all of `words`.
  func fail(
    _ code: Int32, _ words: [String], _ arguments: [String], at location: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try Program.run(arguments, in: folder.path)
    #expect(outcome.code == code, "\(arguments): \(outcome.errors)", sourceLocation: location)
    #expect(outcome.errorLines.count == 1 && outcome.output.isEmpty, "\(outcome.errors)", sourceLocation: location)
    for word in words {
      #expect(outcome.errors.contains(word), "'\(word)' in: \(outcome.errors)", sourceLocation: location)
    }
  }
}

import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training
import VariantFiles

/// A finished feature table, whoever made it, and what is learned from it.
public struct TableRun: Sendable {
  /// The rows.
  public let table: FeatureTable
  /// What a user should know of the tables: rows left out.
  public let notes: [String]
  private let paths: [String]
  private let tableKey: String
  private let fitting: ModelFitting

  /// How a table is learned from.
  public struct Settings: Sendable {
    /// The learner's name; Extra-Trees if nil.
    public var learner: String?
    /// "key=value" pairs: hyper-parameters of the learner, or keys of a study file such as `training.seed`.
    public var settings: [String]
    /// Truths to predict, "name" or "name:log"; classes are predicted if there are none.
    public var targets: [String]
    /// The classes that count together as the positive ones.
    public var positive: [String]
    /// The classes in the order wanted; empty: as the table has them.
    public var classes: [String]
    /// The hyper-parameters to choose among; nil for those that the key `training.search` names, if any.
    public var search: ModelSearch?
    /// The path of the table that the rows learned from are drawn to be like; nil if they stay as they are.
    public var resembled: String?
    /// True if rows with missing values are kept though the learner does not ask for it: a finished model may.
    public var keepsMissing = false

    /// Settings from their parts.
    public init(
      learner: String? = nil, settings: [String] = [], targets: [String] = [], positive: [String] = [],
      classes: [String] = [], search: ModelSearch? = nil
    ) {
      self.learner = learner
      self.settings = settings
      self.targets = targets
      self.positive = positive
      self.classes = classes
      self.search = search
    }
  }

  /// True if `path` names a study file and not a table.
  package static func isStudy(_ path: String) -> Bool {
    [".yaml", ".yml"].contains { path.lowercased().hasSuffix($0) }
  }

  /// The tables in the files at `paths`, one behind the other, to be learned from as `settings` say; "NAME=FILE" is a file
  /// whose rows are all of the class NAME.
  public init(_ paths: [String], _ settings: Settings) throws(StudyError) {
    self.paths = paths
    let targets = try Self.targets(settings.targets)
    let own = try LearningSettings(learner: settings.learner ?? ExtraTrees.id, settings: settings.settings)
    let (table, notes, key) = try Self.read(
      paths, classes: settings.classes, truths: targets.map(\.name),
      keepsMissing: settings.keepsMissing || own.learner.preprocess.imputation != nil)
    if let unknown = settings.positive.first(where: { !table.classes.contains($0) }) {
      throw .invalid(
        "\(paths[0]): there is no class '\(unknown)' (known: \(table.classes.joined(separator: ", ")))")
    }
    for target in targets where !table.truthNames.contains(target.name) {
      let known = table.truthNames + table.schema.columns.map(\.name)
      let hint = nearestSpelling(of: target.name, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw .invalid("--target \(target.name): \(paths[0]) has no column of that name\(hint)")
    }
    fitting = ModelFitting(
      LearningPlan(
        learner: own.learner,
        task: targets.isEmpty ? .classification(classes: table.classes) : .regression(targets: targets),
        training: own.training, search: settings.search ?? own.training.search,
        groups: LearningPlan.groups(settings.positive, of: table.classes),
        resembled: try settings.resembled.map { path throws(StudyError) in
          try attempt { try FeatureTableFile.read(path, options: FeatureTableFile.Options()).table }
        }))
    self.table = table
    self.notes = notes
    tableKey = key
  }

  /// The rows of all files, what to know of them, and a key of what they hold.
  private static func read(
    _ paths: [String], classes: [String], truths: [String], keepsMissing: Bool
  ) throws(StudyError) -> (table: FeatureTable, notes: [String], key: String) {
    let named = paths.map { path in
      let parts = path.split(separator: "=", maxSplits: 1).map(String.init)
      return parts.count == 2 ? (label: parts[0], path: parts[1]) : (label: nil, path: path)
    }
    var all = classes
    for label in named.compactMap(\.label) where !all.contains(label) { all.append(label) }
    var joined: FeatureTable?
    var notes: [String] = []
    for (label, path) in named {
      // Where the whole file is of one class, what it calls that class does not matter.
      let options = FeatureTableFile.Options(
        classes: label == nil && !all.isEmpty ? all : nil, truthColumns: truths, keepsMissing: keepsMissing)
      try checkIsTable(path)
      let file = try attempt { try FeatureTableFile.read(path, options: options) }
      var table = file.table
      if let label, let index = all.firstIndex(of: label) {
        if let first = table.labels.first, let other = table.labels.first(where: { $0 != first }) {
          throw .invalid(
            "\(label)=\(path): its rows are of several classes, \(table.classes[Int(first)]) and "
              + "\(table.classes[Int(other)]); leave out '\(label)='")
        }
        table = table.labelled(index, of: all)
      }
      // Where numbers are predicted, rows need no class of their own.
      if table.labels.isEmpty && !truths.isEmpty { table = table.labelled(0, of: ["all"]) }
      if let note = note(file, path) { notes.append(note) }
      guard joined != nil else {
        joined = table
        continue
      }
      if let reasons = joined?.schema.differences(from: table.schema), !reasons.isEmpty {
        throw .invalid("\(path): it is not a table like \(named[0].path): \(reasons.joined(separator: "; "))")
      }
      guard joined?.classes == table.classes, joined?.truthNames == table.truthNames else {
        throw .invalid(
          "\(path): its classes or truths are not those of \(named[0].path); name the order with --classes")
      }
      // Rows of one number in two files are not of one replicate.
      let next = (joined?.replicates.max() ?? 0) + 1
      joined?.append(contentsOf: table.renumbered(from: next))
    }
    guard let table = joined else { throw .invalid("name a table") }
    let words = table.values.map(\.bitPattern) + table.labels.map { UInt64($0) } + table.truth.map(\.bitPattern)
    return (table, notes, StageKey.ofWords(words))
  }

  /// What to know of the rows of `file` that were left out; nil if none was.
  private static func note(_ file: FeatureTableFile, _ path: String) -> String? {
    guard let first = file.droppedRows.first else { return nil }
    let isMissing = ["na", "nan"].contains(first.found.lowercased())
    return
      "\(path): \(file.droppedRows.count.of("row is", "rows are")) left out because a feature is not a finite number (line "
      + "\(first.line), \(first.column): \(first.found))"
      + (isMissing ? "; a model trained with --set preprocess=median replaces missing ones by the median" : "")
  }

  /// The model of the training rows, measured on the others.
  public func fit(threads: Int, progress: @escaping StudyProgress = { _, _, _ in }) throws(StudyError) -> ModelFile {
    let provenance = Provenance(
      version: ProgramVersion.current, studyHash: try fitting.key(tableKey), study: "", seed: fitting.training.seed)
    return try fitting.fit(table, provenance: provenance, threads: threads, progress: progress)
  }

  /// The measurements of models fitted anew to parts of the table.
  package func repeated(
    _ resampling: ModelFitting.Resampling, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) -> RepeatedMeasurement {
    try fitting.repeated(table, resampling, threads: threads, progress: progress)
  }

  /// How the score grows with the rows to learn from, on `folds` folds or the share that is held out.
  public func learningCurve(folds: Int?, threads: Int) throws(StudyError) -> LearningCurve {
    try fitting.learningCurve(table, folds: folds, threads: threads)
  }

  /// How well a finished `model` does on all rows.
  public func evaluate(_ model: ModelFile, threads: Int) throws(StudyError) -> ModelEvaluation {
    if table.labels.isEmpty {
      throw .invalid("\(paths[0]): its rows have no labels, so nothing can be measured on them")
    }
    let (table, _) = try Self.taken(table, for: model.model.schema, paths[0])
    return try fitting.evaluate(model.model, table, threads: threads)
  }

  /// What to know of rows of the table that are not like those that `model` learned from; nil if they are.
  package func noteOnRows(_ model: ModelFile, threads: Int) throws(StudyError) -> String? {
    let (table, noteOnText) = try Self.taken(table, for: model.model.schema, paths[0])
    let notes = [noteOnText, Self.noteOnOwnRows(model, table), try OtherRows(model, table, threads: threads)?.note]
      .compactMap { $0 }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  /// What to know where `model` learned from rows of `table`; nil if it did not.
  private static func noteOnOwnRows(_ model: ModelFile, _ table: FeatureTable) -> String? {
    guard let (rows, count) = model.sample?.shared(with: table), rows > 0 else { return nil }
    return
      "the model learned from rows of this table (\(rows.grouped) of \(count.grouped) rows that it keeps of its training are here): what is "
      + "measured on them is too good; take rows that it has not seen"
  }

  /// What `model` says of each row: location or number, counted from 0, then the call with the probability of each class (and,
  /// of ABC random forests, the posterior probability of the call), or each number with its 90 % interval; and what to know
  /// of rows that were left out, and of rows that are not like those that the model learned from.
  package static func predictions(
    _ model: ModelFile, _ path: String, threads: Int
  ) throws(StudyError) -> (text: String, notes: [String]) {
    let options = FeatureTableFile.Options(keepsMissing: model.learner.preprocess.imputation != nil)
    try checkIsTable(path, for: model.model.schema)
    let file = try attempt { try FeatureTableFile.read(path, options: options) }
    let (table, noteOnText) = try taken(file.table, for: model.model.schema, path)
    let places = table.locations.isEmpty ? ["row"] : ["#chrom", "start", "end"]
    // Rows keep the numbers that they have in the file: the first stands on its second line.
    let dropped = Set(file.droppedRows.map { $0.line - 2 })
    let numbers = (0..<table.rowCount + dropped.count).filter { !dropped.contains($0) }
    func place(_ row: Int) -> [String] {
      guard !table.locations.isEmpty else { return ["\(numbers[row])"] }
      let location = table.locations[row]
      return [location.contig, "\(location.start)", "\(location.end)"]
    }
    let levels = [0.05, 0.95]
    let answer = try attempt { try model.model.answer(for: table, levels: levels, threads: threads) }
    var lines: [[String]]
    switch answer {
    case .classes(let predictions):
      let posteriors = try attempt {
        try (model.model as? any PosteriorModel).flatMap { model in
          model.hasPosterior ? try model.posterior(table, threads: threads) : nil
        }
      }
      lines = [
        places + ["call"] + predictions.classes.map { "p_" + $0 } + (posteriors == nil ? [] : ["posterior_probability"])
      ]
      for row in 0..<table.rowCount {
        lines.append(
          place(row) + [predictions.classes[predictions.calledClass(row: row)]]
            + predictions.row(row).map { $0.fixed(6) } + (posteriors.map { [$0[row].probability.fixed(6)] } ?? []))
      }
    case .numbers(let predictions): lines = Self.lines(predictions, places, place)
    case .posterior(let draws): lines = Self.lines(draws.numbers(levels: levels), places, place)
    }
    let notes = [noteOnText, note(file, path), try OtherRows(model, table, threads: threads)?.note].compactMap { $0 }
    return (lines.map { $0.joined(separator: "\t") + "\n" }.joined(), notes)
  }

  /// Lines of `predictions` with intervals, behind what `place` says of each row.
  private static func lines(
    _ predictions: TargetPredictions, _ places: [String], _ place: (Int) -> [String]
  ) -> [[String]] {
    let columns = predictions.targets.indices.map(predictions.values(of:))
    let header = places + predictions.targets.flatMap { [$0, $0 + "_low", $0 + "_high"] }
    return [header]
      + (0..<predictions.rowCount).map { row in
        let numbers = predictions.targets.indices.flatMap { target in
          [columns[target][row]] + predictions.quantiles(row: row, target: target)
        }
        return place(row) + numbers.map { "\($0)" }
      }
  }

  private static func targets(_ words: [String]) throws(StudyError) -> [TargetVariable] {
    var targets: [TargetVariable] = []
    for word in words {
      let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
      guard let name = parts.first, let scale = TargetScale(rawValue: parts.count > 1 ? parts[1] : "linear") else {
        throw .invalid("--target \(word): expected NAME, NAME:linear or NAME:log")
      }
      targets.append(TargetVariable(name, scale: scale))
    }
    return targets
  }
}

extension TableRun {
  /// Writes `text` to `path`, whole or not at all.
  package static func write(_ text: String, to path: String) throws(StudyError) {
    try attempt { try AtomicFile.write(text, to: path) }
  }
}

extension ModelFile {
  /// The model in the file at `path`.
  package static func open(_ path: String) throws(StudyError) -> ModelFile {
    if RunFolder.exists(path), FileFormat(of: path) != .container {
      throw .invalid(
        "\(path): is no model; 'apus train' and 'apus run' write models (model.npz), and apus inspect tells what a file is"
      )
    }
    return try attempt { try ModelFile.read(path) }
  }

  /// Writes the model to `path`, whole or not at all.
  package func save(to path: String) throws(StudyError) {
    try attempt { try write(to: path) }
  }
}

extension ModelSearch {
  /// The search of the space that `text` names or lists (``SearchSpace/init(_:)``).
  package init(reading text: String, candidates: Int?, folds: Int) throws(StudyError) {
    self.init(try attempt { try SearchSpace(text) }, candidates: candidates, folds: folds)
  }
}

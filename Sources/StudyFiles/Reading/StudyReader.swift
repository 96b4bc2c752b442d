import FeatureTables
import Groundwork
import Learning
import Statistics
import Yams

/// The walk through one merged study file.
struct StudyReader {
  let path: String
  let hasData: Bool
  let root: YAMLSection

  init(path: String, hasData: Bool, merged: Node.Mapping) {
    self.path = path
    self.hasData = hasData
    root = YAMLSection(path: path, name: "", mapping: merged, keys: StudyKey.root)
  }

  /// The folder of the study file, with a slash behind it; "" for the current one.
  var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  func resolve(_ file: String?) -> String? {
    file.map { $0.hasPrefix("/") ? $0 : folder + $0 }
  }

  func study(recipe: String) throws(StudyError) -> Study {
    let name = try root.text("study") ?? recipe
    guard !name.isEmpty, !name.contains("/") else {
      throw .invalid("\(path): study: found '\(name)', expected a name without '/'")
    }
    let layout = try windows()
    let (targets, quantities) = try targets()
    let learner = try learner()
    let data = try data()
    let classes = try classes(labels: data?.labels)
    var study = Study(
      name: name, recipe: recipe, data: data, likeness: try likeness(),
      model: try model(try root.section("model")), classes: classes,
      targets: targets, quantities: quantities, windows: layout, features: try features(), alignments: try alignments(),
      training: try training(learner), learner: learner,
      scan: try scan(classes, layout), output: resolve(try root.text("output")) ?? folder + name + ".run")
    study.loci = try root.section("windows").count("loci")
    try checkPosterior(study)
    study.populationModels = try populationModels(data, classes)
    try checkOrder(of: data?.target ?? [], study.model, try root.section("model"))
    study = study.ofPopulation(data?.target ?? [])
    try checkAlignments(study)
    try checkTargets(study)
    _ = try ExpectedGenome(study)
    return study
  }

  /// Throws if the populations of the data are the demes of the model by name, but not in the same order: each would be taken for another.
  private func checkOrder(
    of targets: [String], _ model: Study.SimulationModel, _ section: YAMLSection
  ) throws(StudyError) {
    guard targets.count > 1, targets != model.population, targets.sorted() == model.population.sorted() else { return }
    throw .invalid(
      "\(YAMLSection.place(section.node("population"), path)): model.population: found \(model.population.joined(separator: ", ")), "
        + "expected the demes of data.target in its order (\(targets.joined(separator: ", ")))")
  }

  func windows() throws(StudyError) -> WindowLayout {
    let section = try root.section("windows")
    let length = try section.length("length") ?? 0
    let subwindows = try section.count("subwindows") ?? 11
    do { return try WindowLayout(length: length, subwindowCount: subwindows) } catch {
      throw .invalid("\(YAMLSection.place(root.node("windows"), path)): windows: \(error)")
    }
  }

  /// s-hic, "pi, tajimasD; windows: whole", [pi, tajimasD], or {statistics: [pi, dxy@A-B], windows: whole, normalisation: none}
  func features() throws(StudyError) -> String {
    guard let node = root.node("features") else { return "auto" }
    var name: String
    if let mapping = node.mapping {
      let section = YAMLSection(path: path, name: "features", mapping: mapping)
      try section.checkKeys(["statistics", "windows", "normalisation"])
      name = try section.words("statistics").joined(separator: ", ")
      if let windows = try section.text("windows") { name += "; windows: \(windows)" }
      if let normalisation = mapping["normalisation"]?.scalar?.string { name += "; normalisation: \(normalisation)" }
    } else {
      name = try root.words("features").joined(separator: ", ")
    }
    // Populations by name are looked up once the samples are known.
    if name != "auto" && !name.contains("@") {
      do { _ = try FeatureSet.named(name) } catch {
        throw .invalid("\(YAMLSection.place(node, path)): features: \(error)")
      }
    }
    return name
  }

  /// What networks read of the alignment of a window; nil if nothing.
  func alignments() throws(StudyError) -> AlignmentSettings? {
    let section = try root.section("alignments")
    if section.mapping.isEmpty { return nil }
    var settings = AlignmentSettings()
    settings.sites = try section.count("sites") ?? settings.sites
    settings.choice = try section.word("choose").flatMap(AlignmentShape.Choice.init) ?? settings.choice
    settings.order = try section.word("order").flatMap(AlignmentShape.Order.init) ?? settings.order
    settings.minorCount = try section.count("minor_count") ?? settings.minorCount
    return settings
  }

  /// Throws if the learner reads alignments that rows do not have.
  private func checkAlignments(_ study: Study) throws(StudyError) {
    let place = YAMLSection.place(root.node("learner"), path)
    if study.alignments != nil && study.scan.answer == .sites {
      throw .invalid("\(path): alignments: points of a scan for sites have none; take the section out")
    }
    guard let network = study.learner as? any NetworkLearner, type(of: network).readsAlignments,
      study.alignments == nil
    else { return }
    throw .invalid(
      "\(place): learner: \(type(of: network).id) reads alignments; add 'alignments: {sites: 128}' to the study file")
  }

  func training(_ learner: any Learner) throws(StudyError) -> Study.Training {
    let section = try root.section("training")
    return Study.Training(
      replicates: try section.count("replicates") ?? 2000,
      testFraction: try section.number("test_fraction") ?? 0.2,
      seed: UInt64(try section.count("seed") ?? 42),
      calibration: try section.word("calibration")
        .flatMap(CalibrationMethod.init),
      search: try search(section, learner), robustness: try section.count("robustness"),
      rounds: try section.count("rounds"))
  }

  /// review-svm, or "trees=100,500; max_features=sqrt,all", with `candidates` and `folds` beside it; names and values are
  /// checked now and not only when hours of simulation are over.
  private func search(_ section: YAMLSection, _ learner: any Learner) throws(StudyError) -> ModelSearch? {
    guard let node = section.node("search"), let text = try section.text("search") else {
      // "search: none" turns off what a recipe or the file asks for, and the keys beside it.
      for key in ["candidates", "folds"] where section.mapping["search"] == nil {
        if let alone = section.node(key) {
          throw .invalid("\(YAMLSection.place(alone, path)): training.\(key) is for training.search, which is missing")
        }
      }
      return nil
    }
    let candidates = try section.count("candidates")
    let folds = try section.count("folds") ?? ModelSearch.usualFolds
    do {
      let search = try ModelSearch(SearchSpace(text), candidates: candidates, folds: folds)
      try search.check(learner)
      return search
    } catch {
      throw .invalid("\(YAMLSection.place(node, path)): training.search: \(error)")
    }
  }

  func learner() throws(StudyError) -> any Learner {
    guard let node = root.node("learner") else { return ExtraTrees() }
    // A bare name is a learner with its defaults.
    if node.scalar != nil { return try known(node) }
    guard let mapping = node.mapping, mapping.count == 1, let (key, value) = mapping.first.map({ ($0.key, $0.value) })
    else {
      throw root.fail(
        node, "learner", expected: "one learner, extra_trees, or with settings: {extra_trees: {trees: 500}}")
    }
    let known = try known(key)
    return try learner(known, settings: value)
  }

  /// The learner that `key` names.
  private func known(_ key: Node) throws(StudyError) -> any Learner {
    let name = (key.string ?? "?").replacing("-", with: "_")
    if let found = LearnerRegistry.all.first(where: { type(of: $0).id == name }) { return found }
    let choices = LearnerRegistry.all.map { type(of: $0).id }
    let hint = nearestSpelling(of: name, among: choices).map { "; did you mean '\($0)'?" } ?? ""
    throw .invalid(
      "\(YAMLSection.place(key, path)): unknown learner '\(key.string ?? "?")'\(hint) (known: \(choices.joined(separator: ", ")))"
    )
  }

  /// The learner of the kind of `known` with the settings in `value`, which are checked now and not only when hours of
  /// simulation are over.
  private func learner<L: Learner>(_ known: L, settings value: Node) throws(StudyError) -> any Learner {
    for (name, _) in value.mapping ?? Node.Mapping([]) where !L.parameterNames.contains(name.string ?? "") {
      let hint = nearestSpelling(of: name.string ?? "", among: L.parameterNames)
      throw .invalid(
        "\(YAMLSection.place(name, path)): unknown key '\(name.string ?? "?")' of \(L.id)"
          + (hint.map { "; did you mean '\($0)'?" } ?? "; known: " + L.parameterNames.joined(separator: ", ")))
    }
    if value.mapping?.isEmpty != false { return known }
    let place = YAMLSection.place(value, path)
    do {
      let learner = try YAMLDecoder().decode(L.self, from: value)
      try learner.check()
      return learner
    } catch let error as LearningError {
      throw .invalid("\(place): learner: \(error)")
    } catch {
      throw .invalid("\(place): learner.\(L.id): \(Self.words(error))")
    }
  }

  /// What a decoder has to say, without its inner workings.
  private static func words(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      let key = context.codingPath.map(\.stringValue).joined(separator: ".")
      if let inner = context.underlyingError as? LearningError { return inner.description }
      return key.isEmpty ? context.debugDescription : "\(key): \(context.debugDescription)"
    default: return "\(error)"
    }
  }
}

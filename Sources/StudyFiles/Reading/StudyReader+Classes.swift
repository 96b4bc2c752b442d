import Groundwork
import Learning
import VariantFiles
import Yams

extension StudyReader {
  /// The recipe's where a study has none, or, where it predicts numbers, a single one without a sweep:
  /// {hard: {sweep: hard, place: middle}, growth: {model: {demography: growth.demes.yaml}}, ...}
  func classes(labels: String?) throws(StudyError) -> [StudyClass] {
    guard let node = root.node("classes") else {
      return try labels.map { path throws(StudyError) in try labelledClasses(path) } ?? [StudyClass("simulated")]
    }
    guard let mapping = node.mapping, mapping.count > 0 else {
      throw root.fail(node, "classes", expected: "a class at least: {neutral: {}, hard: {sweep: hard}}")
    }
    var classes: [StudyClass] = []
    for (key, value) in mapping { classes.append(try studyClass(key, value)) }
    return classes
  }

  /// The names of the regions in the BED at `path`, in the order in which they first appear.
  private func labelledClasses(_ path: String) throws(StudyError) -> [StudyClass] {
    var names: [String] = []
    for region in try attempt({ try BEDFile.readNamed(path) }) where !names.contains(region.name) {
      names.append(region.name)
    }
    guard names.count > 1 else {
      throw .invalid(
        "\(path): found \(names.isEmpty ? "no region" : "regions called '\(names[0])' only"), expected names of two classes at least"
      )
    }
    return names.map { StudyClass($0) }
  }

  private func studyClass(_ key: Node, _ value: Node) throws(StudyError) -> StudyClass {
    let name = key.string ?? ""
    let isWord = name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    guard isWord else {
      throw .invalid(
        "\(YAMLSection.place(key, path)): classes: found the name '\(name)', expected a letter, then letters, digits, -, _ or ."
      )
    }
    let own = value.mapping ?? Node.Mapping([])
    if value.mapping == nil && value.scalar?.string.isEmpty != true {
      throw root.fail(value, "classes.\(name)", expected: "{}, or keys of its own: sweep, place, model")
    }
    let section = YAMLSection(path: path, name: "classes.\(name)", mapping: own)
    try section.checkKeys(["sweep", "place", "model"])
    var result = StudyClass(name)
    result.sweep =
      try section.word("sweep", of: StudyClass.SweepKind.allCases.map(\.rawValue))
      .flatMap(StudyClass.SweepKind.init) ?? .none
    result.place =
      try section.word("place", of: StudyClass.Place.allCases.map(\.rawValue)).flatMap(StudyClass.Place.init) ?? .middle
    if let model = section.node("model") {
      guard let mapping = model.mapping else { throw section.fail(model, "model", expected: "keys of the model") }
      let merged = try StudyFile.model(mapping, over: root.mapping, name: "classes.\(name).model", path: path)
      result.model = try self.model(
        YAMLSection(path: path, name: "classes.\(name).model", mapping: merged, keys: StudyKey.model))
    }
    return result
  }

  /// {CEU: {mutation_rate: ...}, YRI: {...}}: keys of the model for the populations of data.compare; nil if there is no such section.
  func populationModels(_ data: Study.DataSource?, _ classes: [StudyClass]) throws(StudyError) -> [String:
    Study.SimulationModel]?
  {
    guard let node = root.node("population_models") else { return nil }
    guard let mapping = node.mapping else {
      throw root.fail(
        node, "population_models", expected: "a population, with keys of the model: {CEU: {mutation_rate: 1.2e-8}}")
    }
    if data?.populations == nil {
      throw .invalid(
        "\(YAMLSection.place(node, path)): population_models is for the populations of data.populations, which is missing"
      )
    }
    if let other = classes.first(where: { $0.model != nil }) {
      throw .invalid(
        "\(YAMLSection.place(node, path)): population_models is not used beside classes.\(other.name).model; give one of them"
      )
    }
    var models: [String: Study.SimulationModel] = [:]
    for (key, value) in mapping {
      let (population, name) = (key.string ?? "", "population_models.\(key.string ?? "")")
      guard let own = value.mapping else { throw root.fail(value, name, expected: "keys of the model") }
      let compared = data?.compare ?? []
      if !compared.isEmpty && !compared.contains(population) {
        throw .invalid(
          "\(YAMLSection.place(key, path)): population_models: '\(population)' is not among data.compare "
            + "(\(compared.joined(separator: ", ")))")
      }
      let merged = try StudyFile.model(own, over: root.mapping, name: name, path: path)
      models[population] = try self.model(YAMLSection(path: path, name: name, mapping: merged, keys: StudyKey.model))
    }
    return models
  }

  /// Throws unless the numbers to predict are known of every replicate of `study`.
  func checkTargets(_ study: Study) throws(StudyError) {
    let known = study.truthNames
    try checkQuantities(study)
    for target in study.targets where !known.contains(target.name) {
      let hint = nearestSpelling(of: target.name, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw .invalid(
        "\(YAMLSection.place(root.node("targets"), path)): targets: unknown quantity '\(target.name)'\(hint) "
          + "(known: \(known.joined(separator: ", ")))")
    }
    if !study.isClassification, study.classes.count > 1 {
      throw .invalid(
        "\(YAMLSection.place(root.node("targets"), path)): targets predict numbers, and the classes "
          + study.classNames.map { "'\($0)'" }.joined(separator: ", ")
          + " beside them would not be told apart; take the targets out, or leave one class (one study of each kind answers both)"
      )
    }
    if !study.isClassification && study.training.calibration != nil {
      throw .invalid("\(path): training.calibration corrects the probabilities of classes, but targets are numbers")
    }
  }

  /// The classes whose windows a scan merges: those that `scan.classes` names, or sweeps in the middle, or, where there
  /// is none, all but the first.
  func calledClasses(_ classes: [StudyClass], _ section: YAMLSection) throws(StudyError) -> [String] {
    let named = try section.words("classes")
    for name in named where !classes.contains(where: { $0.name == name }) {
      throw .invalid(
        "\(YAMLSection.place(section.node("classes"), path)): scan.classes: there is no class '\(name)' (known: "
          + classes.map(\.name).joined(separator: ", ") + ")")
    }
    if !named.isEmpty { return named }
    let sweeps = classes.filter(\.isSweep).map(\.name)
    return sweeps.isEmpty ? classes.dropFirst().map(\.name) : sweeps
  }
}

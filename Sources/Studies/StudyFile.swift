import Groundwork
import Learning
import Statistics
import Yams

/// Reads study files.
public enum StudyFile {
  /// The study in the file at `path`; `overrides` are "key.path=value" pairs that take precedence over it.
  public static func read(_ path: String, overrides: [String] = []) throws(StudyError) -> Study {
    let bytes = try attempt { try AtomicFile.read(path) }
    return try parse(String(decoding: bytes, as: UTF8.self), path: path, overrides: overrides)
  }

  /// The study written in `text`; `path` is what messages call it and what its relative paths are relative to.
  public static func parse(_ text: String, path: String, overrides: [String] = []) throws(StudyError) -> Study {
    var root = try mapping(text, path: path)
    for override in overrides { root = try apply(override, to: root) }
    try checkKeys(root, .root, prefix: "", path: path)
    let section = YAMLSection(path: path, name: "", mapping: root)
    let recipe = try Recipe.named(try section.text("recipe") ?? "s-hic")
    let defaults = try mapping(recipe.yaml, path: "recipe \(recipe.id)")
    let merged = merge(root, over: defaults, .root)
    return try StudyReader(path: path, hasData: hasData(root), merged: merged).study(recipe: recipe.id)
  }

  /// True if the data section says more than how data would be read: a printed recipe names none.
  private static func hasData(_ root: Node.Mapping) -> Bool {
    guard let data = root["data"]?.mapping else { return false }
    return data.contains { !["ancestral", "minimum_call_rate", "pass_only"].contains($0.key.string ?? "") }
  }

  private static func mapping(_ text: String, path: String) throws(StudyError) -> Node.Mapping {
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch {
      throw .invalid("\(path): not readable as YAML: \(oneLine("\(error)"))")
    }
    guard let mapping = node?.mapping else {
      throw .invalid("\(path): a study file is a mapping of keys such as 'study', 'data' and 'model'")
    }
    return mapping
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// Puts "a.b.c=value" into `root`.
  private static func apply(_ override: String, to root: Node.Mapping) throws(StudyError) -> Node.Mapping {
    guard let equals = override.firstIndex(of: "=") else {
      throw .invalid("--set \(override): expected KEY.PATH=VALUE, for example training.replicates=500")
    }
    let keys = override[..<equals].split(separator: ".").map(String.init)
    let value: Node?
    do { value = try Yams.compose(yaml: String(override[override.index(after: equals)...])) } catch {
      throw .invalid("--set \(override): the value is not readable as YAML")
    }
    guard !keys.isEmpty else { throw .invalid("--set \(override): the key is empty") }
    return insert(unmarked(value ?? Node("")), at: keys[...], into: root)
  }

  /// `node` without its place, which is none of the study file.
  private static func unmarked(_ node: Node) -> Node {
    if var scalar = node.scalar {
      scalar.mark = nil
      return .scalar(scalar)
    }
    if let sequence = node.sequence { return Node(sequence.map(unmarked)) }
    if let mapping = node.mapping { return Node(mapping.map { (unmarked($0.key), unmarked($0.value)) }) }
    return node
  }

  private static func insert(_ value: Node, at keys: ArraySlice<String>, into mapping: Node.Mapping) -> Node.Mapping {
    var mapping = mapping
    guard let first = keys.first else { return mapping }
    let key = Node(first)
    if keys.count == 1 {
      mapping[key] = value
    } else {
      let inner = mapping[key]?.mapping ?? Node.Mapping([])
      mapping[key] = .mapping(insert(value, at: keys.dropFirst(), into: inner))
    }
    return mapping
  }

  /// Throws if a key is unknown, naming the nearest spelling.
  private static func checkKeys(
    _ mapping: Node.Mapping, _ keys: StudyKeys, prefix: String, path: String
  ) throws(StudyError) {
    for (key, value) in mapping {
      let name = key.string ?? "?"
      guard let inner = keys[name] else {
        let hint =
          nearestSpelling(of: name, among: keys.names).map { "; did you mean '\($0)'?" }
          ?? "; known keys: \(keys.names.joined(separator: ", "))"
        throw .invalid("\(YAMLSection.place(key, path)): unknown key '\(prefix)\(name)'\(hint)")
      }
      if case .section = inner {
        if let section = value.mapping {
          try checkKeys(section, inner, prefix: prefix + name + ".", path: path)
        } else if value.scalar?.string.isEmpty != true {
          throw .invalid(
            "\(YAMLSection.place(value, path)): '\(prefix)\(name)' needs keys of its own: "
              + inner.names.joined(separator: ", "))
        }
      }
    }
  }

  /// `mapping` with the keys it lacks taken from `defaults`, section by section.
  private static func merge(_ mapping: Node.Mapping, over defaults: Node.Mapping, _ keys: StudyKeys) -> Node.Mapping {
    var result = mapping
    for (key, value) in defaults {
      guard let name = key.string, let inner = keys[name] else { continue }
      if case .section = inner, let section = value.mapping {
        let own = result[key]?.mapping ?? Node.Mapping([])
        result[key] = .mapping(merge(own, over: section, inner))
      } else if result[key] == nil {
        result[key] = value
      }
    }
    return result
  }
}

/// The walk through one merged study file.
private struct StudyReader {
  let path: String
  let hasData: Bool
  let root: YAMLSection

  init(path: String, hasData: Bool, merged: Node.Mapping) {
    self.path = path
    self.hasData = hasData
    root = YAMLSection(path: path, name: "", mapping: merged)
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
    return Study(
      name: name, recipe: recipe, data: try data(), model: try model(), windows: layout, features: try features(),
      training: try training(), learner: try learner(), scan: try scan(),
      output: resolve(try root.text("output")) ?? folder + name + ".run")
  }

  func windows() throws(StudyError) -> WindowLayout {
    let section = try root.section("windows")
    let length = try section.length("length") ?? 0
    let subwindows = try section.count("subwindows", 1...1001) ?? 11
    do { return try WindowLayout(length: length, subwindowCount: subwindows) } catch {
      throw .invalid("\(YAMLSection.place(root.node("windows"), path)): windows: \(error)")
    }
  }

  func data() throws(StudyError) -> Study.DataSource? {
    guard hasData else { return nil }
    let section = try root.section("data")
    guard let variants = resolve(try section.text("variants")) else {
      throw .invalid("\(path): data: the key 'variants' is missing; name a VCF or BCF")
    }
    let populations = resolve(try section.text("populations"))
    let target = try section.words("target")
    if populations == nil && !target.isEmpty {
      throw .invalid("\(path): data.target needs data.populations, a file of samples and their populations")
    }
    let accessible = resolve(try section.text("accessible"))
    let inaccessible = resolve(try section.text("inaccessible"))
    if accessible != nil && inaccessible != nil {
      throw .invalid("\(path): data: give accessible or inaccessible, not both")
    }
    let ancestral = try section.text("ancestral") ?? "none"
    return Study.DataSource(
      variants: variants, region: try section.text("region"), populations: populations, target: target,
      samples: try section.text("samples"), accessible: accessible, inaccessible: inaccessible,
      ancestral: ["auto", "none", "INFO/AA"].contains(ancestral) ? ancestral : resolve(ancestral) ?? "none",
      minimumCallRate: try section.number("minimum_call_rate", 0...1) ?? 0,
      passOnly: try section.flag("pass_only") ?? false, known: resolve(try section.text("known")))
  }

  func model() throws(StudyError) -> Study.SimulationModel {
    let section = try root.section("model")
    let sweep = try section.section("sweep")
    func required(_ prior: Prior?, _ name: String) throws(StudyError) -> Prior {
      guard let prior else { throw .invalid("\(path): model.\(name) is missing") }
      return prior
    }
    return Study.SimulationModel(
      haplotypes: try section.count("haplotypes", 2...16_384), demography: resolve(try section.text("demography")),
      population: try section.text("population"),
      populationSize: try required(try section.prior("population_size", 1...1e9), "population_size"),
      mutationRate: try required(try section.prior("mutation_rate", 0...0.01), "mutation_rate"),
      recombinationRate: try required(try section.prior("recombination_rate", 0...0.01), "recombination_rate"),
      sweep: Study.SweepPriors(
        selectionCoefficient: try required(
          try sweep.prior("selection_coefficient", 1e-6...1), "sweep.selection_coefficient"),
        fixationTime: try required(try sweep.prior("fixation_time", 0...1e9), "sweep.fixation_time"),
        softInitialFrequency: try required(
          try sweep.prior("soft_initial_frequency", 0...0.99), "sweep.soft_initial_frequency")))
  }

  func features() throws(StudyError) -> String {
    let name = try root.text("features") ?? "auto"
    if name != "auto" {
      do { _ = try FeatureSet.named(name) } catch {
        throw .invalid("\(YAMLSection.place(root.node("features"), path)): features: \(error)")
      }
    }
    return name
  }

  func training() throws(StudyError) -> Study.Training {
    let section = try root.section("training")
    return Study.Training(
      replicates: try section.count("replicates", 2...10_000_000) ?? 2000,
      testFraction: try section.number("test_fraction", 0.01...0.9) ?? 0.2,
      seed: UInt64(try section.count("seed", 0...Int.max) ?? 42))
  }

  func learner() throws(StudyError) -> ExtraTrees {
    guard let node = root.node("learner") else { return ExtraTrees() }
    guard let mapping = node.mapping, mapping.count == 1, let (key, value) = mapping.first.map({ ($0.key, $0.value) })
    else { throw root.fail(node, "learner", expected: "one learner with its settings: {extra_trees: {trees: 500}}") }
    guard key.string == ExtraTrees.id else {
      throw .invalid(
        "\(YAMLSection.place(key, path)): unknown learner '\(key.string ?? "?")', expected \(ExtraTrees.id)")
    }
    for (name, _) in value.mapping ?? Node.Mapping([]) where !ExtraTrees.parameterNames.contains(name.string ?? "") {
      let hint = nearestSpelling(of: name.string ?? "", among: ExtraTrees.parameterNames)
      throw .invalid(
        "\(YAMLSection.place(name, path)): unknown key '\(name.string ?? "?")' of \(ExtraTrees.id)"
          + (hint.map { "; did you mean '\($0)'?" } ?? "; known: " + ExtraTrees.parameterNames.joined(separator: ", ")))
    }
    if value.mapping?.isEmpty != false { return ExtraTrees() }
    let place = YAMLSection.place(value, path)
    do {
      let learner = try YAMLDecoder().decode(ExtraTrees.self, from: value)
      // Now, and not only when hours of simulation are over.
      try learner.check()
      return learner
    } catch let error as LearningError {
      throw .invalid("\(place): learner: \(error)")
    } catch {
      throw .invalid("\(place): learner.\(ExtraTrees.id): \(Self.words(error))")
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

  func scan() throws(StudyError) -> Study.ScanSettings {
    let section = try root.section("scan")
    return Study.ScanSettings(
      minimumAccessible: try section.number("minimum_accessible", 0...1) ?? 0.25,
      minimumSites: try section.count("minimum_sites", 0...1_000_000_000) ?? 50,
      callThreshold: try section.number("call_threshold", 0...1) ?? 0.5)
  }
}

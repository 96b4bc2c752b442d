import Demography
import Groundwork
import Learning
import VariantFiles
import Yams

/// Reads study files.
public enum StudyFile {
  /// The base pairs that `text` means: 1,100,000, 55kb, 1.1Mb; nil if it means none.
  package static func length(_ text: String) -> Int? { YAMLSection.length(text) }

  /// `key`=`text`, an override whose value is any text: a path, a list of samples.
  public static func override(_ key: String, _ text: String) -> String { "\(key)=\(YAMLText.quoted(text))" }

  /// `key`=`texts`, an override whose value is a list of any texts.
  public static func override(_ key: String, _ texts: [String]) -> String { "\(key)=\(YAMLText.quoted(texts))" }

  /// The study in the file at `path`; `overrides` are "key.path=value" pairs that take precedence over it.
  public static func read(_ path: String, overrides: [String] = []) throws(StudyError) -> Study {
    if FileFormat(of: path) == .variants {
      throw .invalid(
        "\(path): found variants, expected a study file (YAML); 'apus suggest \(path) -o study.yaml' writes one for them"
      )
    }
    let bytes = try attempt { try AtomicFile.read(path) }
    return try parse(String(decoding: bytes, as: UTF8.self), path: path, overrides: overrides)
  }

  /// The study written in `text`; `path` is what messages call it and what its relative paths are relative to.
  public static func parse(_ text: String, path: String, overrides: [String] = []) throws(StudyError) -> Study {
    var root = try mapping(text, path: path)
    for override in overrides {
      root = try apply(override, to: withoutAlternatives(of: override, withClasses(for: override, root)))
    }
    try checkKeys(root, .root, prefix: "", path: path)
    try checkAlternatives(root, path: path)
    let section = YAMLSection(path: path, name: "", mapping: root)
    let recipe = try Recipe.named(try section.text("recipe") ?? "s-hic")
    var defaults = merge(try recipe.keys(), over: try standards(), .root)
    let areLabelled = try section.section("data").node("labels") != nil
    if section.node("targets") != nil || areLabelled { defaults["classes"] = nil }
    let merged = merge(root, over: defaults, .root)
    return try StudyReader(path: path, hasData: hasData(root), merged: merged).study(recipe: recipe.id)
  }

  /// True if the data section says more than how data would be read: a printed recipe names none.
  private static func hasData(_ root: Node.Mapping) -> Bool {
    guard let data = root["data"]?.mapping else { return false }
    return data.contains { StudyKey.data[$0.key.string ?? ""]?.standard == nil }
  }

  /// The values that keys have where neither a study nor its recipe has one.
  static func standards() throws(StudyError) -> Node.Mapping { try standards(of: .root) }

  private static func standards(of section: StudyKey) throws(StudyError) -> Node.Mapping {
    var values = Node.Mapping([])
    for key in section.keys {
      if key.isSection {
        // A section without any is one that a study need not have.
        let own = try standards(of: key)
        if !own.isEmpty { values[Node(key.name)] = .mapping(own) }
      } else if let standard = key.standard {
        values[Node(key.name)] = try mapping("\(key.name): \(standard)", path: "the key \(key.name)")[Node(key.name)]
      }
    }
    return values
  }

  static func mapping(_ text: String, path: String) throws(StudyError) -> Node.Mapping {
    let node: Node?
    do throws(YAMLText.Fault) { node = try YAMLText.compose(text) } catch {
      if let place = tabIndent(text) {
        throw .invalid(
          "\(path):\(place.line):\(place.column): found a tab, expected spaces: YAML does not indent with tabs")
      }
      throw .invalid("\(path): not readable as YAML: \(error)")
    }
    guard let mapping = node?.mapping else {
      throw .invalid("\(path): a study file is a mapping of keys such as 'study', 'data' and 'model'")
    }
    return mapping
  }

  /// Where the first line of `text` that is indented with a tab has it, from 1; nil if none is.
  private static func tabIndent(_ text: String) -> (line: Int, column: Int)? {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let indent = line.prefix { $0 == " " || $0 == "\t" }
      if indent.count < line.count, let tab = indent.firstIndex(of: "\t") {
        return (number + 1, line.distance(from: line.startIndex, to: tab) + 1)
      }
    }
    return nil
  }

  /// `root` with the classes of its recipe written out, if it has none and `override` is about one of them.
  private static func withClasses(for override: String, _ root: Node.Mapping) throws(StudyError) -> Node.Mapping {
    guard override.hasPrefix("classes."), root["classes"] == nil else { return root }
    let recipe = try Recipe.named(root["recipe"]?.scalar?.string ?? "s-hic")
    var root = root
    root["classes"] = try recipe.keys()["classes"]
    return root
  }

  /// Puts "a.b.c=value" into `root`.
  static func apply(_ override: String, to root: Node.Mapping) throws(StudyError) -> Node.Mapping {
    guard let equals = override.firstIndex(of: "=") else {
      throw .invalid("--set \(override): expected KEY.PATH=VALUE, for example training.replicates=500")
    }
    let keys = override[..<equals].split(separator: ".").map(String.init)
    let value: Node?
    let text = String(override[override.index(after: equals)...])
    // In YAML a lone "-" begins a list; here it is standard input.
    do throws(YAMLText.Fault) { value = text == "-" ? Node("-") : try YAMLText.compose(text) } catch {
      throw .invalid("--set \(override): the value is not readable as YAML: \(error)")
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

  /// `mapping` with `value` where `keys` lead; a number leads to an element of a list, counted from 0.
  private static func insert(_ value: Node, at keys: ArraySlice<String>, into mapping: Node.Mapping) -> Node.Mapping {
    var mapping = mapping
    guard let first = keys.first else { return mapping }
    for other in choices.first(where: { $0.contains(first) }) ?? [] where other != first { mapping[Node(other)] = nil }
    mapping[Node(first)] = inserted(value, at: keys.dropFirst(), into: mapping[Node(first)])
    return mapping
  }

  private static func inserted(_ value: Node, at keys: ArraySlice<String>, into node: Node?) -> Node {
    guard let first = keys.first else { return value }
    if let items = node?.sequence.map(Array.init), let index = Int(first), items.indices.contains(index) {
      var items = items
      items[index] = inserted(value, at: keys.dropFirst(), into: items[index])
      return Node(items)
    }
    return .mapping(insert(value, at: keys, into: node?.mapping ?? Node.Mapping([])))
  }

  /// Keys of which a mapping has one: setting another takes its place.
  private static let choices = [YAMLSection.priorKinds, LearnerRegistry.all.map { type(of: $0).id }]

  /// Throws if a key is unknown, naming the nearest spelling.
  static func checkKeys(
    _ mapping: Node.Mapping, _ keys: StudyKey, prefix: String, path: String
  ) throws(StudyError) {
    for (key, value) in mapping {
      let name = key.string ?? "?"
      guard let inner = keys[name] else {
        let hint =
          nearestSpelling(of: name, among: keys.names).map { "; did you mean '\($0)'?" }
          ?? "; known keys: \(keys.names.joined(separator: ", "))"
        throw .invalid("\(YAMLSection.place(key, path)): unknown key '\(prefix)\(name)'\(hint)")
      }
      if inner.isSection {
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

  /// `root` without the keys that the key of `override` takes the place of: an override wins over the file.
  private static func withoutAlternatives(of override: String, _ root: Node.Mapping) -> Node.Mapping {
    let key = override.prefix { $0 != "=" }
    if override.dropFirst(key.count + 1) == "null" { return root }
    return StudyKey.alternatives.reduce(root) { root, pair in
      let other = key == pair.0 ? pair.1 : key == pair.1 ? pair.0 : ""
      return other.isEmpty ? root : removing(other.split(separator: ".")[...], from: root)
    }
  }

  /// `mapping` without what the path of `keys` leads to.
  private static func removing(_ keys: ArraySlice<Substring>, from mapping: Node.Mapping) -> Node.Mapping {
    var mapping = mapping
    guard let first = keys.first, let inner = mapping[Node(String(first))] else { return mapping }
    if keys.count == 1 {
      mapping[Node(String(first))] = nil
    } else if let section = inner.mapping {
      mapping[Node(String(first))] = .mapping(removing(keys.dropFirst(), from: section))
    }
    return mapping
  }

  /// Throws if the study file itself gives both keys of a pair: one of them would be ignored.
  private static func checkAlternatives(_ root: Node.Mapping, path: String) throws(StudyError) {
    func node(_ key: String) -> Node? {
      var mapping: Node.Mapping? = root
      var found: Node?
      for name in key.split(separator: ".") {
        found = mapping?[Node(String(name))]
        mapping = found?.mapping
      }
      return found?.scalar?.string == "null" ? nil : found
    }
    for (one, other) in StudyKey.alternatives {
      if node(one) != nil, let second = node(other) {
        throw .invalid("\(YAMLSection.place(second, path)): \(other) is not used beside \(one); give one of them")
      }
    }
  }

  /// The keys `own` of a model that messages call `name`, the others being those of the model of the study `root`.
  static func model(
    _ own: Node.Mapping, over root: Node.Mapping, name: String, path: String
  ) throws(StudyError) -> Node.Mapping {
    try checkKeys(own, StudyKey.model, prefix: name + ".", path: path)
    try checkAlternatives(
      [Node("data"): root["data"] ?? .mapping([:]), Node("model"): .mapping(own)], path: path)
    // The first key of a pair of alternatives takes the place of the second wherever both are there.
    var base = root
    for (key, value) in own {
      let name = "model.\(key.string ?? "")"
      let given = [name] + (value.mapping?.keys.map { "\(name).\($0.string ?? "")" } ?? [])
      for (winner, _) in StudyKey.alternatives.filter({ given.contains($0.1) }) {
        base = removing(winner.split(separator: ".")[...], from: base)
      }
    }
    return merge(own, over: base["model"]?.mapping ?? Node.Mapping([]), StudyKey.model)
  }

  /// `mapping` with the keys it lacks taken from `defaults`, section by section.
  static func merge(_ mapping: Node.Mapping, over defaults: Node.Mapping, _ keys: StudyKey) -> Node.Mapping {
    var result = mapping
    for (key, value) in defaults {
      guard let name = key.string, let inner = keys[name] else { continue }
      if inner.isSection, let section = value.mapping {
        let own = result[key]?.mapping ?? Node.Mapping([])
        result[key] = .mapping(merge(own, over: section, inner))
      } else if result[key] == nil {
        result[key] = value
      }
    }
    return result
  }
}

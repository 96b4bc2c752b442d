import Demography
import Yams

/// A recipe as a study file that shows every key.
struct RecipePage {
  private(set) var text: String
  /// Whole names of keys that the recipe gives.
  private let given: Set<String>

  init(_ recipe: Recipe) throws(StudyError) {
    let own = try recipe.keys()
    given = Self.names(own, .root, within: "")
    text = """
      # \(recipe.title)
      # \(recipe.question)
      # \(recipe.reference)
      # It needs \(recipe.needs).
      # A study for your data: apus suggest calls.vcf.gz --recipe \(recipe.id) --mutation-rate 1.25e-8 -o study.yaml
      # Every key of a study file, with the value that it has if it is left out; behind a '#' those that have none, with an example.
      study: \(recipe.id)
      recipe: \(recipe.id)

      """
    let values = StudyFile.merge(own, over: try StudyFile.standards(), .root)
    for key in StudyKey.root.keys where key.name != "study" && key.name != "recipe" {
      add(key, values[Node(key.name)], within: "", indent: "")
    }
    text.removeLast()
  }

  /// The whole names of the values in `mapping`.
  private static func names(_ mapping: Node.Mapping, _ section: StudyKey, within prefix: String) -> Set<String> {
    var names: Set<String> = []
    for (key, value) in mapping {
      guard let name = key.string, let known = section[name] else { continue }
      if known.isSection, let inner = value.mapping {
        names.formUnion(self.names(inner, known, within: prefix + name + "."))
      } else {
        names.insert(prefix + name)
      }
    }
    return names
  }

  private mutating func add(_ key: StudyKey, _ value: Node?, within prefix: String, indent: String) {
    let whole = prefix + key.name
    if key.isSection {
      line(indent + key.name + ":", key.meaning)
      for inner in key.keys {
        add(inner, value?.mapping?[Node(inner.name)], within: whole + ".", indent: indent + "  ")
      }
      return
    }
    let isReplaced = StudyKey.alternatives.contains { $0.1 == whole && given.contains($0.0) }
    guard let value, !isReplaced else {
      line("\(indent)# \(key.name): \(key.example ?? key.standard ?? "")", key.meaning)
      return
    }
    if case .entries = key.content, let entries = value.mapping {
      line(indent + key.name + ":", key.meaning)
      for (name, entry) in entries { line("\(indent)  \(name.string ?? ""): \(YAMLText.flow(entry))", "") }
    } else {
      line("\(indent)\(key.name): \(YAMLText.flow(value))", key.meaning)
    }
  }

  private mutating func line(_ content: String, _ meaning: String) {
    let padding = String(repeating: " ", count: max(1, 45 - content.count))
    text += meaning.isEmpty ? content + "\n" : "\(content)\(padding) # \(meaning)\n"
  }
}

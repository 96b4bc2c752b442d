/// One key of a study file, declared once: the reader takes from here which keys there are and what they may hold, `recipes
/// show` what they mean, and the JSON schema both.
package struct StudyKey: Sendable {
  /// What a key may hold.
  package enum Content: Sendable {
    /// Keys of its own. They are filled from the recipe one by one; any other value replaces the recipe's as a whole.
    case section([StudyKey])
    case text
    /// A word, or a list of words.
    case words
    case flag
    case count(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// A number, or a distribution that numbers are drawn from.
    case prior(ClosedRange<Double>)
    /// The same, or an expression of other numbers: mutation_rate / 4.
    case formula(ClosedRange<Double>)
    /// Base pairs: 1100000, 55kb, 1.1Mb.
    case length
    case choice([String])
    /// A mapping of names that the user gives, printed one a line.
    case entries
    /// What a reader of its own understands.
    case anything
  }

  /// The name in its section.
  package let name: String
  /// What it may hold.
  package let content: Content
  /// Its value, as YAML, where neither the study nor its recipe has one; nil if there is none.
  package let standard: String?
  /// A value, as YAML, that shows how it is written.
  package let example: String?
  /// What it means.
  package let meaning: String
  /// The keys, by their whole names, in whose place it is given.
  package let insteadOf: [String]

  /// A key with a value.
  static func key(
    _ name: String, _ content: Content, standard: String? = nil, example: String? = nil, _ meaning: String = "",
    insteadOf: [String] = []
  ) -> StudyKey {
    StudyKey(
      name: name, content: content, standard: standard, example: example, meaning: meaning, insteadOf: insteadOf)
  }

  /// A key with keys of its own.
  static func section(_ name: String, _ meaning: String = "", _ keys: [StudyKey]) -> StudyKey {
    StudyKey(name: name, content: .section(keys), standard: nil, example: nil, meaning: meaning, insteadOf: [])
  }

  /// The keys of a section; none of a value.
  package var keys: [StudyKey] {
    if case .section(let keys) = content { return keys }
    return []
  }

  /// The names of a section's keys; none of a value.
  package var names: [String] { keys.map(\.name) }

  /// The key `name` of a section.
  package subscript(_ name: String) -> StudyKey? { keys.first { $0.name == name } }

  /// True if the key has keys of its own.
  package var isSection: Bool {
    if case .section = content { return true }
    return false
  }

  /// The key with the whole name `name`, "model.sweep.position"; nil if there is none.
  package static func find(_ name: String) -> StudyKey? {
    name.split(separator: ".").reduce(root as StudyKey?) { $0?[String($1)] }
  }

  /// Pairs of whole names of which the first takes the place of the second.
  package static let alternatives: [(String, String)] = root.alternatives(within: "")

  private func alternatives(within prefix: String) -> [(String, String)] {
    keys.flatMap { key in
      key.insteadOf.map { (prefix + key.name, $0) } + key.alternatives(within: prefix + key.name + ".")
    }
  }
}

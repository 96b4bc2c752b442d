import FeatureTables

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The reference of all learners and their hyper-parameters, made from the registry: Documentation/Learners.md.
public enum LearnerReference {
  /// A line a learner: name, what it learns, title.
  public static var list: [String] {
    LearnerRegistry.all.map { learner in
      let kind = type(of: learner)
      return "\(kind.id)\t\(what(kind))\t\(kind.title)"
    }
  }

  /// The page of the learner `id`, as text; an unknown one is an error that lists the choices.
  public static func page(_ id: String) throws(LearningError) -> String {
    page(try LearnerRegistry.learner(id.replacing("-", with: "_")))
  }

  /// All pages, in Markdown.
  public static var markdown: String {
    let contents = LearnerRegistry.all.map { learner in
      let kind = type(of: learner)
      return "- [`\(kind.id)`](#\(kind.id)): \(kind.title.lowercasedFirst), \(what(kind))"
    }
    let head = """
      # Learners and their hyper-parameters

      Made by `apus learners --markdown`; do not edit. In a study file `learner: {NAME: {parameter: value}}`, or `learner: NAME` with all
      defaults; for a table `apus train TABLE --learner NAME --set parameter=value`. `--search` chooses values within the training rows.


      """
    return head + contents.joined(separator: "\n") + "\n\n" + LearnerRegistry.all.map(page).joined(separator: "\n")
  }

  private static func page(_ learner: any Learner) -> String {
    let kind = type(of: learner)
    let defaults = defaults(of: learner)
    var lines = [
      "## \(kind.id)", "",
      "\(kind.title). It learns \(what(kind)). doi:\(kind.doi). Version \(kind.version) of what is learned.", "",
      "| parameter | default | meaning |", "| --- | --- | --- |",
    ]
    for name in kind.parameterNames {
      let value = defaults[name].map(\.description) ?? "none"
      lines.append(
        "| `\(name)` | `\(value.isEmpty ? "\"\"" : value)` | \(ParameterMeaning.of(name, in: kind.id) ?? "") |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func what(_ kind: any Learner.Type) -> String {
    kind.predictsClasses && kind.predictsNumbers ? "classes or numbers" : kind.predictsClasses ? "classes" : "numbers"
  }

  /// The values of the hyper-parameters of `learner`, as a study file would write them.
  private static func defaults(of learner: any Learner) -> [String: ParameterValue] {
    guard let json = try? JSONEncoder().encode(learner) else { return [:] }
    return (try? JSONDecoder().decode([String: ParameterValue].self, from: json)) ?? [:]
  }
}

extension String {
  /// The same beginning with a small letter, unless the first word has further capitals, as names and abbreviations do.
  fileprivate var lowercasedFirst: String {
    guard let first, !prefix(while: { $0 != " " }).dropFirst().contains(where: \.isUppercase) else { return self }
    return first.lowercased() + dropFirst()
  }
}

import Groundwork
import Yams

/// Expressions of drawn numbers in a model, and conditions on what is drawn and on what happens.
extension StudyReader {
  /// {value: "N0 * exp(-0.01 * T)", replaces: ...}
  func computed(_ parameter: YAMLSection, _ own: Node.Mapping) throws(StudyError) -> Prior? {
    guard own.count == 1, let node = parameter.node("value"), node.scalar != nil else {
      throw .invalid(
        "\(YAMLSection.place(own.first?.key, path)): \(parameter.name): found 'value' beside another key, expected a prior or "
          + "{value: \"2 * N\", replaces: ...}")
    }
    return .expression(try parameter.expression(node, "value"))
  }

  /// [a < b / 4, b > 100, migrant_lineages > 0]
  func conditions(
    _ section: YAMLSection, _ parameters: [Study.Parameter]
  ) throws(StudyError) -> [ParameterCondition] {
    var conditions: [ParameterCondition] = []
    let place = YAMLSection.place(section.node("conditions"), path)
    for text in try section.words("conditions") {
      let condition: ParameterCondition?
      do { condition = try ParameterCondition(text) } catch {
        throw .invalid("\(place): \(section.name).conditions: found '\(text)': \(error)")
      }
      guard let condition else {
        throw .invalid("\(place): \(section.name).conditions: found '\(text)', expected 'a < b' or 'a > b'")
      }
      let known = parameters.map(\.name) + Study.drawnOutsideParameters + ["length"] + Study.realisedTruth
      try checkNames(condition.names, among: known, in: text, "\(place): \(section.name).conditions")
      conditions.append(condition)
    }
    return conditions
  }

  /// Throws unless every expression of `model` can be worked out when its turn comes: sizes and length, rates that are priors, then
  /// parameters in their order, then rates that are expressions, that of mutations first.
  func checkExpressions(_ model: Study.SimulationModel, _ section: YAMLSection) throws(StudyError) {
    var known = ["population_size", "length"]
    let rates = [("mutation_rate", model.mutationRate), ("recombination_rate", model.recombinationRate)]
    known += rates.filter { $0.1.expression == nil }.map(\.0)
    for parameter in model.parameters {
      if let expression = parameter.prior.expression {
        let place = YAMLSection.place(section.node("parameters"), path)
        try checkNames(
          expression.names, among: known, in: expression.text, "\(place): \(section.name).parameters.\(parameter.name)")
      }
      known.append(parameter.name)
    }
    let used = Set(
      (model.parameters.map(\.prior) + rates.map(\.1)).flatMap { $0.expression?.names ?? [] }
        + model.conditions.flatMap(\.names))
    let elsewhere = Set(["targets", "classes"].flatMap { Self.words(in: root.node($0)) })
    if let idle = model.parameters.first(where: {
      $0.replaces.isEmpty && !used.contains($0.name) && !elsewhere.contains($0.name)
    }) {
      throw .invalid(
        "\(YAMLSection.place(section.node("parameters"), path)): \(section.name).parameters.\(idle.name) is used nowhere; give "
          + "'replaces', a place in the Demes file, or name it in an expression")
    }
    for (name, prior) in rates {
      guard let expression = prior.expression else { continue }
      try checkNames(
        expression.names, among: known, in: expression.text,
        "\(YAMLSection.place(section.node(name), path)): \(section.name).\(name)")
      known.append(name)
    }
  }

  /// The names in the texts of `node`, whatever they mean there.
  private static func words(in node: Node?) -> [String] {
    if let text = node?.scalar?.string {
      return text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    }
    if let items = node?.sequence { return items.flatMap(words(in:)) }
    return node?.mapping?.flatMap { words(in: $0.key) + words(in: $0.value) } ?? []
  }

  /// Throws if one of `names` is not `known`; `text` is what has it.
  func checkNames(_ names: [String], among known: [String], in text: String, _ key: String) throws(StudyError) {
    guard let other = names.first(where: { !known.contains($0) }) else { return }
    let hint = nearestSpelling(of: other, among: known).map { "; did you mean '\($0)'?" } ?? ""
    throw .invalid(
      "\(key): found '\(text)', but '\(other)' is not known there\(hint); it is no number, and the names that can be used are "
        + known.joined(separator: ", "))
  }
}

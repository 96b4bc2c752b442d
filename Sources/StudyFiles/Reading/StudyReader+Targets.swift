import Learning
import Yams

/// The numbers to predict.
extension StudyReader {
  /// selection_coefficient, or [population_size, {split: log}, {rho: 4 * population_size * recombination_rate * length}, {rho:
  /// {value: 4 * ..., scale: log}}]; the quantities are those that are worked out, nil without any.
  func targets() throws(StudyError) -> (targets: [TargetVariable], quantities: [Study.Quantity]?) {
    guard let node = root.node("targets") else { return ([], nil) }
    var targets: [TargetVariable] = []
    var quantities: [Study.Quantity] = []
    for item in node.sequence.map(Array.init) ?? [node] {
      if let name = item.scalar?.string {
        targets.append(TargetVariable(name))
        continue
      }
      guard let mapping = item.mapping, mapping.count == 1,
        let (key, value) = mapping.first.map({ ($0.key, $0.value) }),
        let name = key.string, !name.isEmpty
      else {
        throw root.fail(
          item, "targets",
          expected: "a number of the truth, or a list of them: [population_size, {split: log}, {rho: 4 * N * r}]")
      }
      if let scale = value.string.flatMap(TargetScale.init) {
        targets.append(TargetVariable(name, scale: scale))
        continue
      }
      let (expression, scale) = try quantity(name, value)
      targets.append(TargetVariable(name, scale: scale))
      quantities.append(Study.Quantity(name: name, expression: expression))
    }
    return (targets, quantities.isEmpty ? nil : quantities)
  }

  /// 4 * N * r, or {value: 4 * N * r, scale: log}
  private func quantity(_ name: String, _ value: Node) throws(StudyError) -> (Expression, TargetScale) {
    guard let mapping = value.mapping else { return (try root.expression(value, "targets"), .linear) }
    let section = YAMLSection(path: path, name: "targets.\(name)", mapping: mapping)
    try section.checkKeys(["value", "scale"])
    guard let text = section.node("value") else {
      throw section.fail(value, "value", expected: "{value: 4 * N * r, scale: log}")
    }
    let scale = try section.word("scale", of: ["linear", "log"]).flatMap(TargetScale.init) ?? .linear
    return (try section.expression(text, "value"), scale)
  }

  /// Throws unless each quantity has a name of its own and is worked out from what is known of every replicate.
  func checkQuantities(_ study: Study) throws(StudyError) {
    let quantities = study.quantities ?? []
    let known = study.truthNames.dropLast(quantities.count) + ["length"]
    let place = "\(YAMLSection.place(root.node("targets"), path)): targets"
    for (index, quantity) in quantities.enumerated() {
      let isTaken = known.contains(quantity.name) || quantities[..<index].contains { $0.name == quantity.name }
      if isTaken {
        throw .invalid(
          "\(place): found '\(quantity.expression.text)' for '\(quantity.name)', which is a number of the truth; its scale is log "
            + "or linear, and what is worked out needs a name of its own")
      }
      try checkNames(
        quantity.expression.names, among: Array(known), in: quantity.expression.text, "\(place).\(quantity.name)")
    }
  }
}

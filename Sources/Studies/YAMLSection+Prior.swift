import Yams

extension YAMLSection {
  /// A number or a prior: 1e-8, {uniform: [a, b]}, {log_uniform: [a, b]}, {exponential: {mean: a, max: b}}.
  func prior(_ key: String, _ range: ClosedRange<Double>) throws(StudyError) -> Prior? {
    guard let node = node(key) else { return nil }
    if let value = Self.number(node) { return try checked(.fixed(value), key, node, range) }
    guard let mapping = node.mapping, mapping.count == 1, let (kind, value) = mapping.first.map({ ($0.key, $0.value) })
    else {
      throw fail(
        node, key, expected: "a number, {uniform: [a, b]}, {log_uniform: [a, b]} or {exponential: {mean, max}}")
    }
    switch kind.string ?? "" {
    case "uniform":
      let (low, high) = try bounds(value, key)
      return try checked(.uniform(low, high), key, node, range)
    case "log_uniform":
      let (low, high) = try bounds(value, key)
      guard low > 0 else { throw fail(value, key, expected: "positive bounds of a log_uniform prior") }
      return try checked(.logUniform(low, high), key, node, range)
    case "exponential":
      return try checked(exponential(value, key), key, node, range)
    case let other:
      throw StudyError.invalid(
        "\(Self.place(kind, path)): \(name).\(key): unknown prior '\(other)', expected uniform, log_uniform or exponential"
      )
    }
  }

  private func bounds(_ node: Node, _ key: String) throws(StudyError) -> (Double, Double) {
    guard let sequence = node.sequence, sequence.count == 2, let low = Self.number(sequence[0]),
      let high = Self.number(sequence[1]), low <= high
    else { throw fail(node, key, expected: "two numbers [low, high]") }
    return (low, high)
  }

  private func exponential(_ node: Node, _ key: String) throws(StudyError) -> Prior {
    guard let mapping = node.mapping, let mean = mapping["mean"].flatMap(Self.number), mean > 0 else {
      throw fail(node, key, expected: "{mean: a, max: b} with a positive mean")
    }
    for (other, _) in mapping where !["mean", "max"].contains(other.string ?? "") {
      throw .invalid("\(Self.place(other, path)): unknown key '\(other.string ?? "")' of an exponential prior")
    }
    guard let maximum = mapping["max"] else { return .exponential(mean: mean, max: 20 * mean) }
    guard let max = Self.number(maximum), max > 0 else { throw fail(maximum, key, expected: "a positive maximum") }
    return .exponential(mean: mean, max: max)
  }

  private func checked(
    _ prior: Prior, _ key: String, _ node: Node, _ range: ClosedRange<Double>
  ) throws(StudyError) -> Prior {
    guard prior.range.low >= range.lowerBound, prior.range.high <= range.upperBound else {
      throw fail(node, key, expected: "values from \(range.lowerBound) to \(range.upperBound), found \(prior.words)")
    }
    return prior
  }
}

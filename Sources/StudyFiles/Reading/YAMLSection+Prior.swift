import Yams

extension YAMLSection {
  /// The kinds of priors.
  static let priorKinds = ["uniform", "log_uniform", "exponential", "normal", "discrete", "table"]

  /// A declared number or prior.
  func prior(_ key: String) throws(StudyError) -> Prior? {
    switch declared(key) {
    case .prior(let range): return try prior(key, range)
    case .formula(let range): return try prior(key, range, allowsExpression: true)
    default: preconditionFailure("'\(name).\(key)' is no prior")
    }
  }

  /// A number or a prior: 1e-8, {uniform: [a, b]}, {log_uniform: [a, b]}, {exponential: {mean: a, max: b}}, {normal: {mean:
  /// a, sd: b, min: c, max: d}}, {discrete: [a, b]}, {table: {file: draws.tsv, column: name}}; where that is allowed, an
  /// expression of other numbers: mutation_rate / 4.
  func prior(
    _ key: String, _ range: ClosedRange<Double>, allowsExpression: Bool = false
  ) throws(StudyError) -> Prior? {
    guard let node = node(key) else { return nil }
    if let value = Self.number(node) { return try checked(.fixed(value), key, node, range) }
    if allowsExpression, node.scalar != nil { return .expression(try expression(node, key)) }
    guard let mapping = node.mapping, mapping.count == 1, let (kind, value) = mapping.first.map({ ($0.key, $0.value) })
    else {
      throw fail(
        node, key,
        expected: "a number, {uniform: [a, b]}, or {log_uniform, exponential, normal, discrete or table: ...}")
    }
    return try checked(prior(kind, value, key), key, node, range)
  }

  /// The expression that `node`, the value of `key`, holds.
  func expression(_ node: Node, _ key: String) throws(StudyError) -> Expression {
    let text = node.scalar?.string ?? ""
    do { return try Expression(text) } catch {
      throw fail(node, key, expected: "a number, a prior, or an expression such as 4 * N * mutation_rate: \(error)")
    }
  }

  private func prior(_ kind: Node, _ value: Node, _ key: String) throws(StudyError) -> Prior {
    switch kind.string ?? "" {
    case "uniform":
      let (low, high) = try bounds(value, key)
      return .uniform(low, high)
    case "log_uniform":
      let (low, high) = try bounds(value, key)
      guard low > 0 else { throw fail(value, key, expected: "positive bounds of a log_uniform prior") }
      return .logUniform(low, high)
    case "exponential": return try exponential(value, key)
    case "normal": return try normal(value, key)
    case "discrete": return try discrete(value, key)
    case "table": return try table(value, key)
    case let other:
      throw StudyError.invalid(
        "\(Self.place(kind, path)): \(name).\(key): unknown prior '\(other)', expected "
          + Self.priorKinds.dropLast().joined(separator: ", ") + " or table")
    }
  }

  private func bounds(_ node: Node, _ key: String) throws(StudyError) -> (Double, Double) {
    guard let sequence = node.sequence, sequence.count == 2, let low = Self.number(sequence[0]),
      let high = Self.number(sequence[1])
    else { throw fail(node, key, expected: "two numbers [low, high]") }
    guard low <= high else {
      throw StudyError.invalid(
        "\(Self.place(node, path)): \(name).\(key): found [\(low), \(high)], whose bounds are reversed; write [\(high), \(low)]"
      )
    }
    return (low, high)
  }

  /// The mapping of a prior of the kind `kind`; other keys than `keys` are an error.
  private func settings(
    _ node: Node, _ kind: String, _ keys: [String], _ key: String, expected: String
  ) throws(StudyError) -> Node.Mapping {
    guard let mapping = node.mapping else { throw fail(node, key, expected: expected) }
    for (other, _) in mapping where !keys.contains(other.string ?? "") {
      throw .invalid(
        "\(Self.place(other, path)): unknown key '\(other.string ?? "")' of \(kind) prior, known: "
          + keys.joined(separator: ", "))
    }
    return mapping
  }

  private func exponential(_ node: Node, _ key: String) throws(StudyError) -> Prior {
    let expected = "{mean: a, max: b} with a positive mean"
    let mapping = try settings(node, "an exponential", ["mean", "max"], key, expected: expected)
    guard let mean = mapping["mean"].flatMap(Self.number), mean > 0 else { throw fail(node, key, expected: expected) }
    guard let maximum = mapping["max"] else { return .exponential(mean: mean, max: 20 * mean) }
    guard let max = Self.number(maximum), max > 0 else { throw fail(maximum, key, expected: "a positive maximum") }
    return .exponential(mean: mean, max: max)
  }

  private func normal(_ node: Node, _ key: String) throws(StudyError) -> Prior {
    let expected = "{mean: a, sd: b, min: c, max: d} with a positive sd"
    let mapping = try settings(node, "a normal", ["mean", "sd", "min", "max"], key, expected: expected)
    func number(_ part: String, or other: Double) throws(StudyError) -> Double {
      guard let node = mapping[Node(part)] else { return other }
      guard let value = Self.number(node) else { throw fail(node, key, expected: "a number as \(part)") }
      return value
    }
    guard let mean = mapping["mean"].flatMap(Self.number), let sd = mapping["sd"].flatMap(Self.number), sd > 0 else {
      throw fail(node, key, expected: expected)
    }
    let min = try number("min", or: mean - 6 * sd)
    let max = try number("max", or: mean + 6 * sd)
    // Draws beyond the bounds are drawn again, so that some must lie between them.
    guard Swift.min(max, mean + 3 * sd) - Swift.max(min, mean - 3 * sd) >= sd / 100 else {
      throw fail(node, key, expected: "bounds that leave a part of mean - 3 sd to mean + 3 sd")
    }
    return .normal(mean: mean, sd: sd, min: min, max: max)
  }

  private func discrete(_ node: Node, _ key: String) throws(StudyError) -> Prior {
    let expected = "[a, b, c], or {values: [a, b, c], weights: [1, 2, 1]} with positive weights"
    func numbers(_ node: Node?) -> [Double]? {
      guard let items = node?.sequence, !items.isEmpty else { return nil }
      let values = items.compactMap(Self.number)
      return values.count == items.count ? values : nil
    }
    if let values = numbers(node) {
      return .discrete(values: values, weights: [Double](repeating: 1, count: values.count))
    }
    let mapping = try settings(node, "a discrete", ["values", "weights"], key, expected: expected)
    guard let values = numbers(mapping["values"]), let weights = numbers(mapping["weights"]),
      values.count == weights.count, weights.allSatisfy({ $0 > 0 })
    else { throw fail(node, key, expected: expected) }
    return .discrete(values: values, weights: weights)
  }

  /// draws.tsv, whose column is named as the key, or {file: draws.tsv, column: name}
  private func table(_ node: Node, _ key: String) throws(StudyError) -> Prior {
    let expected = "a file, or {file: draws.tsv, column: name}"
    var column = key
    var file = node.scalar?.string
    if file == nil {
      let mapping = try settings(node, "a table", ["file", "column"], key, expected: expected)
      file = mapping["file"]?.scalar?.string
      column = mapping["column"]?.scalar?.string ?? key
    }
    guard let file, !file.isEmpty else { throw fail(node, key, expected: expected) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return .table(try PriorTable(path: file.hasPrefix("/") ? file : folder + file, column: column))
  }

  private func checked(
    _ prior: Prior, _ key: String, _ node: Node, _ range: ClosedRange<Double>
  ) throws(StudyError) -> Prior {
    guard prior.range.low >= range.lowerBound, prior.range.high <= range.upperBound else {
      let (low, high) = (Prior.fixed(range.lowerBound).words, Prior.fixed(range.upperBound).words)
      throw fail(node, key, expected: "values from \(low) to \(high)", found: node.scalar == nil ? prior.words : nil)
    }
    return prior
  }
}

import Yams

/// A value of a Demes document with its place. Yams' own nodes belong to one thread; these may be shared.
struct DemesValue: Sendable {
  enum Content: Sendable {
    /// A text; plain if it is not quoted.
    case scalar(String, isPlain: Bool)
    case list([DemesValue])
    /// Keys in the order of the document.
    case mapping([(key: DemesValue, value: DemesValue)])
  }

  var content: Content
  /// 1-based; nil where the parser does not say.
  var place: (line: Int, column: Int)?

  /// The document in `text`.
  init(document text: String, path: String) throws(DemographyError) {
    let root: Node?
    do throws(YAMLText.Fault) { root = try YAMLText.compose(text) } catch {
      throw .invalid("\(path): not readable as YAML: \(error)")
    }
    guard let root else { throw .invalid("\(path): the file is empty; a Demes graph has time_units and demes") }
    self.init(root)
  }

  private init(_ node: Node) {
    place = node.mark.map { ($0.line, $0.column) }
    if let mapping = node.mapping {
      content = .mapping(mapping.map { (DemesValue($0.key), DemesValue($0.value)) })
    } else if let sequence = node.sequence {
      content = .list(sequence.map { DemesValue($0) })
    } else {
      content = .scalar(node.scalar?.string ?? "", isPlain: node.scalar?.style == .plain)
    }
  }

  /// The text of a scalar.
  var text: String? {
    if case .scalar(let text, _) = content { return text }
    return nil
  }

  /// The value of `key` of a mapping.
  subscript(_ key: String) -> DemesValue? {
    if case .mapping(let pairs) = content { return pairs.first { $0.key.text == key }?.value }
    return nil
  }
}

extension DemesTemplate {
  /// The document, as YAML, with each number at a `place` replaced by its `value` in the document's own units; comments are lost.
  ///
  /// - Throws: ``DemographyError`` if a place names no number, or the document is no Demes graph with these values.
  public func text(replacing values: [(place: String, value: Double)]) throws(DemographyError) -> String {
    let document = try document(replacing: values)
    _ = try DemographicModel(DemesResolver.resolve(document, path: path), path: path)
    guard case .mapping(let pairs) = document.content else { return Self.flow(document) + "\n" }
    var text = ""
    for (key, value) in pairs {
      if case .list(let items) = value.content, !items.isEmpty {
        text += "\(Self.flow(key)):\n" + items.map { "- \(Self.flow($0))\n" }.joined()
      } else {
        text += "\(Self.flow(key)): \(Self.flow(value))\n"
      }
    }
    return text
  }

  private static func flow(_ value: DemesValue) -> String {
    switch value.content {
    case .scalar(let text, let isPlain): isPlain ? text : YAMLText.quoted(text)
    case .list(let items): "[\(items.map(flow).joined(separator: ", "))]"
    case .mapping(let pairs): "{\(pairs.map { "\(flow($0.key)): \(flow($0.value))" }.joined(separator: ", "))}"
    }
  }
}

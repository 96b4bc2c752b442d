import Groundwork

/// A Demes document some of whose numbers are replaced before it is resolved: one document, many models.
///
/// A number is named by its way through the document, joined by dots: `demes.CEU.epochs.0.end_size`, `migrations.1.rate`,
/// `pulses.0.proportions.0`, `generation_time`. A deme is named or counted from 0, other items of lists are counted.
public struct DemesTemplate: Sendable {
  /// The path of the document, for messages.
  public let path: String
  private let root: DemesValue

  /// The template of the document in `text`; `path` is what messages call it.
  ///
  /// - Throws: ``DemographyError`` if `text` is no YAML, or no Demes graph as it stands.
  public init(_ text: String, path: String) throws(DemographyError) {
    self.path = path
    root = try DemesValue(document: text, path: path)
    _ = try DemesResolver.resolve(root, path: path)
  }

  /// Throws unless `place` names a number of the document.
  public func check(_ place: String) throws(DemographyError) { _ = try replace(root, Self.steps(place), place, by: 0) }

  /// The model, in generations, with each number at a `place` replaced by its `value` in the document's own units.
  ///
  /// - Throws: ``DemographyError`` if a place names no number, or the document is no Demes graph with these values.
  public func model(replacing values: [(place: String, value: Double)] = []) throws(DemographyError) -> DemographicModel
  {
    try DemographicModel(DemesResolver.resolve(document(replacing: values), path: path), path: path)
  }

  /// The document with each number at a `place` replaced by its `value`.
  func document(replacing values: [(place: String, value: Double)]) throws(DemographyError) -> DemesValue {
    var node = root
    for (place, value) in values { node = try replace(node, Self.steps(place), place, by: value) }
    return node
  }

  /// `demes[0].start_time` is read as `demes.0.start_time`.
  private static func steps(_ place: String) -> ArraySlice<String> {
    place.split(whereSeparator: { ".[]".contains($0) }).map(String.init)[...]
  }

  private func replace(
    _ value: DemesValue, _ steps: ArraySlice<String>, _ place: String, by number: Double
  ) throws(DemographyError) -> DemesValue {
    var value = value
    guard let step = steps.first else {
      _ = try DemesNode(value: value, path: path, name: place).number()
      value.content = .scalar(number == .infinity ? ".inf" : "\(number)", isPlain: true)
      return value
    }
    switch value.content {
    case .mapping(var pairs):
      guard let index = pairs.firstIndex(where: { $0.key.text == step }) else {
        throw unknown(step, among: pairs.compactMap(\.key.text), place)
      }
      pairs[index].value = try replace(pairs[index].value, steps.dropFirst(), place, by: number)
      value.content = .mapping(pairs)
    case .list(var items):
      let names = items.map { $0["name"]?.text ?? "" }
      guard let index = names.firstIndex(of: step) ?? Int(step), items.indices.contains(index) else {
        let known = names.filter { !$0.isEmpty }
        throw unknown(step, among: known.isEmpty ? items.indices.map { "\($0)" } : known, place)
      }
      items[index] = try replace(items[index], steps.dropFirst(), place, by: number)
      value.content = .list(items)
    case .scalar:
      throw .invalid("\(path): '\(place)' continues below a value: there is no '\(step)' in it")
    }
    return value
  }

  private func unknown(_ step: String, among known: [String], _ place: String) -> DemographyError {
    let hint = nearestSpelling(of: step, among: known).map { "; did you mean '\($0)'?" } ?? ""
    return .invalid(
      "\(path): there is no '\(step)' of '\(place)'\(hint) (known: \(known.joined(separator: ", ")); a number that the "
        + "document leaves to a default must be written out to be replaced)")
  }
}

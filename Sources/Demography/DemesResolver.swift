/// Fills in everything that a Demes document leaves out, once, in the order of the specification; refuses what the
/// specification forbids.
struct DemesResolver {
  static let epochKeys = ["end_time", "start_size", "end_size", "size_function", "selfing_rate", "cloning_rate"]
  static let migrationKeys = ["demes", "source", "dest", "start_time", "end_time", "rate"]
  static let pulseKeys = ["sources", "dest", "time", "proportions"]
  static let demeDefaultKeys = ["description", "start_time", "ancestors", "proportions"]

  let path: String
  var demes: [DemesGraph.Deme] = []
  var migrations: [DemesGraph.Migration] = []
  var pulses: [DemesGraph.Pulse] = []

  init(path: String) { self.path = path }

  /// The graph of the document `root`.
  static func resolve(_ root: DemesValue, path: String) throws(DemographyError) -> DemesGraph {
    var resolver = DemesResolver(path: path)
    return try resolver.graph(DemesNode(value: root, path: path, name: ""))
  }

  private mutating func graph(_ root: DemesNode) throws(DemographyError) -> DemesGraph {
    let keys = try root.mapping([
      "description", "doi", "metadata", "time_units", "generation_time", "defaults", "demes", "migrations", "pulses",
    ])
    let (units, generationTime) = try time(keys)
    if let metadata = keys["metadata"] {
      guard case .mapping = metadata.value.content else { throw metadata.fail("keys and values") }
    }
    let description = try keys["description"]?.text() ?? ""
    var doi: [String] = []
    for item in try keys["doi"]?.list() ?? [] { doi.append(try item.text()) }
    let defaults = try DemesDefaults(keys["defaults"])
    guard let list = keys["demes"] else { throw .invalid("\(path): 'demes' is missing") }
    let items = try list.list()
    if items.isEmpty { throw list.fail("at least one deme") }
    for item in items { try addDeme(item, defaults) }
    for item in try keys["migrations"]?.list() ?? [] { try addMigration(item, defaults) }
    try checkMigrationRates()
    for item in try keys["pulses"]?.list() ?? [] { try addPulse(item, defaults) }
    let sorted = pulses.enumerated().sorted {
      $0.element.time != $1.element.time ? $0.element.time > $1.element.time : $0.offset < $1.offset
    }
    return DemesGraph(
      description: description, timeUnits: units, generationTime: generationTime, doi: doi, demes: demes,
      migrations: migrations, pulses: sorted.map(\.element))
  }

  private func time(_ keys: [String: DemesNode]) throws(DemographyError) -> (String, Double) {
    guard let unitsNode = keys["time_units"] else { throw .invalid("\(path): 'time_units' is missing") }
    let units = try unitsNode.text()
    let given = try keys["generation_time"]?.number("a positive, finite number") { $0 > 0 && $0.isFinite }
    if units == "generations" {
      if let given, given != 1 { throw .invalid("\(path): generation_time must be 1 where time_units is generations") }
      return (units, 1)
    }
    guard let given else {
      throw .invalid("\(path): generation_time is missing; how many \(units) does a generation take?")
    }
    return (units, given)
  }

  /// The deme called `name`, which must be defined already.
  func deme(_ name: String, _ place: DemesNode) throws(DemographyError) -> DemesGraph.Deme {
    guard let deme = demes.first(where: { $0.name == name }) else {
      let known = demes.map(\.name).joined(separator: ", ")
      throw .invalid("\(place.place): there is no deme '\(name)' before this point (known: \(known))")
    }
    return deme
  }

  /// Equal but for rounding.
  static func isClose(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= 1e-9 * max(abs(a), abs(b))
  }
}

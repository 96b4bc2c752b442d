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

/// The values that stand in for keys left out, checked even if nothing uses them.
struct DemesDefaults {
  var epoch: [String: DemesNode] = [:]
  var migration: [String: DemesNode] = [:]
  var pulse: [String: DemesNode] = [:]
  var deme: [String: DemesNode] = [:]

  init(_ node: DemesNode?) throws(DemographyError) {
    guard let node else { return }
    let keys = try node.mapping(["epoch", "migration", "pulse", "deme"])
    epoch = try Self.checkedEpoch(keys["epoch"])
    deme = try keys["deme"]?.mapping(DemesResolver.demeDefaultKeys) ?? [:]
    _ = try deme["description"]?.text()
    _ = try deme["start_time"]?.startTime()
    _ = try deme["ancestors"]?.texts()
    _ = try deme["proportions"]?.proportions()
    migration = try keys["migration"]?.mapping(DemesResolver.migrationKeys) ?? [:]
    _ = try migration["demes"]?.texts()
    _ = try migration["source"]?.text()
    _ = try migration["dest"]?.text()
    _ = try migration["start_time"]?.startTime()
    _ = try migration["end_time"]?.endTime()
    _ = try migration["rate"]?.rate()
    pulse = try keys["pulse"]?.mapping(DemesResolver.pulseKeys) ?? [:]
    if let sources = pulse["sources"], try sources.texts().isEmpty { throw sources.fail("a deme at least") }
    _ = try pulse["dest"]?.text()
    _ = try pulse["time"]?.number("a finite time above 0") { $0 > 0 && $0.isFinite }
    if let shares = pulse["proportions"], try shares.proportions().isEmpty { throw shares.fail("a share at least") }
  }

  /// The keys of an epoch's defaults, each of the right kind.
  static func checkedEpoch(_ node: DemesNode?) throws(DemographyError) -> [String: DemesNode] {
    guard let node else { return [:] }
    let keys = try node.mapping(DemesResolver.epochKeys)
    _ = try keys["end_time"]?.endTime()
    _ = try keys["start_size"]?.size()
    _ = try keys["end_size"]?.size()
    _ = try keys["selfing_rate"]?.rate()
    _ = try keys["cloning_rate"]?.rate()
    if let function = keys["size_function"] { _ = try sizeFunction(function) }
    return keys
  }

  static func sizeFunction(_ node: DemesNode) throws(DemographyError) -> DemesGraph.SizeFunction {
    guard let function = DemesGraph.SizeFunction(rawValue: try node.text()) else {
      throw node.fail("constant, exponential or linear")
    }
    return function
  }
}

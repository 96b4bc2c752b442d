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
    if let sources = pulse["sources"], try sources.texts().isEmpty { throw sources.fail("at least one deme") }
    _ = try pulse["dest"]?.text()
    _ = try pulse["time"]?.number("a finite time above 0") { $0 > 0 && $0.isFinite }
    if let shares = pulse["proportions"], try shares.proportions().isEmpty { throw shares.fail("at least one share") }
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

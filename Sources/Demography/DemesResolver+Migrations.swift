extension DemesResolver {
  mutating func addMigration(_ node: DemesNode, _ defaults: DemesDefaults) throws(DemographyError) {
    let own = try node.mapping(Self.migrationKeys)
    let keys = own.merging(defaults.migration) { own, _ in own }
    guard let rate = try keys["rate"]?.rate() else { throw .invalid("\(node.place): the migration has no rate") }
    for (source, destination) in try directions(keys, node) {
      try addMigration(from: source, to: destination, rate: rate, keys, node)
    }
  }

  /// The ordered pairs of demes that a migration connects.
  private func directions(
    _ keys: [String: DemesNode], _ node: DemesNode
  ) throws(DemographyError) -> [(String, String)] {
    if let list = keys["demes"] {
      guard keys["source"] == nil, keys["dest"] == nil else {
        throw .invalid("\(node.place): give either demes, or source and dest")
      }
      let names = try list.texts()
      guard names.count >= 2, Set(names).count == names.count else { throw list.fail("at least two different demes") }
      for name in names { _ = try deme(name, list) }
      return names.flatMap { a in names.filter { $0 != a }.map { (a, $0) } }
    }
    guard let source = keys["source"], let destination = keys["dest"] else {
      throw .invalid("\(node.place): a migration needs demes, or source and dest")
    }
    let pair = (try source.text(), try destination.text())
    _ = try deme(pair.0, source)
    _ = try deme(pair.1, destination)
    guard pair.0 != pair.1 else { throw destination.fail("another deme than the source") }
    return [pair]
  }

  private mutating func addMigration(
    from source: String, to destination: String, rate: Double, _ keys: [String: DemesNode], _ node: DemesNode
  ) throws(DemographyError) {
    let a = try deme(source, node)
    let b = try deme(destination, node)
    let latestStart = min(a.startTime, b.startTime)
    let earliestEnd = max(a.endTime, b.endTime)
    let start = try keys["start_time"]?.startTime() ?? latestStart
    let end = try keys["end_time"]?.endTime() ?? earliestEnd
    guard start > end, start <= latestStart, end >= earliestEnd else {
      throw .invalid(
        "\(node.place): migration from '\(source)' to '\(destination)' between \(start) and \(end); both demes exist "
          + "between \(latestStart) and \(earliestEnd)")
    }
    for other in migrations where other.source == source && other.destination == destination {
      if start > other.endTime && other.startTime > end {
        throw .invalid("\(node.place): two migrations from '\(source)' to '\(destination)' overlap in time")
      }
    }
    migrations.append(
      DemesGraph.Migration(source: source, destination: destination, startTime: start, endTime: end, rate: rate))
  }

  /// Migrants into a deme may be at most all of it, at any time.
  func checkMigrationRates() throws(DemographyError) {
    for deme in demes {
      let incoming = migrations.filter { $0.destination == deme.name }
      for one in incoming {
        // Rates only change where a migration begins or ends; just after (more recent than) each start is enough.
        let total = incoming.filter { $0.startTime >= one.startTime && $0.endTime < one.startTime }
          .reduce(0) { $0 + $1.rate }
        guard total <= 1 + 1e-9 else {
          throw .invalid("\(path): migration rates into '\(deme.name)' add up to \(total) at time \(one.startTime)")
        }
      }
    }
  }

  mutating func addPulse(_ node: DemesNode, _ defaults: DemesDefaults) throws(DemographyError) {
    let own = try node.mapping(Self.pulseKeys)
    let keys = own.merging(defaults.pulse) { own, _ in own }
    guard let sourcesNode = keys["sources"], let destinationNode = keys["dest"], let timeNode = keys["time"],
      let proportionsNode = keys["proportions"]
    else { throw .invalid("\(node.place): a pulse needs sources, dest, time and proportions") }
    let sources = try sourcesNode.texts()
    let destination = try destinationNode.text()
    let time = try timeNode.number("a finite time above 0") { $0 > 0 && $0.isFinite }
    let proportions = try proportionsNode.proportions()
    guard !sources.isEmpty, Set(sources).count == sources.count, !sources.contains(destination) else {
      throw sourcesNode.fail("different demes, other than the destination")
    }
    guard proportions.count == sources.count else { throw proportionsNode.fail("one share for each source") }
    let receiver = try deme(destination, destinationNode)
    guard receiver.endTime < time, time <= receiver.startTime else {
      throw timeNode.fail("a time when '\(destination)' exists (\(receiver.startTime) to \(receiver.endTime))")
    }
    for name in sources {
      let source = try deme(name, sourcesNode)
      guard source.endTime <= time, time < source.startTime else {
        throw timeNode.fail("a time when '\(name)' exists (\(source.startTime) to \(source.endTime))")
      }
    }
    pulses.append(
      DemesGraph.Pulse(sources: sources, destination: destination, time: time, proportions: proportions))
  }
}

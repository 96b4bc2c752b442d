extension DemesResolver {
  mutating func addDeme(_ node: DemesNode, _ defaults: DemesDefaults) throws(DemographyError) {
    var keys = try node.mapping([
      "name", "description", "start_time", "ancestors", "proportions", "epochs", "defaults",
    ])
    for (key, value) in defaults.deme where keys[key] == nil { keys[key] = value }
    let name = try name(keys["name"], node)
    var deme = DemesGraph.Deme(
      name: name, description: try keys["description"]?.text() ?? "", startTime: .infinity,
      ancestors: try ancestors(keys["ancestors"], of: name), proportions: [], epochs: [])
    deme.proportions = try proportions(keys["proportions"], of: deme, node)
    deme.startTime = try startTime(keys["start_time"], of: deme, node)
    var epochDefaults = defaults.epoch
    if let own = keys["defaults"] {
      for (key, value) in try DemesDefaults.checkedEpoch(try own.mapping(["epoch"])["epoch"]) {
        epochDefaults[key] = value
      }
    }
    deme.epochs = try epochs(keys["epochs"], of: deme, epochDefaults, node)
    demes.append(deme)
  }

  private func name(_ key: DemesNode?, _ node: DemesNode) throws(DemographyError) -> String {
    guard let key else { throw .invalid("\(node.place): the deme has no name") }
    let name = try key.text()
    let scalars = name.unicodeScalars
    guard let first = scalars.first, first == "_" || first.properties.isXIDStart,
      scalars.dropFirst().allSatisfy({ $0.properties.isXIDContinue })
    else { throw key.fail("a name of letters, digits and underscores") }
    if demes.contains(where: { $0.name == name }) { throw key.fail("a name that no other deme has") }
    return name
  }

  private func ancestors(_ key: DemesNode?, of name: String) throws(DemographyError) -> [String] {
    guard let key else { return [] }
    let names = try key.texts()
    for ancestor in names {
      if ancestor == name { throw key.fail("other demes than the deme itself") }
      _ = try deme(ancestor, key)
    }
    if Set(names).count != names.count { throw key.fail("each ancestor once") }
    return names
  }

  private func proportions(
    _ key: DemesNode?, of deme: DemesGraph.Deme, _ node: DemesNode
  ) throws(DemographyError) -> [Double] {
    guard let key else {
      if deme.ancestors.count > 1 {
        throw .invalid("\(node.place): '\(deme.name)' has \(deme.ancestors.count) ancestors and no proportions")
      }
      return deme.ancestors.map { _ in 1 }
    }
    let proportions = try key.proportions()
    guard proportions.count == deme.ancestors.count else {
      throw key.fail("one share for each of \(deme.ancestors.count) ancestors")
    }
    if !proportions.isEmpty && !Self.isClose(proportions.reduce(0, +), 1) { throw key.fail("shares that add up to 1") }
    return proportions
  }

  private func startTime(
    _ key: DemesNode?, of deme: DemesGraph.Deme, _ node: DemesNode
  ) throws(DemographyError) -> Double {
    var start = try key?.startTime()
    if start == nil {
      switch deme.ancestors.count {
      case 0: start = .infinity
      case 1:
        start = try self.deme(deme.ancestors[0], node).endTime
        if start == 0 {
          throw .invalid("\(node.place): '\(deme.name)' needs a start_time, as its ancestor lives to the present")
        }
      default: throw .invalid("\(node.place): '\(deme.name)' has several ancestors and needs a start_time")
      }
    }
    let time = start ?? .infinity
    if deme.ancestors.isEmpty && time.isFinite {
      throw .invalid("\(node.place): '\(deme.name)' starts at \(time) and has no ancestors")
    }
    for name in deme.ancestors {
      let ancestor = try self.deme(name, node)
      guard ancestor.startTime > time, time >= ancestor.endTime else {
        throw .invalid(
          "\(node.place): '\(deme.name)' starts at \(time), when its ancestor '\(name)' does not exist "
            + "(\(ancestor.startTime) to \(ancestor.endTime))")
      }
    }
    return time
  }

  private func epochs(
    _ key: DemesNode?, of deme: DemesGraph.Deme, _ defaults: [String: DemesNode], _ node: DemesNode
  ) throws(DemographyError) -> [DemesGraph.Epoch] {
    var items: [(node: DemesNode, keys: [String: DemesNode])] = []
    for item in try key?.list() ?? [] { items.append((item, try item.mapping(Self.epochKeys))) }
    if items.isEmpty {
      if let key { throw key.fail("at least one epoch") }
      items = [(node, [:])]
    }
    var result: [DemesGraph.Epoch] = []
    for (index, item) in items.enumerated() {
      let keys = item.keys.merging(defaults) { own, _ in own }
      result.append(
        try epoch(keys, item.node, after: result.last, start: deme.startTime, isLast: index == items.count - 1))
    }
    return result
  }

  private func epoch(
    _ keys: [String: DemesNode], _ node: DemesNode, after previous: DemesGraph.Epoch?, start: Double, isLast: Bool
  ) throws(DemographyError) -> DemesGraph.Epoch {
    let startTime = previous?.endTime ?? start
    guard let endTime = try keys["end_time"]?.endTime() ?? (isLast ? 0 : nil) else {
      throw .invalid("\(node.place): only the last epoch may leave end_time out")
    }
    guard startTime > endTime else {
      throw .invalid("\(node.place): the epoch starts at \(startTime) and ends at \(endTime), not later")
    }
    var startSize = try keys["start_size"]?.size()
    var endSize = try keys["end_size"]?.size()
    startSize = startSize ?? previous?.endSize ?? endSize
    endSize = endSize ?? startSize
    guard let startSize, let endSize else { throw .invalid("\(node.place): the first epoch needs a size") }
    let isConstant = startSize == endSize
    var function = DemesGraph.SizeFunction.exponential
    if let key = keys["size_function"] {
      function = try DemesDefaults.sizeFunction(key)
    } else if isConstant {
      function = .constant
    }
    if function == .constant && !isConstant {
      throw .invalid("\(node.place): a constant epoch cannot go from \(startSize) to \(endSize)")
    }
    if startTime == .infinity && !isConstant {
      throw .invalid("\(node.place): an epoch without a beginning must be constant")
    }
    let selfing = try keys["selfing_rate"]?.rate() ?? 0
    let cloning = try keys["cloning_rate"]?.rate() ?? 0
    return DemesGraph.Epoch(
      startTime: startTime, endTime: endTime, startSize: startSize, endSize: endSize, sizeFunction: function,
      selfingRate: selfing, cloningRate: cloning)
  }
}

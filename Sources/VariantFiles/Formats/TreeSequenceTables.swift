/// The tables of a tree sequence, checked so far that walking the trees cannot fail or fail to end.
struct TreeSequenceTables {
  let sequenceLength: Double
  // Nodes.
  /// Samples; haplosomes that SLiM marks as null (no chromosome: Y of a female, X of a male's other parent) are none.
  let isSample: [Bool]
  /// Samples that are null haplosomes.
  let nullSamples: Int
  let nodePopulations: [Int32]
  let nodeIndividuals: [Int32]
  // Edges.
  let left: [Double]
  let right: [Double]
  let parents: [Int32]
  let children: [Int32]
  /// The edges in the order in which they come and go along the sequence.
  let insertion: [Int32]
  let removal: [Int32]
  // Sites and mutations.
  let positions: [Double]
  let ancestralStates: [[UInt8]]
  let mutationSites: [Int32]
  let mutationNodes: [Int32]
  let derivedStates: [[UInt8]]
  /// The names of the populations: `name` in their metadata, else "pop_0", "pop_1" ...
  let populationNames: [String]
  let individualCount: Int

  /// Reads and checks the tables of `file`.
  init(_ file: KastoreFile) throws(VariantFilesError) {
    let version = try file.uint32s("format/version")
    guard try file.uint8s("format/name") == Array("tskit.trees".utf8), version.first == 12 else {
      throw .damaged(
        path: file.path, problem: "the file holds no tree sequence of format 12",
        remedy: "write it with tskit 0.2 or later (\"format/name\" and \"format/version\" tell)")
    }
    guard let length = try file.doubles("sequence_length").first, length > 0, length.isFinite else {
      throw file.damaged("the sequence has no length")
    }
    sequenceLength = length
    let times = try file.doubles("nodes/time")
    let flagged = try file.uint32s("nodes/flags").map { $0 & 1 == 1 }
    let isNull = try SLiMHaplosomes.isNull(file, count: flagged.count)
    isSample = isNull.isEmpty ? flagged : zip(flagged, isNull).map { $0 && !$1 }
    nullSamples = zip(flagged, isNull).count { $0 && $1 }
    nodePopulations = try file.int32s("nodes/population")
    nodeIndividuals = try file.int32s("nodes/individual")
    left = try file.doubles("edges/left")
    right = try file.doubles("edges/right")
    parents = try file.int32s("edges/parent")
    children = try file.int32s("edges/child")
    positions = try file.doubles("sites/position")
    ancestralStates = try file.strings("sites/ancestral_state", count: positions.count)
    mutationSites = try file.int32s("mutations/site")
    mutationNodes = try file.int32s("mutations/node")
    derivedStates = try file.strings("mutations/derived_state", count: mutationSites.count)
    let populations = (nodePopulations.max() ?? -1) + 1
    let metadata = try file.strings("populations/metadata", count: file.stringCount("populations/metadata"))
    populationNames = metadata.enumerated().map { Self.name(in: $1) ?? "pop_\($0)" }
    individualCount = try file.uint32s("individuals/flags").count
    if file.has("indexes/edge_insertion_order"), file.has("indexes/edge_removal_order") {
      insertion = try file.int32s("indexes/edge_insertion_order")
      removal = try file.int32s("indexes/edge_removal_order")
    } else {
      let edges = left.indices.map { Int32($0) }
      let (left, right, parents) = (left, right, parents)
      guard left.count == right.count, left.count == parents.count,
        parents.allSatisfy({ times.indices.contains(Int($0)) })
      else { throw file.damaged("the columns of the edges do not fit each other") }
      insertion = edges.sorted {
        let (a, b) = (Int($0), Int($1))
        return (left[a], times[Int(parents[a])], $0) < (left[b], times[Int(parents[b])], $1)
      }
      removal = edges.sorted {
        let (a, b) = (Int($0), Int($1))
        return (right[a], -times[Int(parents[a])], $0) < (right[b], -times[Int(parents[b])], $1)
      }
    }
    guard populations <= populationNames.count else {
      throw file.damaged("a node lies in a population that does not exist")
    }
    try checkNodesAndEdges(file, times)
    try checkSites(file)
  }

  private func checkNodesAndEdges(_ file: KastoreFile, _ times: [Double]) throws(VariantFilesError) {
    let nodes = times.count
    guard isSample.count == nodes, nodePopulations.count == nodes, nodeIndividuals.count == nodes,
      nodePopulations.allSatisfy({ $0 >= -1 }),
      nodeIndividuals.allSatisfy({ (-1..<Int32(clamping: individualCount)).contains($0) })
    else { throw file.damaged("the columns of the nodes do not fit each other") }
    let edges = left.count
    guard right.count == edges, parents.count == edges, children.count == edges, insertion.count == edges,
      removal.count == edges
    else { throw file.damaged("the columns of the edges do not fit each other") }
    for edge in 0..<edges {
      let (parent, child) = (Int(parents[edge]), Int(children[edge]))
      guard 0 <= left[edge], left[edge] < right[edge], right[edge] <= sequenceLength else {
        throw file.damaged("edge \(edge) reaches from \(left[edge]) to \(right[edge])")
      }
      guard times.indices.contains(parent), times.indices.contains(child), times[parent] > times[child] else {
        throw file.damaged(
          "edge \(edge) leads from node \(child) to node \(parent), which is not older or does not exist")
      }
    }
    try checkOrder(file, insertion, left, "insertion")
    try checkOrder(file, removal, right, "removal")
  }

  /// `order` must name every edge once, with `places` that do not descend.
  private func checkOrder(
    _ file: KastoreFile, _ order: [Int32], _ places: [Double], _ what: String
  ) throws(VariantFilesError) {
    var seen = [Bool](repeating: false, count: places.count)
    var last = 0.0
    for edge in order {
      guard seen.indices.contains(Int(edge)), !seen[Int(edge)], places[Int(edge)] >= last else {
        throw file.damaged("the index of edge \(what) is not in order at edge \(edge)")
      }
      seen[Int(edge)] = true
      last = places[Int(edge)]
    }
  }

  private func checkSites(_ file: KastoreFile) throws(VariantFilesError) {
    var last = -1.0
    for (site, position) in positions.enumerated() {
      guard position > last, position >= 0, position < sequenceLength else {
        throw file.damaged("site \(site) lies at \(position), outside the sequence or not after the one before")
      }
      last = position
    }
    guard mutationNodes.count == mutationSites.count else {
      throw file.damaged("the columns of the mutations do not fit each other")
    }
    var lastSite: Int32 = 0
    for mutation in mutationSites.indices {
      guard mutationSites[mutation] >= lastSite, Int(mutationSites[mutation]) < positions.count,
        isSample.indices.contains(Int(mutationNodes[mutation]))
      else { throw file.damaged("mutation \(mutation) is out of order, or its site or node does not exist") }
      lastSite = mutationSites[mutation]
    }
  }

  /// The value of "name" in JSON, if it is plain.
  private static func name(in metadata: [UInt8]) -> String? {
    let text = String(decoding: metadata, as: UTF8.self)
    guard let key = text.firstRange(of: "\"name\"") else { return nil }
    let rest = text[key.upperBound...].drop { $0 == " " || $0 == ":" }
    guard rest.first == "\"" else { return nil }
    let name = rest.dropFirst().prefix { $0 != "\"" && $0 != "\\" }
    return name.isEmpty || name.endIndex == text.endIndex ? nil : String(name)
  }
}

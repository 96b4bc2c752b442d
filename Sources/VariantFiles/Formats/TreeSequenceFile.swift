import Groundwork
import Haplotypes

/// The haplotypes of a tree sequence: a `.trees` file of tskit (format 12), as msprime, SLiM, tsinfer and Relate write it.
///
/// The samples of an individual are neighbours, individuals in the order of their first sample node; samples without
/// individuals are haploid. Positions are 0-based already and need not be whole numbers. The derived allele is the one
/// that is not the ancestral state of the site. A sample whose node has neither parent nor child at a site, and no
/// mutation, is missing there, as in tskit. Null haplosomes of SLiM are no haplotypes: a male has one X. Times are used for checking only. The tables are in memory whole.
public struct TreeSequenceFile: Sendable {
  /// The path.
  public let path: String
  /// The length of the sequence, in base pairs.
  public var sequenceLength: Double { tables.sequenceLength }
  /// The names of the populations.
  public var populations: [String] { tables.populationNames }
  /// The number of sites.
  package var siteCount: Int { tables.positions.count }
  /// The number of mutations.
  package var mutationCount: Int { tables.mutationSites.count }
  private let tables: TreeSequenceTables
  /// The nodes of the haplotypes.
  private let nodes: [Int]
  private let ploidies: [UInt8]
  /// The individual of each of `ploidies`; nil: samples without individuals.
  private let individuals: [Int32]?

  /// Reads the tables of the file at `path`.
  ///
  /// - Throws: ``VariantFilesError``: for a file that is no kastore 1.x, little-endian, or no tree sequence of format 12;
  ///   for anything that lies outside the file or its tables, for edges that lead to younger nodes, for sites and
  ///   mutations out of order; for a tree sequence without samples.
  public init(path: String) throws(VariantFilesError) {
    let bytes: [UInt8]
    do { bytes = try AtomicFile.read(path) } catch { throw .file(error) }
    try self.init(bytes: bytes, path: path)
  }

  /// Reads the tables in `bytes`, which errors call `path`.
  public init(bytes: [UInt8], path: String) throws(VariantFilesError) {
    self.path = path
    tables = try TreeSequenceTables(KastoreFile(bytes: bytes, path: path))
    (nodes, ploidies, individuals) = Self.grouped(tables)
    guard !nodes.isEmpty else {
      throw .damaged(
        path: path, problem: "the tree sequence has no samples", remedy: "mark the nodes to be used as samples")
    }
  }

  /// True if the file at `path` begins as kastore does.
  package static func isTreeSequence(_ path: String) -> Bool { BinaryFile.beginning(of: path, 8) == KastoreFile.magic }

  private static func grouped(
    _ tables: TreeSequenceTables
  ) -> (nodes: [Int], ploidies: [UInt8], individuals: [Int32]?) {
    let samples = tables.isSample.indices.filter { tables.isSample[$0] }
    var order: [Int32] = []
    var members: [Int32: [Int]] = [:]
    for node in samples {
      let individual = tables.nodeIndividuals[node]
      if members[individual] == nil { order.append(individual) }
      members[individual, default: []].append(node)
    }
    guard !order.contains(-1), members.values.allSatisfy({ $0.count <= 255 }) else {
      return (samples, [UInt8](repeating: 1, count: samples.count), nil)
    }
    let grouped = order.map { members[$0] ?? [] }
    return (grouped.flatMap { $0 }, grouped.map { UInt8($0.count) }, order)
  }

  /// The names of the individuals as tskit writes them into VCF ("tsk_0"), or of the nodes ("node_0").
  public var samples: [String] { individuals?.map { "tsk_\($0)" } ?? nodes.map { "node_\($0)" } }

  /// The biallelic sites. Several mutations at a site are one site if two states are left in the sample and one of them
  /// is the ancestral one.
  ///
  /// - Throws: ``VariantFilesError`` if two edges give a node two parents at a place.
  public func read() throws(VariantFilesError) -> ReadHaplotypes {
    var haplotypes = [Int32](repeating: -1, count: tables.isSample.count)
    for (haplotype, node) in nodes.enumerated() { haplotypes[node] = Int32(haplotype) }
    var walker = TreeWalker(tables, haplotypes: haplotypes, count: nodes.count)
    var sites = SegregatingSites(HaplotypeMatrix(haplotypeCount: nodes.count, ploidies: ploidies))
    var states = SiteStates(haplotypeCount: nodes.count)
    var mutation = 0
    for (site, position) in tables.positions.enumerated() {
      guard walker.move(to: position) else {
        throw .damaged(
          path: path, problem: "a node has two parents at or before position \(position)",
          remedy: "the tables contradict themselves: make the file again")
      }
      states.begin(tables.ancestralStates[site], missing: walker.isolated)
      while mutation < tables.mutationSites.count, tables.mutationSites[mutation] == site {
        let state = states.index(of: tables.derivedStates[mutation])
        walker.forEachSample(below: Int(tables.mutationNodes[mutation])) { states.set($0, state) }
        mutation += 1
      }
      if let reason = states.finish() {
        sites.skip(reason, at: position)
      } else {
        sites.add(position: position, alleles: states.alleles, missing: states.missing)
      }
    }
    let names = tables.populationNames
    var first = 0
    let populations = ploidies.map { ploidy in
      defer { first += Int(ploidy) }
      let population = Int(tables.nodePopulations[nodes[first]])
      return names.indices.contains(population) ? names[population] : ""
    }
    return ReadHaplotypes(
      contig: "", length: sequenceLength, sites: sites, samples: samples, populations: populations,
      knownBases: coveredBases(haplotypes),
      notes: tables.nullSamples == 0
        ? [] : ["\(tables.nullSamples) sample nodes are null haplosomes of SLiM (no chromosome) and are left out"])
  }
}

extension TreeSequenceFile {
  /// The bases at which a tree has a sample; nil if all have, or no edge says anything. Intervals that were deleted have no edges.
  private func coveredBases(_ haplotypes: [Int32]) -> [Range<Int>]? {
    guard !tables.left.isEmpty else { return nil }
    let places = Set(tables.left + tables.right + [0]).filter { $0 < sequenceLength }.sorted()
    var walker = TreeWalker(tables, haplotypes: haplotypes, count: nodes.count)
    var runs: [Range<Int>] = []
    for (index, place) in places.enumerated() {
      guard walker.move(to: place) else { return nil }
      let isolated = walker.isolated.reduce(0) { $0 + $1.nonzeroBitCount }
      if isolated == nodes.count { continue }
      let next = index + 1 < places.count ? places[index + 1] : sequenceLength
      let run = Int(place)..<max(Int(place), Int(next.rounded(.up)))
      if let last = runs.last, last.upperBound >= run.lowerBound {
        runs[runs.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
      } else if !run.isEmpty {
        runs.append(run)
      }
    }
    return runs == [0..<Int(sequenceLength.rounded(.up))] ? nil : runs
  }
}

/// Which allele each sample has at a site.
private struct SiteStates {
  private(set) var alleles: [UInt64]
  private(set) var missing: [UInt64]
  private var texts: [[UInt8]] = []
  /// The state of each haplotype, index of `texts`; made only where a site has more than one derived state.
  private var states: [Int32] = []
  private let haplotypeCount: Int

  init(haplotypeCount: Int) {
    self.haplotypeCount = haplotypeCount
    alleles = [UInt64](repeating: 0, count: (haplotypeCount + 63) / 64)
    missing = alleles
  }

  /// All samples that are not `missing` have the state `ancestral`.
  mutating func begin(_ ancestral: [UInt8], missing isolated: [UInt64]) {
    for word in alleles.indices { (alleles[word], missing[word]) = (0, isolated[word]) }
    texts.removeAll(keepingCapacity: true)
    texts.append(ancestral)
    states.removeAll(keepingCapacity: true)
  }

  /// The number of the state `text`.
  mutating func index(of text: [UInt8]) -> Int32 {
    if let index = texts.firstIndex(of: text) { return Int32(index) }
    texts.append(text)
    if texts.count == 3 {
      states = (0..<haplotypeCount).map { Int32(truncatingIfNeeded: alleles[$0 >> 6] >> UInt64($0 & 63) & 1) }
    }
    return Int32(texts.count - 1)
  }

  /// Haplotype `haplotype` has the state `state` now.
  mutating func set(_ haplotype: Int, _ state: Int32) {
    let bit: UInt64 = 1 << UInt64(haplotype & 63)
    missing[haplotype >> 6] &= ~bit
    if state > 0 { alleles[haplotype >> 6] |= bit } else { alleles[haplotype >> 6] &= ~bit }
    if !states.isEmpty { states[haplotype] = state }
  }

  /// Why the site cannot be used; nil if it can, as far as alleles tell.
  mutating func finish() -> VariantLedger.Reason? {
    for word in alleles.indices { alleles[word] &= ~missing[word] }
    let nucleotides = Array("ACGTacgt".utf8)
    if texts.contains(where: { $0.count != 1 }),
      texts.contains(where: { !$0.isEmpty && $0.allSatisfy { nucleotides.contains($0) } })
    {
      return .notSNP
    }
    guard !states.isEmpty else { return nil }
    // More than one derived state: what is left of them in the sample?
    var present = [Bool](repeating: false, count: texts.count)
    for haplotype in 0..<haplotypeCount where missing[haplotype >> 6] >> UInt64(haplotype & 63) & 1 == 0 {
      present[Int(states[haplotype])] = true
    }
    let count = present.count { $0 }
    return count > 2 || (count == 2 && !present[0]) ? .multiallelic : nil
  }
}

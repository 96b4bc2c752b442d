import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// Statistics along chromosomes, site by site, raw and standardised.
///
/// One contig at a time is in memory, of the target and the reference only: for h haplotypes 8 ceil(h / 64) bytes a site, as much again
/// for missing calls, and both once more for the sites that segregate in the target; the others wait in a
/// `SiteStorage`. Values of all contigs are kept for the standardisation, up to 32 bytes a site and statistic.
public struct ChromosomeScan: Sendable {
  /// The sites of a contig, with a value of each column.
  struct Contig: Sendable {
    let name: String
    let positions: [Double]
    let derived: [Int]
    let called: [Int]
    /// By statistic and site; nil where there is none.
    var raw: [[Double?]]
    var standardised: [[Double?]?]
  }

  let statistics: [ScanStatistic]
  private(set) var contigs: [Contig]
  private let isPolarised: Bool
  /// Cores of rarer alleles have no score.
  private let minimumMinorFrequency: Double
  /// What a user should know.
  public private(set) var notes: [String]
  /// Records, sites and scores, by what became of them; one line each.
  package private(set) var ledger: [String]

  /// Reads and scans what `request` says.
  public init(_ request: ChromosomeScanRequest) throws(StudyError) {
    statistics = request.statistics
    let data = try ScanData(request)
    notes = data.notes
    ledger = data.ledger
    isPolarised = data.isPolarised
    minimumMinorFrequency = request.options.minimumMinorFrequency
    let maps = try attempt { try request.map.map { try RecombinationMapFile.read($0) } }
    if let maps, let path = request.map {
      for map in maps.values { if let problem = map.unitProblem { notes.append("\(path): \(problem)") } }
    }
    contigs = []
    var beyondMap = 0
    for contig in data.contigs {
      let map = try Self.map(maps, contig.name, request)
      let scanned = try Self.scan(contig, data, map, request)
      if let map { beyondMap += scanned.positions.count { $0 < map.start || $0 > map.end } }
      contigs.append(scanned)
    }
    if let path = request.map { notes += noteOnEnds(of: path, beyond: beyondMap) }
    standardise(isPolarised: data.isPolarised, request)
    for (index, statistic) in statistics.enumerated() {
      let values = contigs.map { $0.raw[index].count { $0 != nil } }.reduce(0, +)
      let sites = contigs.map(\.positions.count).reduce(0, +)
      ledger.append(
        "\(statistic.rawValue): \(values.grouped) of \(sites.grouped) sites have a value; \(statistic.whyNone)")
    }
    if !data.isPolarised, statistics.contains(where: \.comparesAlleles) {
      notes.append(
        "no ancestral alleles: "
          + statistics.filter(\.comparesAlleles).map(\.rawValue).joined(separator: ", ")
          + " compare the rarer with the commoner allele, standardised values are absolute, and bins are of the rarer "
          + "allele's frequency")
    }
  }

  /// The map of `contig`, if a file was given.
  private static func map(
    _ maps: [String: RecombinationMap]?, _ contig: String, _ request: ChromosomeScanRequest
  ) throws(StudyError) -> RecombinationMap? {
    guard let maps else { return nil }
    if maps.count == 1, let map = maps[""] { return map }
    guard let name = ContigNames.match(contig, among: maps.keys), let map = maps[name] else {
      throw .invalid(
        "\(request.map ?? ""): has no chromosome '\(contig)'; it has \(ContigNames.list(maps.keys.sorted()))")
    }
    return map
  }

  /// All statistics of one contig, whose haplotypes are in memory meanwhile.
  private static func scan(
    _ contig: ScanData.Contig, _ data: ScanData, _ map: RecombinationMap?, _ request: ChromosomeScanRequest
  ) throws(StudyError) -> Contig {
    let whole = try attempt { try contig.sites.matrix() }
    func columns(_ matrix: HaplotypeMatrix, _ statistics: [ScanStatistic]) -> (all: ScanColumns, positions: [Double]) {
      let one = matrix.segregating(among: data.target)
      // Allele counts alone are also had of unphased data.
      let scan = one.isPhased ? HaplotypeScan(one, map: map, options: request.options, threads: request.threads) : nil
      let two =
        data.reference.isEmpty
        ? nil
        : PopulationScan(
          matrix, target: data.target, reference: data.reference, map: map, options: request.options,
          threads: request.threads)
      var own = request
      own.statistics = statistics
      return (ScanColumns(scan, two, one, isPolarised: data.isPolarised, own), two?.positions ?? one.positions)
    }
    // Beyond the ends of a map nothing is known of distances on it: its integrals are over the sites within.
    let covered = try attempt { try map.map { try contig.sites.matrix(from: $0.start, to: $0.end.nextUp) } }
    let isCovered = covered.map { $0.siteCount == whole.siteCount } ?? true
    let overMap = isCovered ? [] : request.statistics.filter(\.integratesOverMap)
    let values = columns(whole, request.statistics.filter { !overMap.contains($0) })
    let within = covered.flatMap { overMap.isEmpty || $0.siteCount == 0 ? nil : columns($0, overMap).all }
    let raw = request.statistics.map { statistic -> [Double?] in
      let column = overMap.contains(statistic) ? within?.column(statistic) : values.all.column(statistic)
      return spread(column?.values ?? [], at: column?.positions ?? [], to: values.positions)
    }
    let frequencies = ScanData.counts(whole, data.target, at: values.positions)
    return Contig(
      name: contig.name, positions: values.positions, derived: frequencies.derived, called: frequencies.called,
      raw: raw, standardised: raw.map { _ in nil })
  }

  /// The note on sites where the map at `path` says nothing, `beyond` of all; none if no statistic asks it there.
  private func noteOnEnds(of path: String, beyond: Int) -> [String] {
    let asked = statistics.filter(\.integratesOverMap).map(\.rawValue)
    guard beyond > 0, !asked.isEmpty else { return [] }
    return [
      "\(path): the map does not reach \(beyond.grouped) of \(rowCount.grouped) sites; \(asked.joined(separator: ", ")) "
        + "\(asked.count == 1 ? "has" : "have") no value there (NA), and curves end where the map does"
    ]
  }

  /// Values at some of `positions`; nil at the others. Both ascend.
  private static func spread(_ values: [Double?], at own: [Double], to positions: [Double]) -> [Double?] {
    var next = 0
    return positions.map { position in
      while next < own.count && own[next] < position { next += 1 }
      return next < own.count && own[next] == position ? values[next] : nil
    }
  }

  private mutating func standardise(isPolarised: Bool, _ request: ChromosomeScanRequest) {
    let groups = request.standardisesByContig ? contigs.indices.map { [$0] } : [Array(contigs.indices)]
    for (index, statistic) in statistics.enumerated() {
      guard let kind = statistic.standardisation else { continue }
      let isFolded = !isPolarised && statistic.comparesAlleles
      for group in groups {
        func frequencies(_ contig: Contig) -> [Double] {
          zip(contig.derived, contig.called).map { derived, called in
            let share = called > 0 ? Double(derived) / Double(called) : 0
            return isFolded ? min(share, 1 - share) : share
          }
        }
        let standard = ScoreStandardisation(
          group.flatMap { contigs[$0].raw[index] }, frequencies: group.flatMap { frequencies(contigs[$0]) },
          bins: kind == .byFrequency ? request.bins : 1)
        for contig in group {
          let values = standard.standardised(contigs[contig].raw[index], frequencies: frequencies(contigs[contig]))
          contigs[contig].standardised[index] = isFolded ? values.map { $0.map(abs) } : values
        }
      }
    }
  }

  /// Writes the table, compressed and indexed; a note if it could not be indexed.
  public func write(to path: String) throws(StudyError) -> String? {
    try attempt { try IndexedTable.write(table, to: path) } ? nil : ScanOutput.noteOnIndex(path)
  }

  /// The number of rows.
  public var rowCount: Int { contigs.map(\.positions.count).reduce(0, +) }

  /// The table: one row a site; NA where there is no value.
  var table: String {
    var header = ["#chrom", "start", "end", "derived_frequency", "called"]
    for statistic in statistics {
      header.append(statistic.column)
      if statistic.standardisation != nil { header.append(statistic.column + "_std") }
    }
    var text = header.joined(separator: "\t") + "\n"
    for contig in contigs {
      for site in contig.positions.indices {
        let start = Int(contig.positions[site])
        let share = contig.called[site] > 0 ? Double(contig.derived[site]) / Double(contig.called[site]) : nil
        text += "\(contig.name)\t\(start)\t\(start + 1)\t\(Self.text(share, 6))\t\(contig.called[site])"
        for index in statistics.indices {
          text += "\t" + Self.text(contig.raw[index][site], 6)
          if let standardised = contig.standardised[index] { text += "\t" + Self.text(standardised[site], 4) }
        }
        text += "\n"
      }
    }
    return text
  }

  private static func text(_ value: Double?, _ digits: Int) -> String { value.map { $0.fixed(digits) } ?? "NA" }

  /// Where each statistic is highest, one line each: the contig, the 1-based position and the value, standardised too.
  ///
  /// The highest value is that before standardisation, which in a region as small as a sweep takes the sweep out. Without ancestral alleles
  /// the sign of a statistic that compares alleles says which is the rarer one, not which is swept: the values furthest from 0 tell,
  /// standardised, which is right for a genome, and not. A statistic that most sites lack is said to, and what helps.
  package func peaks() -> [String] {
    statistics.indices.flatMap { index -> [String] in
      let name = statistics[index].rawValue
      func place(_ best: (contig: Int, site: Int)) -> String {
        "\(contigs[best.contig].name):\(Int(contigs[best.contig].positions[best.site]) + 1)"
      }
      func value(_ best: (contig: Int, site: Int)) -> String {
        contigs[best.contig].raw[index][best.site]?.fixed(3) ?? "NA"
      }
      func standardised(_ best: (contig: Int, site: Int)) -> String? {
        contigs[best.contig].standardised[index]?[best.site]?.fixed(3)
      }
      let isFolded = !isPolarised && statistics[index].comparesAlleles
      let raw = highest { contig, site in contig.raw[index][site].map { isFolded ? abs($0) : $0 } }
      guard let raw else { return lacking(index) }
      var line = "highest at \(place(raw)): \(value(raw))\(standardised(raw).map { " (standardised \($0))" } ?? "")"
      if isFolded {
        line = "largest |value| at \(place(raw)): \(value(raw))"
        let best = highest { contig, site in contig.standardised[index]?[site].map(abs) }
        if let best, let score = standardised(best) {
          line = "largest |standardised| at \(place(best)): \(score); \(line)"
        }
      }
      return ["\(name): \(line)"] + lacking(index)
    }
  }

  /// The first site with the highest score; nil if none has one.
  private func highest(_ score: (Contig, Int) -> Double?) -> (contig: Int, site: Int)? {
    var best: (contig: Int, site: Int)?
    var most = -Double.infinity
    for (number, contig) in contigs.enumerated() {
      for site in contig.positions.indices {
        if let value = score(contig, site), value > most { (best, most) = ((number, site), value) }
      }
    }
    return best
  }

  /// A share of common sites without a value that is worth a word.
  private static let manyLacking = 0.3

  /// How many of the sites that are common enough have no value of the statistic `index`, and what helps; empty if few.
  private func lacking(_ index: Int) -> [String] {
    guard statistics[index].needsPhase else { return [] }
    var (common, missing) = (0, 0)
    for contig in contigs {
      for (site, value) in contig.raw[index].enumerated() where contig.called[site] > 0 {
        let share = Double(contig.derived[site]) / Double(contig.called[site])
        guard min(share, 1 - share) >= minimumMinorFrequency else { continue }
        common += 1
        if value == nil { missing += 1 }
      }
    }
    guard Double(missing) > Self.manyLacking * Double(common) else { return [] }
    return [
      "  \((100 * Double(missing) / Double(common)).fixed(0)) % of the sites with a minor allele frequency of at least "
        + "\(minimumMinorFrequency.significant) have no value: their curves meet a gap or an end of the data; --max-gap 0 lets "
        + "them cross gaps, --include-edges gives scores at the ends"
    ]
  }
}

import FeatureTables
import Groundwork
import Statistics
import StudyFiles

/// The points of simulated chromosomes that a scan for selected sites is learned from and measured on.
///
/// The training table of such a study has a row a chromosome, its stretches (``/Statistics/SiteStretches``). A point is the middle of a stretch; its
/// class is that of the replicate where the sweep's site lies within ``Study/ScanSettings/within`` of it, else the first class without a
/// sweep. So the negatives are points of neutral chromosomes, and points beside sweeps, near and far.
package struct SitePoints: Sendable {
  /// Stretches at either end of a simulated chromosome that are not scored, since their rings lack a side: half of the rings' reach.
  static let margin = SiteRings.reach / 2
  /// Points drawn of a neutral chromosome; of one with a sweep beside it, within the rings' reach and beyond.
  private static let (neutralPoints, nearPoints, farPoints) = (10, 6, 3)
  /// The version of what is drawn and computed.
  private static let version = 1

  private let study: Study
  private let table: FeatureTable
  private let levels: NeutralLevels

  /// The stretches that are scored of a simulated chromosome of `count`.
  package static func scored(_ count: Int) -> Range<Int> { min(margin, count / 4)..<count - min(margin, count / 4) }

  /// The points of the chromosomes of `table`, the training table of `study`.
  package init(_ study: Study, _ table: FeatureTable) throws(StudyError) {
    self.study = study
    self.table = table
    levels = try NeutralLevels(table) { study.classes[Int(table.labels[$0])].sweep == .none }
  }

  /// The levels of data of a region: those of simulated neutral chromosomes.
  package var modelLevels: SiteLevels { levels.typical }

  /// The stretches of a chromosome.
  private var count: Int { table.schema.subwindowCount }
  private var stretch: Int { study.windows.subwindowLength }

  /// The class of points without a site.
  package static func background(_ study: Study) -> Int { study.classes.firstIndex { $0.sweep == .none } ?? 0 }

  /// The rings of the chromosome in row `row`.
  private func rings(_ row: Int) -> SiteRings {
    let levels = study.scan.reference == .chromosome ? levels.expected(table, row: row) : levels.typical
    return SiteRings(
      SiteTracks(
        SiteStretches(row: table.row(row), count: count), haplotypes: table.schema.haplotypeCount, levels))
  }

  /// Where the selected site of the chromosome in row `row` lies; nil if it has none.
  package func site(_ row: Int) -> Double? {
    guard let column = table.truthNames.firstIndex(of: "sweep_position"),
      study.classes[Int(table.labels[row])].sweep != .none
    else { return nil }
    let position = table.truth[row * table.truthNames.count + column]
    return position.isFinite ? position : nil
  }

  /// The middle of the stretch `index`.
  package func middle(_ index: Int) -> Double { (Double(index) + 0.5) * Double(stretch) }

  /// The stretches of the chromosome in row `row` that are learned from, in ascending order.
  private func chosen(_ row: Int) -> [Int] {
    let scored = Self.scored(count)
    var stream = RandomStream(seed: study.training.seed, replicate: table.replicates[row], purpose: .sitePoints)
    func draw(_ count: Int, of candidates: [Int]) -> [Int] {
      var candidates = candidates
      stream.shuffle(&candidates)
      return Array(candidates.prefix(count))
    }
    guard let site = site(row) else { return draw(Self.neutralPoints, of: Array(scored)).sorted() }
    let within = Double(study.scan.within)
    func distance(_ index: Int) -> Double { abs(middle(index) - site) }
    let reach = Double(SiteRings.reach * stretch)
    return
      (scored.filter { distance($0) <= within }
      + draw(Self.nearPoints, of: scored.filter { distance($0) > within && distance($0) <= reach })
      + draw(Self.farPoints, of: scored.filter { distance($0) > reach })).sorted()
  }

  /// The table of the points that are learned from: rows of one replicate stand together and share its number and its truth.
  package func learned(threads: Int) -> FeatureTable {
    let rows = parallelMap(count: table.rowCount, threads: threads) { _, row in
      let rings = rings(row)
      return chosen(row).compactMap { index in rings.features(index).map { (index, $0) } }
    }
    var points = FeatureTable(
      schema: SiteRings.schema(table.schema), classes: table.classes, truthNames: table.truthNames)
    let width = table.truthNames.count
    for (row, own) in rows.enumerated() {
      let truth = Array(table.truth[row * width..<(row + 1) * width])
      for (index, features) in own {
        points.append(features, label: label(row, index), replicate: table.replicates[row], truth: truth)
      }
    }
    return points
  }

  private func label(_ row: Int, _ index: Int) -> Int {
    guard let site = site(row), abs(middle(index) - site) <= Double(study.scan.within) else {
      return Self.background(study)
    }
    return Int(table.labels[row])
  }

  /// The points of the whole chromosome in row `row`: the scored stretches that are not missing, and their features, row by row.
  package func whole(_ row: Int) -> (stretches: [Int], features: [Double]) {
    let rings = rings(row)
    var stretches: [Int] = []
    var features: [Double] = []
    for index in Self.scored(count) {
      guard let own = rings.features(index) else { continue }
      stretches.append(index)
      features += own
    }
    return (stretches, features)
  }

  /// The key of the points of the table with `tableKey`.
  package static func key(_ tableKey: String, _ study: Study) throws(StudyError) -> String {
    try StageKey.of([tableKey, "\(study.scan.within)", study.scan.reference.rawValue, "points \(version)"])
  }
}

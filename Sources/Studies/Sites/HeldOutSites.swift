import FeatureTables
import Groundwork
import Learning
import Statistics
import StudyFiles
import Training

/// What a model makes of whole simulated chromosomes that it has not seen: the peaks of neutral ones, and those at and beside sweeps.
package struct HeldOutSites: Sendable {
  /// A simulated chromosome.
  package struct Chromosome: Sendable {
    /// The answers along it.
    package var profile: SiteProfile
    /// P(class | sweep) of the first class that is looked for ... at each point, points x classes.
    package var kinds: [Double]
    /// Its class among those of the study.
    package var label: Int
    /// Where its selected site lies; nil if it has none.
    package var site: Double?
    /// The row of the training table.
    package var row: Int

    package init(profile: SiteProfile, kinds: [Double], label: Int, site: Double?, row: Int) {
      (self.profile, self.kinds, self.label, self.site, self.row) = (profile, kinds, label, site, row)
    }
  }

  /// The chromosomes.
  package let chromosomes: [Chromosome]

  /// Chromosomes as given.
  package init(_ chromosomes: [Chromosome]) { self.chromosomes = chromosomes }

  /// Chromosomes that are predicted together: their points fill some tens of megabytes.
  private static let batch = 64

  /// The chromosomes of `table`, the training table of `study`, in the rows `rows`, none of which `model` has learned from.
  package init(
    _ study: Study, _ model: any Model, _ table: FeatureTable, rows: [Int], threads: Int
  ) throws(StudyError) {
    let points = try SitePoints(study, table)
    let sought = SoughtClasses(study)
    var chromosomes: [Chromosome] = []
    for start in stride(from: 0, to: rows.count, by: Self.batch) {
      let own = Array(rows[start..<min(start + Self.batch, rows.count)])
      let whole = parallelMap(count: own.count, threads: threads) { _, index in points.whole(own[index]) }
      let features = FeatureTable(schema: model.schema, rows: whole.flatMap(\.features))
      let predictions = try attempt { try model.predict(features, threads: threads) }
      var next = 0
      for (row, stretches) in zip(own, whole.map(\.stretches)) {
        let answers = stretches.indices.map { sought.answer(predictions.row(next + $0)) }
        next += stretches.count
        let profile = SiteProfile(
          middles: stretches.map(points.middle), scores: answers.map(\.score),
          step: Double(study.windows.subwindowLength))
        chromosomes.append(
          Chromosome(
            profile: profile, kinds: answers.flatMap(\.kinds), label: Int(table.labels[row]), site: points.site(row),
            row: row))
      }
    }
    self.chromosomes = chromosomes
  }
}

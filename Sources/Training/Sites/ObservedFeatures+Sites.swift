import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

extension ObservedFeatures {
  /// Small chromosomes that a contig must be as long as to have a level of its own; a shorter one has that of all contigs together.
  private static let ownLevelLength = 2

  /// The features of the usable points of a scan for sites, in their order, the same for any number of threads; `modelLevels` is what a
  /// study whose `scan.reference` is the model compares with.
  package func points(
    _ study: Study, modelLevels: SiteLevels?, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) -> ObservedTable {
    var calculators: [FeatureCalculator] = []
    for _ in 0..<threads { calculators.append(try source.calculator()) }
    var counts = InsufficientCounts(calculators[0])
    var chromosomes: [SiteStretches] = []
    for index in data.contigs.indices {
      chromosomes.append(try stretches(index, study, calculators, &counts, progress: progress))
    }
    let pooled = modelLevels ?? SiteLevels(medianOf: chromosomes)
    var rings: [SiteRings?] = []
    for chromosome in chromosomes {
      var levels = pooled
      if modelLevels == nil, chromosome.count >= Self.ownLevelLength * source.layout.subwindowCount {
        levels = SiteLevels(chromosome) ?? pooled
      }
      rings.append(
        levels.map { SiteRings(SiteTracks(chromosome, haplotypes: source.sizes.reduce(0, +), $0)) })
    }
    var table = FeatureTable(schema: SiteRings.schema(source.schema))
    for window in usable {
      let stretch = (window.focus.start - data.contigs[window.contig].region.start) / source.layout.subwindowLength
      guard let features = rings[window.contig]?.features(stretch) else {
        preconditionFailure("the usable point \(window.focus) has no features")
      }
      table.append(
        features,
        location: FeatureTable.Location(
          contig: window.focus.contig, start: window.focus.start, end: window.focus.end))
    }
    return ObservedTable(table: table, insufficientValues: counts.values)
  }

  /// The stretches of the contig `index`; what lacks something is counted in `counts`.
  private func stretches(
    _ index: Int, _ study: Study, _ made: [FeatureCalculator], _ counts: inout InsufficientCounts,
    progress: @escaping StudyProgress
  ) throws(StudyError) -> SiteStretches {
    let contig = data.contigs[index]
    let length = source.layout.subwindowLength
    let places = (0..<max(1, contig.region.length / length)).map { place in
      Interval(
        contig: contig.region.contig, start: contig.region.start + place * length,
        end: contig.region.start + (place + 1) * length)
    }
    let mask = data.mask
    typealias Part = Result<FeatureCalculator.Subwindow?, VariantFilesError>
    let parts: [Part] = parallelMap(count: places.count, workers: made) { calculator, place in
      let stretch = places[place]
      guard WindowGrid.isAccessible(stretch, mask, study) else { return .success(nil) }
      let accessible = mask?.accessibleRanges(contig: stretch.contig, start: stretch.start, end: stretch.end)
      defer { progress(.scan, place + 1, places.count) }
      return contig.sites.taking(from: Double(stretch.start), to: Double(stretch.end)) {
        calculator.subwindow($0, start: stretch.start, accessible: accessible)
      }
    }
    let values = try attempt { try parts.map { try $0.get() } }
    for part in values { if let part { counts.add(part) } }
    return SiteStretches(values.map { $0?.values }, width: made[0].columnCount)
  }
}

import FeatureTables
import Statistics
import StudyFiles

/// The features of a study and the populations that they are of: what both training and scanning compute.
package struct FeatureSource: Sendable {
  /// The features.
  package let featureSet: FeatureSet
  /// The populations, in the order of their haplotypes; one where the features take the sample as a whole.
  package let populations: [FeatureSchema.Population]
  /// How windows are cut.
  package let layout: WindowLayout
  /// The alignment that rows have besides; nil if they have none.
  package let alignment: AlignmentShape?
  /// Windows that make one row together; nil where each makes its own.
  let loci: Int?

  /// What `study` computes of samples of `populations`, those of `data` if there are any; throws if it cannot.
  package init(_ study: Study, _ data: ObservedData?, populations: [FeatureSchema.Population]) throws(StudyError) {
    layout = study.windows
    loci = study.loci
    featureSet = try attempt {
      if study.scan.answer == .sites {
        return FeatureSet.sites(phased: data?.isPhased ?? true, polarised: data?.isPolarised ?? true)
      }
      if study.features == "auto" {
        return FeatureSet.shic(
          phased: data?.isPhased ?? true, polarised: data?.isPolarised ?? true, withMaximumDerivedFrequency: false)
      }
      let names = populations.count > 1 ? populations.map(\.name) : []
      return try FeatureSet.named(study.features, populations: names)
    }
    if featureSet.populations > 1 {
      self.populations = populations
    } else {
      let names = populations.map(\.name).joined(separator: "+")
      let haplotypes = populations.reduce(0) { $0 + $1.haplotypeCount }
      self.populations = [FeatureSchema.Population(name: names, haplotypeCount: haplotypes)]
    }
    let haplotypes = self.populations.reduce(0) { $0 + $1.haplotypeCount }
    if study.loci != nil, study.alignments != nil {
      throw .invalid(
        "windows.loci average statistics over windows, but the learner '\(type(of: study.learner).id)' reads the haplotypes of one; "
          + "choose a learner of statistics")
    }
    alignment = study.alignments.map { wanted in
      AlignmentShape(
        haplotypes: haplotypes, sites: wanted.sites, choice: wanted.choice, order: wanted.order,
        minorCount: wanted.minorCount, isPolarised: data?.isPolarised ?? true, isPhased: data?.isPhased ?? true)
    }
    try attempt {
      try featureSet.check(populationSizes: sizes)
      for contig in data?.contigs ?? [] {
        try featureSet.check(contig.sites.outline, populationSizes: sizes)
        if featureSet.needsInvariantSites, contig.sites.siteCount > 0, try !contig.sites.hasInvariantSite() {
          throw StatisticsError.needsInvariantSites(featureSet: featureSet.id)
        }
      }
    }
  }

  /// Haplotypes of each population.
  package var sizes: [Int] { populations.map(\.haplotypeCount) }

  /// What the columns mean.
  package var schema: FeatureSchema { loci.map { PooledLoci.schema(windowSchema, loci: $0) } ?? windowSchema }

  /// What the columns of one window mean.
  var windowSchema: FeatureSchema { featureSet.schema(populations: populations, layout: layout).with(alignment) }

  /// What the columns of the rows that a model learns from mean: of a scan for sites, those of points.
  package func learnedSchema(_ study: Study) -> FeatureSchema {
    study.scan.answer == .sites ? SiteRings.schema(schema) : schema
  }

  /// A maker of rows, for one thread.
  package func calculator() throws(StudyError) -> FeatureCalculator {
    try attempt {
      try FeatureCalculator(featureSet: featureSet, layout: layout, populationSizes: sizes, alignment: alignment)
    }
  }
}

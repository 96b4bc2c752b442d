/// Results that several statistics of one window share, each made when it is first asked for; a loaded window has none.
struct SharedResults {
  /// True if the scratch holds ``HaplotypeWindow/haplotypeRows``.
  var hasRows = false
  /// True if the scratch holds ``HaplotypeWindow/genotypeRows``.
  var hasGenotypeRows = false
  /// True if the scratch holds ``HaplotypeWindow/populationCounts``.
  var hasPopulationCounts = false
  var spectrum: SpectrumSums?
  var calledGroups: [CalledGroup]?
  var haplotypeClasses: IdentityClasses?
  var genotypeClasses: IdentityClasses?
  var linkage: LinkageSums?
  var genotypeLinkage: LinkageSums?
  var genotypeLinkageAmongAllSites: LinkageSums?
  var distances: DistanceMoments?
  var genotypeDistances: DistanceMoments?
  var pairDistances: PairDistances?
  /// Of the first two populations.
  var pairSums: PairSums?
  var siteClasses: HaplotypeWindow.SiteClasses?
  var varianceComponents: HaplotypeWindow.VarianceComponents?
  var f3Sums: HaplotypeWindow.F3Sums?
  var f4Sums: HaplotypeWindow.F4Sums?
}

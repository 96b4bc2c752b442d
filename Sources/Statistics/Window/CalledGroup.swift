/// The allele counts of the sites that have the same number of called alleles, summed up.
struct CalledGroup {
  /// Called alleles of each site.
  var called: Int
  var sites = 0
  /// Sum of k (n - k).
  var heterozygosity = 0
  /// Sum of k.
  var derived = 0
  /// Sites with k = 1.
  var derivedSingletons = 0
  /// Sites with k = 1 or k = n - 1.
  var foldedSingletons = 0

  /// n (n - 1) times the estimate; a whole number but for Watterson's, so that estimates that are equal cancel exactly.
  func scaled(_ estimator: ThetaEstimator, harmonic: Double) -> Double {
    switch estimator {
    case .pi: Double(2 * heterozygosity)
    case .watterson: Double(called * (called - 1) * sites) / harmonic
    case .thetaL: Double(called * derived)
    case .derivedSingletons: Double(called * (called - 1) * derivedSingletons)
    case .foldedSingletons: Double((called - 1) * (called - 1) * foldedSingletons)
    }
  }
}

/// Sums over sites that depend on allele counts only.
struct SpectrumSums {
  /// Sum over sites of 2 k (n - k) / (n (n - 1)).
  var pi = 0.0
  /// Sum over sites of 2 k^2 / (n (n - 1)).
  var thetaH = 0.0
  /// Sum over sites of (2 k^2 - 2 k (n - k)) / (n (n - 1)), without cancellation.
  var thetaHMinusPi = 0.0
  /// Sum over sites of 1 / a1(n).
  var wattersonTheta = 0.0
  /// Called alleles over all sites.
  var calledAlleles = 0
}

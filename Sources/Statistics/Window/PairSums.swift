import CBitKernels

/// What two populations have in common and what not, summed up over sites.
struct PairSums {
  /// Sum of the chance that an allele of one differs from an allele of the other, over sites called in both.
  var between = 0.0
  /// Sites called in both.
  var sites = 0
  /// Sum of the chance above less the mean of the chances within the populations, over sites with two calls in both.
  var excess = 0.0
  /// Sum of the chance above over these.
  var betweenWhereBoth = 0.0
  /// These.
  var sitesWhereBoth = 0
}

/// The stages of a study, in order.
public enum Stage: String, Sendable, CaseIterable {
  /// Reading the observed data.
  case read = "reading the data"
  /// Simulating replicates and computing their features.
  case simulate = "simulating"
  /// Fitting the learner.
  case train = "training"
  /// Fitting it to fewer rows, to see how the score grows.
  case growth = "learning curve"
  /// Scanning the observed data.
  case scan = "scanning"
}

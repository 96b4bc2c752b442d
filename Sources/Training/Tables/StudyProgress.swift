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

/// Called while a stage works, from any of its threads: parts that are done, and parts in all.
public typealias StudyProgress = @Sendable (_ stage: Stage, _ done: Int, _ total: Int) -> Void

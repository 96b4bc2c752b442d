/// What a scan answers.
public enum ScanAnswer: String, Sendable, Codable, CaseIterable {
  /// What each window is.
  case windows
  /// Whether a selected site lies near each point.
  case sites
  /// The joint posterior of the targets, of the data as a whole.
  case posterior
}

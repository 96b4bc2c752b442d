/// What a scan answers.
public enum ScanAnswer: String, Sendable, Codable, CaseIterable {
  /// What each window is.
  case windows
  /// Whether a selected site lies near each point.
  case sites
}

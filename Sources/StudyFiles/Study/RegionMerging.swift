/// Which neighbouring windows of a scan become one region.
public enum RegionMerging: String, Sendable, Codable, CaseIterable {
  /// Those called the same class.
  case each
  /// Those called any of the classes that are looked for, with what lies between them as long as no window there speaks for the absence of a
  /// sweep: one region a sweep.
  case sweeps
  /// Those in which the classes that are looked for are together probable enough, whichever is ahead: introgression of either
  /// direction.
  case together
}

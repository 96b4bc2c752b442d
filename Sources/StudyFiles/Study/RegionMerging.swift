/// Which neighbouring windows of a scan become one region.
public enum RegionMerging: String, Sendable, Codable, CaseIterable {
  /// Those called the same class.
  case each
  /// Those in which the classes that are looked for are together probable enough, whichever is ahead: introgression of either
  /// direction.
  case together
}

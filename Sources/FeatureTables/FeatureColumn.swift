/// One column of a feature table.
public struct FeatureColumn: Sendable, Codable, Hashable {
  /// The column's name: "pi_win0", "tajimasD_win10" ...
  public let name: String
  /// The statistic it is made of.
  public let statistic: String
  /// The version of the statistic's definition; a change of numbers is a new version.
  public let version: Int
  /// The subwindow, counted from 0; nil for a statistic of the whole window.
  public let subwindow: Int?

  /// A column named `name` made of `statistic` in `subwindow`.
  public init(name: String, statistic: String, version: Int, subwindow: Int?) {
    self.name = name
    self.statistic = statistic
    self.version = version
    self.subwindow = subwindow
  }
}

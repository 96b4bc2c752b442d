import Groundwork
import Statistics
import StudyFiles
import VariantFiles

/// Windows of a file of variants as a user asks for them without a study: length, step, and statistics of the populations of a
/// table, of each and of each pair.
public struct WindowRequest: Sendable {
  /// A feature set, or statistics; nil where the settings say it.
  public var features: String?
  /// Base pairs; nil where the settings say it.
  public var window: Int?
  /// Base pairs from one window to the next, which may overlap or leave gaps; a whole window if nil.
  public var step: Int?
  /// A table of samples and populations.
  public var populations: String?

  /// A request for what the settings say.
  public init() {}

  /// The "key=value" pairs of a study file that mean the same, those of `given` last.
  package func settings(beside given: [String]) throws(StudyError) -> [String] {
    func isGiven(_ key: String) -> Bool { given.contains { $0.hasPrefix(key + "=") } }
    var settings: [String] = []
    var features = features
    if let populations {
      settings.append(StudyFile.override("data.populations", populations))
      if !isGiven("data.target") {
        let known = try attempt { try PopulationMapFile.read(populations) }.populations
        settings.append(StudyFile.override("data.target", known))
        if let text = features { features = try Self.expanded(text, known) }
      }
    }
    if let text = features, window != nil, FeatureSet.isCombination(text), !text.contains("windows:") {
      features = text + "; windows: whole"
    }
    if let features { settings.append(StudyFile.override("features", features)) }
    let isWhole = features.map(Self.isWhole) ?? false
    if let window {
      if let key = ["windows.length", "windows.subwindows", "windows"].first(where: isGiven) {
        throw .invalid("--window and --set \(key) say the same in two ways; leave one of them out")
      }
      guard features != nil || isGiven("features") else {
        throw .invalid(
          "--window needs statistics to compute: --features pi,tajimasD ('apus statistics list' names them)")
      }
      if let step, step < 1 { throw .invalid("--step \(step): expected a length of 1 base or more") }
      guard isWhole || step == nil || step == window else {
        throw .invalid("--step is for statistics of whole windows; those of subwindows move by one subwindow each time")
      }
      settings.append("windows.length=\(window)")
      if isWhole { settings += ["windows.subwindows=1", "scan.minimum_sites=0"] }
    } else if isWhole, !isGiven("windows.subwindows") {
      settings.append("windows.subwindows=1")
    }
    return settings + given
  }

  /// True if the statistics are of windows as a whole.
  static func isWhole(_ features: String) -> Bool {
    if let known = try? FeatureSet.named(features) { return !known.partition.followsLayout }
    return features.split(separator: ";").dropFirst().contains { clause in
      clause.split(separator: " ").joined().hasPrefix("windows:whole")
    }
  }

  /// `text` with each statistic of one population taken of each of `populations`, and each of two of every pair, where it does not
  /// say of which.
  package static func expanded(_ text: String, _ populations: [String]) throws(StudyError) -> String {
    guard populations.count > 1, FeatureSet.isCombination(text) else { return text }
    var clauses = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    var names: [String] = []
    for word in (clauses.first ?? "").split(separator: ",") {
      let name = word.split(separator: " ").joined()
      guard let statistic = try? StatisticRegistry.statistic(name), !name.contains("@") else {
        names.append(name)
        continue
      }
      switch statistic.info.populations {
      case 1: names += populations.map { "\(name)@\($0)" }
      case 2:
        for (index, one) in populations.enumerated() {
          names += populations[(index + 1)...].map { "\(name)@\(one)-\($0)" }
        }
      default:
        throw .invalid(
          "'\(name)' is of \(statistic.info.populations) populations; say of which: \(name)@"
            + populations.prefix(statistic.info.populations).joined(separator: "-"))
      }
    }
    clauses[0] = names.joined(separator: ", ")
    return clauses.joined(separator: ";")
  }
}

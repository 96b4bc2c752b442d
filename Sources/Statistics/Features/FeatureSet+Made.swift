import Groundwork

extension FeatureSet {
  /// True if `text` is a free combination of statistics and not the name of a recipe.
  package static func isCombination(_ text: String) -> Bool {
    text.contains { ",;@".contains($0) } || FiletNames.ours(text) != nil
      || (try? StatisticRegistry.statistic(text)) != nil
  }

  /// A free combination of statistics by their names: "pi, tajimasD@2, dxy@1-2; windows: whole; normalisation: none".
  ///
  /// A name may be followed by @ and the populations that the statistic is of: their numbers, counted from 1, or their
  /// names among `populations`; several are separated by -. Options follow behind semicolons, "windows" (`subwindows`,
  /// `equal-sites`, `whole`, `equal-sites of 440 sites` or `whole of 400 sites`; `subwindows` unless told otherwise) and "normalisation" (`none`, `s-hic`, `s-hic-flattening`, `total`; `s-hic` across
  /// subwindows and `none` for whole windows unless told otherwise). `total` takes values per base times the accessible
  /// bases of their part, those per squared base times their square, and the others as they are. The name of the set is the combination with all of
  /// that spelled out, so that ``named(_:populations:)`` finds it again. An unknown word is an error that names the nearest spelling.
  public static func made(of text: String, populations: [String] = []) throws(StatisticsError) -> FeatureSet {
    let clauses = text.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
    var partition = WindowPartition.subwindows
    var normalisation: String?
    for clause in clauses.dropFirst() where !clause.isEmpty {
      let words = clause.split(separator: ":", maxSplits: 1).map(trimmed)
      switch (words[0], words.count) {
      case ("windows", 2):
        partition = try Self.partition(words[1])
      case ("normalisation", 2):
        let known = Normalisation.named.compactMap(\.name) + [total]
        guard known.contains(words[1]) else { throw unknownOption(words[1], of: "normalisation", among: known) }
        normalisation = words[1]
      default: throw unknownOption(words[0], of: "a combination of statistics", among: ["windows", "normalisation"])
      }
    }
    var statistics: [any Statistic] = []
    for name in (clauses.first ?? "").split(separator: ",").map(trimmed) where !name.isEmpty {
      statistics.append(try StatisticRegistry.statistic(name, populations: populations))
    }
    guard !statistics.isEmpty else { throw .unknownStatistic("", known: StatisticRegistry.all.map(\.info.id)) }
    let chosen = normalisation ?? (partition.followsLayout ? Normalisation.shic : .none).name ?? ""
    let common = Normalisation.named.first { $0.name == chosen }
    let names = statistics.map(\.info.id).joined(separator: ", ")
    return FeatureSet(
      id: "\(names); windows: \(name(of: partition)); normalisation: \(chosen)",
      title: "combination of \(statistics.count.of("statistic"))", partition: partition,
      statistics: statistics.map { ($0, common ?? .total(of: $0.info)) })
  }

  /// The partitions that can be chosen by name.
  private static let partitions: [(name: String, partition: WindowPartition)] = [
    ("subwindows", .subwindows), ("equal-sites", .equalSites), ("whole", .whole),
  ]

  /// The partition that `text` names: one of `partitions`, or so many sites about the middle.
  private static func partition(_ text: String) throws(StatisticsError) -> WindowPartition {
    if let found = partitions.first(where: { $0.name == text }) { return found.partition }
    let words = text.split(whereSeparator: \.isWhitespace)
    if words.count == 4, words[1] == "of", words[3] == "sites", let count = Int(words[2]), count > 0 {
      if words[0] == "whole" { return .middleSites(count, isDivided: false) }
      if words[0] == "equal-sites" { return .middleSites(count, isDivided: true) }
    }
    throw unknownOption(text, of: "windows", among: partitions.map(\.name) + ["whole of 400 sites"])
  }

  /// The name by which ``partition(_:)`` finds `partition`.
  private static func name(of partition: WindowPartition) -> String {
    if case .middleSites(let count, let isDivided) = partition {
      return (isDivided ? "equal-sites" : "whole") + " of \(count) sites"
    }
    return partitions.first { $0.partition == partition }?.name ?? ""
  }

  /// The word for ``Normalisation/total(of:)``.
  private static let total = "total"

  private static func unknownOption(_ word: String, of what: String, among known: [String]) -> StatisticsError {
    let hint = nearestSpelling(of: word, among: known).map { "; did you mean '\($0)'?" } ?? ""
    return .unknownOption(word, expected: "no option of \(what)\(hint) (known: \(known.joined(separator: ", ")))")
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension StatisticRegistry {
  /// The statistic that `text` means: a name, FILET's included (`FiletNames`), or a name with the populations that it is of
  /// behind an @ (their numbers, counted from 1, or their names among `populations`, separated by -).
  public static func statistic(_ text: String, populations: [String]) throws(StatisticsError) -> any Statistic {
    guard let at = text.firstIndex(of: "@") else {
      if let ours = FiletNames.ours(text), !(all.contains { $0.info.id == text }) {
        return try statistic(ours, populations: [])
      }
      return try statistic(text)
    }
    let base = try statistic(String(text[..<at]))
    let needed = base.info.populations
    guard !(base is any ConventionalStatistic) else {
      throw .unknownPopulations(text, expected: "the conventions of other programs are for whole samples")
    }
    let words = text[text.index(after: at)...].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    var chosen: [Int] = []
    for word in words {
      guard let index = populations.firstIndex(of: word) ?? Int(word).map({ $0 - 1 }), index >= 0,
        populations.isEmpty || index < populations.count
      else {
        let known = populations.isEmpty ? "numbers from 1 on" : populations.joined(separator: ", ")
        let hint = nearestSpelling(of: word, among: populations).map { "; did you mean '\($0)'?" } ?? ""
        throw .unknownPopulations(text, expected: "there is no population '\(word)'\(hint) (known: \(known))")
      }
      chosen.append(index)
    }
    guard chosen.count == needed, Set(chosen).count == needed else {
      throw .unknownPopulations(
        text, expected: "'\(base.info.id)' is of \(needed) population\(needed > 1 ? "s, all different" : "")")
    }
    return StatisticOfPopulations(base, of: chosen)
  }
}

import FeatureTables

extension StatisticInfo {
  /// What the statistic needs of data, in words; empty if it takes all.
  public var needs: String {
    [
      populations > 1 ? "\(populations) populations" : nil, needsPhase ? "phase" : nil,
      needsPolarisation ? "derived alleles" : nil, usesGenotypes ? "diploid individuals" : nil,
      needsInvariantSites ? "sites without variation" : nil,
    ].compactMap { $0 }.joined(separator: ", ")
  }

  /// The reference page, in Markdown, under a heading.
  public var page: String {
    """
    ### \(title)

    `\(id)`, unit: \(unit == "1" ? "none" : unit), needs: \(needs.isEmpty ? "nothing" : needs), \
    version \(version)

    [doi:\(doi)](https://doi.org/\(doi))

    \(reference)
    """
  }
}

extension FeatureSet {
  /// What the features need of data, in words; empty if they take all.
  public var needs: String {
    [
      populations > 1 ? "\(populations) populations" : nil, usesPhase ? "phase" : nil,
      usesPolarisation ? "derived alleles" : nil,
      usesGenotypes ? "diploid individuals" : nil, needsCompleteCalls ? "complete calls" : nil,
      needsInvariantSites ? "sites without variation" : nil,
    ].compactMap { $0 }.joined(separator: ", ")
  }

  /// The reference page, in Markdown, under a heading: statistics, columns, normalisation, sources and caveats.
  public var page: String {
    let parts = [
      """
      ### \(title)

      `\(id)`, \(statistics.count) statistic\(statistics.count == 1 ? "" : "s"), \(partition.words), needs: \
      \(needs.isEmpty ? "nothing" : needs)
      """,
      statistics.map { "`\($0.info.id)`" }.joined(separator: ", "),
      notes,
      """
      - Columns: \(columnsInWords)
      - Normalisation: \(normalisationsInWords).
      """,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// How many columns there are; no recipe has more for larger samples.
  private var columnsInWords: String {
    let population = FeatureSchema.Population(name: "", haplotypeCount: 20)
    guard let layout = try? WindowLayout(length: 11_000, subwindowCount: 11) else { return "" }
    let columns = schema(populations: Array(repeating: population, count: populations), layout: layout).columns
    return "\(columns.count)" + (partition.followsLayout ? " with 11 subwindows." : ".")
  }

  /// The normalisations, and which statistics have another than most.
  private var normalisationsInWords: String {
    var groups: [(words: String, names: [String])] = []
    for (statistic, normalisation) in zip(statistics, normalisations) {
      let name = "`\(statistic.info.id)`"
      if let index = groups.firstIndex(where: { $0.words == normalisation.words }) {
        groups[index].names.append(name)
      } else {
        groups.append((normalisation.words, [name]))
      }
    }
    guard groups.count > 1 else { return groups.first?.words ?? "none" }
    return groups.map { "\($0.words) (\($0.names.joined(separator: ", ")))" }.joined(separator: "; ")
  }
}

/// The pages of all statistics and feature sets, as `Documentation/Statistics.md` holds them.
public enum ReferencePages {
  /// Every page, in Markdown.
  public static var all: String {
    var parts = ["## Statistics"]
    parts += StatisticRegistry.all.map(\.info.page)
    parts.append("## Statistics as other programs compute them")
    parts += StatisticRegistry.conventions.map(\.info.page)
    parts.append("## Feature sets")
    parts += FeatureSet.all.map(\.page)
    return parts.joined(separator: "\n\n")
  }

  /// The page of the statistic or feature set `id`; an unknown one is an error that names the nearest spelling and the
  /// choices.
  public static func page(_ id: String) throws(StatisticsError) -> String {
    if let set = FeatureSet.all.first(where: { $0.id == id }) { return set.page }
    return try StatisticRegistry.statistic(id).info.page
  }
}

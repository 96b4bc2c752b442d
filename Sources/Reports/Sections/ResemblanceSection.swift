import Groundwork

/// Do the simulations look like the data? A classifier knows nothing outside the range it was trained on.
enum ResemblanceSection {
  /// A share above this is worth a look: 2 % lie outside the 1-99 % range where the model fits.
  static let suspicious = 0.1
  /// From this number of features on a heat table stands for the single figures.
  static let manyFeatures = 100

  static func section(_ contents: ReportContents) -> Section {
    let ranges = contents.featureRanges
    let alarms = ranges.count { $0.shareOutside > suspicious }
    return Section(
      id: "resemblance", title: "Does the training resemble the data?", menuTitle: "Training and data",
      // Where the check has judged that these do no harm, the menu does not contradict it.
      alarms: contents.check?.isAlarming == false ? 0 : alarms
    ) {
      Piece.paragraphs(contents.resemblance)
      if ranges.isEmpty {
        Piece.nothing("No observed windows were compared with the simulations.")
      } else {
        Piece.paragraph(verdict(ranges, alarms))
        if alarms > 0 { reconciliation(contents.check) }
        if ranges.count >= manyFeatures {
          HeatTable.html(ranges)
          Piece.heading("The features furthest outside")
          RangeTable.html(Array(worstFirst(ranges).prefix(25)))
          allNumbers(ranges)
        } else {
          RangeTable.html(worstFirst(ranges))
        }
      }
    }
  }

  static func worstFirst(_ ranges: [FeatureRange]) -> [FeatureRange] {
    ranges.enumerated().sorted { a, b in
      let left = a.element.shareOutside
      let right = b.element.shareOutside
      return left == right ? a.offset < b.offset : left > right
    }.map(\.element)
  }

  private static func verdict(_ ranges: [FeatureRange], _ alarms: Int) -> String {
    let expectation =
      "Where the demographic model fits, about 2 % of the observed windows lie outside the range that holds the middle "
      + "98 % of the simulations, feature by feature."
    if alarms == 0 {
      return expectation + " Here no feature has more than \(NumberText.percent(suspicious, decimals: 0)) outside."
    }
    let worst = worstFirst(ranges).prefix(3).map { "\($0.name) (\(NumberText.percent($0.shareOutside, decimals: 0)))" }
    return expectation + " Here \(alarms.grouped) of \(ranges.count.grouped) features have more than "
      + "\(NumberText.percent(suspicious, decimals: 0)) outside; the worst: \(worst.joined(separator: ", "))."
  }

  /// How features outside go together with what the check says of all features at once.
  private static func reconciliation(_ check: CheckValues?) -> HTML {
    guard let check else { return .empty }
    return Piece.paragraph(
      check.isAlarming
        ? "The check above says how far the data differ as a whole, and whether the model relies on these features."
        : "The check above says that the data fit all the same: neighbouring windows and features repeat each other, so that a few odd "
          + "stretches of the genome show in many features at once; what it tests is whether the windows as a whole can be told from "
          + "simulated ones, and whether the model relies on what lies outside.")
  }

  private static func allNumbers(_ ranges: [FeatureRange]) -> HTML {
    let rows = ranges.map { range in
      [
        range.name, NumberText.percent(range.shareOutside),
        NumberText.significant(range.simulated.q01), NumberText.significant(range.simulated.median),
        NumberText.significant(range.simulated.q99), NumberText.significant(range.observed.q01),
        NumberText.significant(range.observed.median), NumberText.significant(range.observed.q99),
      ]
    }
    let header = [
      "Feature", "Outside", "Simulated 1 %", "Median", "99 %", "Observed 1 %", "Median", "99 %",
    ]
    return HTML.element("details") {
      HTML.element("summary") { "All \(ranges.count.grouped) features in numbers" }
      Piece.table(ReportTable(header: header, rows: rows), caption: "Quantiles of every feature")
    }
  }
}

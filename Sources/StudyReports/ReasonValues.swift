import Groundwork
import Reports
import Studies
import StudyFiles
import Training

/// Turns the reasons of calls into the values of the page.
enum ReasonValues {
  /// Adds `reasons`, for regions of `data`.
  static func add(_ reasons: CallReasons, _ data: ObservedData, _ study: Study, to contents: inout ReportContents) {
    let names = Dictionary(reasons.distributions.map { ($0.column, $0.name) }) { first, _ in first }
    let assembly = Assembly(contigLengths: data.contigLengths)
    contents.distributions = reasons.distributions.map {
      FeatureDistribution(feature: $0.name, classes: reasons.classes, quantiles: $0.quantiles)
    }
    contents.reasons = reasons.reasons.map { one in
      var reason = Reports.CallReason(region: one.region.interval.description, kind: one.region.kind)
      if one.told.contains(where: { !$0.value.isNaN }) { reason.notes.append(told(one)) }
      if one.evidence.isEmpty {
        reason.notes.append("No feature by itself sets this window apart; the call rests on many of them together.")
      }
      reason.evidence = one.evidence.compactMap { evidence in
        names[evidence.column].map {
          Reports.CallReason.Evidence(feature: $0, observed: evidence.observed, ratio: evidence.ratio)
        }
      }
      let stretches = [
        ("the data", one.observed), ("a simulation of this class that is most like them", one.simulated),
      ]
      reason.pictures = stretches.compactMap { name, stretch in stretch.flatMap { picture($0, of: name) } }
      reason.links = assembly?.links(one.region.interval).map { Reports.CallReason.Link($0.name, $0.address) } ?? []
      return reason
    }
  }

  /// What can be told of the sweep.
  private static func told(_ reason: CallReasons.Reason) -> String {
    let words = reason.told.filter { !$0.value.isNaN }.map { one in
      StudyWords.parameter(one.name, "\(one.value.significant) (\(one.low.significant) to \(one.high.significant))")
    }
    return
      "If there is a sweep at the peak: \(words.joined(separator: "; ")). The intervals hold nine of ten simulated sweeps that the forest "
      + "behind them has not seen, if sweeps are as the priors say."
  }

  private static func picture(_ stretch: HaplotypeStretch, of name: String) -> HaplotypePicture? {
    guard stretch.positions.count > 1, stretch.rows.count > 1 else { return nil }
    let things = stretch.isPhased ? "haplotypes" : "individuals"
    let count =
      stretch.rows.count == stretch.rowCount
      ? "\(stretch.rowCount.grouped) \(things)"
      : "\(stretch.rows.count.grouped) of \(stretch.rowCount.grouped) \(things)"
    let colours =
      "dark: derived or alternative allele" + (stretch.isPhased ? "" : ", blue: heterozygous")
      + (stretch.rows.contains { $0.contains(.missing) } ? ", orange: missing" : "")
    return HaplotypePicture(
      caption:
        "\(capitalised(name)): \(count) (rows, sorted by similarity) at \(stretch.positions.count.grouped) sites (\(colours)); the "
        + "bracket spans the stretch that the call is about",
      rows: stretch.rows.map { $0.compactMap { HaplotypePicture.Allele(rawValue: $0.rawValue) } },
      focus: stretch.focus)
  }

  private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

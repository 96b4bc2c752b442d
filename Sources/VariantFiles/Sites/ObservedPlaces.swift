import Haplotypes

/// The places of a contig that were looked at without giving a site; see ``/Haplotypes/CallPlaces``.
final class ObservedPlaces: Sendable {
  private let complete: PositionRuns
  private let lost: PositionRuns
  /// Places with some calls; at those that a rule left out all called alleles are set, at the others none is.
  private let partial: ObservedSites

  init(complete: PositionRuns, lost: PositionRuns, partial: ObservedSites) {
    self.complete = complete
    self.lost = lost
    self.partial = partial
  }

  /// The places of `first` and, behind them, those of `second`.
  init(joining first: ObservedPlaces, _ second: ObservedPlaces) {
    var (complete, lost) = (first.complete, first.lost)
    complete.append(second.complete)
    lost.append(second.lost)
    self.complete = complete
    self.lost = lost
    partial = ObservedSites(joining: first.partial, second.partial)
  }

  /// True if calls are missing at some place.
  var lacksCalls: Bool { lost.count > 0 || partial.siteCount > 0 }

  /// The places with `start` <= position < `end`; nil without one.
  func places(from start: Double, to end: Double) throws(VariantFilesError) -> CallPlaces? {
    let (first, last) = (Int(start.rounded(.up)), Int(min(end.rounded(.up), 1e15)))
    let some = try partial.matrix(from: start, to: end)
    let width = some.wordsPerSite
    let dropped = (0..<some.siteCount).filter { site in
      some.words[site * width..<(site + 1) * width].contains { $0 != 0 }
    }
    let places = CallPlaces(
      complete: complete.ranges(from: first, to: last), lost: lost.ranges(from: first, to: last),
      partial: some.positions, missing: some.missing ?? [UInt64](repeating: 0, count: some.words.count),
      dropped: Set(dropped))
    return places.complete.isEmpty && places.lost.isEmpty && places.partial.isEmpty ? nil : places
  }

  /// The same places, `partial` changed.
  func withPartial(
    _ change: (ObservedSites) throws(VariantFilesError) -> ObservedSites
  ) throws(VariantFilesError) -> ObservedPlaces {
    ObservedPlaces(complete: complete, lost: lost, partial: try change(partial))
  }
}

/// The scan of one contig.
package struct ScanTrack: Sendable, Equatable {
  /// The contig.
  package let contig: String
  /// The classes, in the order of the probabilities.
  package let classes: [String]
  /// The windows, by ascending start; they may overlap.
  package let windows: [ScanWindow]
  /// Regions to shade.
  package let marks: [ScanMark]
  /// What was called.
  package let regions: [ScanRegion]

  /// Where its windows begin and end.
  var places: [(start: Int, end: Int)] { windows.map { ($0.start, $0.end) } }

  /// A track; a window has one probability a class, or none; of a comparison of populations there are no classes.
  package init(
    contig: String, classes: [String], windows: [ScanWindow], marks: [ScanMark] = [], regions: [ScanRegion] = []
  ) {
    for window in windows {
      precondition(
        window.probabilities.isEmpty || window.probabilities.count == classes.count,
        "a window has \(window.probabilities.count) probabilities for \(classes.count) classes")
      precondition(
        window.called.map { classes.indices.contains($0) } ?? true, "a window's call is no class: \(window)")
    }
    self.contig = contig
    self.classes = classes
    self.windows = windows
    self.marks = marks
    self.regions = regions
  }
}

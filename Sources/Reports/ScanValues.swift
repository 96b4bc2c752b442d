/// A window of a scan.
package struct ScanWindow: Sendable, Equatable {
  /// First base, 0-based.
  package let start: Int
  /// One past the last base.
  package let end: Int
  /// The probability of each class, in class order; empty where the data did not suffice.
  package let probabilities: [Double]
  /// The index of the class called; nil where the data did not suffice.
  package let called: Int?
  /// What else is known of it; nil if nothing.
  package let details: Details?

  /// What is known of a window besides its classes.
  package struct Details: Sendable, Equatable {
    /// Segregating sites in the window that the probabilities come from.
    package let sites: Int
    /// The share of its bases that is accessible.
    package let accessible: Double
    /// The bases of that window, accessible or not; nil if not known.
    package let span: Int?
    /// The estimated share of false calls among windows called at least so surely; nil if not known.
    package let q: Double?

    /// Details of a window.
    package init(sites: Int, accessible: Double, span: Int? = nil, q: Double?) {
      self.sites = sites
      self.accessible = accessible
      self.span = span
      self.q = q
    }
  }

  /// A window.
  package init(start: Int, end: Int, probabilities: [Double], called: Int?, details: Details? = nil) {
    self.start = start
    self.end = end
    self.probabilities = probabilities
    self.called = called
    self.details = details
  }

  /// The most probable class, called or not; nil where the data did not suffice.
  var mostProbable: Int? { probabilities.indices.max { probabilities[$0] < probabilities[$1] } }
}

/// A called region of a contig.
package struct ScanRegion: Sendable, Equatable {
  /// First base, 0-based.
  package let start: Int
  /// One past the last base.
  package let end: Int
  /// The class.
  package let kind: String
  /// Its probability at the peak.
  package let probability: Double

  /// A region.
  package init(start: Int, end: Int, kind: String, probability: Double) {
    self.start = start
    self.end = end
    self.kind = kind
    self.probability = probability
  }
}

/// A region to shade: a gene, a planted truth.
package struct ScanMark: Sendable, Equatable {
  /// First base, 0-based.
  package let start: Int
  /// One past the last base.
  package let end: Int
  /// What it is.
  package let label: String

  /// A mark.
  package init(start: Int, end: Int, label: String) {
    self.start = start
    self.end = end
    self.label = label
  }
}

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

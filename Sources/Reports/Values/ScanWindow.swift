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

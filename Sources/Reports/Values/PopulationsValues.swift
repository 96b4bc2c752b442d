/// What a study of several populations found in each, side by side.
package struct PopulationsValues: Sendable, Equatable {
  /// A population.
  package struct Population: Sendable, Equatable {
    /// Its name.
    package let name: String
    /// The page of its own scan, relative to this page.
    package let page: String
    /// How well the simulations resemble its data, in words.
    package let check: String
    /// Regions called in it, and those of them called in no other.
    package let called, alone: Int
    /// Where it looks most like a sweep beside the others, in words; "" for nowhere.
    package let furthest: String

    /// A population.
    package init(name: String, page: String, check: String, called: Int, alone: Int, furthest: String) {
      self.name = name
      self.page = page
      self.check = check
      self.called = called
      self.alone = alone
      self.furthest = furthest
    }
  }

  /// The populations, in the order of the study.
  package let populations: [Population]
  /// How to read it, a sentence or paragraph each.
  package let notes: [String]

  /// Populations and how to read them.
  package init(populations: [Population], notes: [String]) {
    self.populations = populations
    self.notes = notes
  }
}

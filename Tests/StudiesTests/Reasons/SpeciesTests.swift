import Studies
import Testing

/// The table of species.
@Suite struct SpeciesTests {
  @Test func everySpeciesIsWholeAndFound() throws {
    #expect(Set(Species.all.map(\.id)).count == Species.all.count && Species.all.count > 20)
    for one in Species.all {
      #expect((1e-10...1e-7).contains(one.mutationRate) && (1e-12...1e-6).contains(one.recombinationRate), "\(one.id)")
      #expect(one.size > 1000 && one.generationTime > 0 && !one.sources.isEmpty, "\(one.id)")
      #expect(one.sources.contains { $0.contains("mutation") } || one.note.contains("mutation"), "\(one.id)")
      #expect(try Species.named(one.name.uppercased()).id == one.id)
    }
  }
}

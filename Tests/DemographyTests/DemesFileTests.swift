import Demography
import Testing

@Suite struct DemesFileTests {
  let bottleneck = """
    description: three epochs
    time_units: years
    generation_time: 25
    demes:
      - name: A
        epochs:
          - {start_size: 10000, end_time: 50000}
          - {start_size: 500, end_time: 25000}
          - {start_size: 20000}
    """

  @Test func epochsComeMostRecentFirstInGenerations() throws {
    let model = try DemesFile.model(bottleneck, path: "a.yaml")
    #expect(model.intervals.map(\.start) == [0, 1000, 2000])
    #expect(model.intervals.map { $0.sizes[0]?.initial } == [20_000, 500, 10_000])
    #expect(model.intervalIndex(at: 999) == 0)
    #expect(model.intervalIndex(at: 1000) == 1)
    #expect(model.intervalIndex(at: 1e9) == 2)
  }

  @Test(arguments: [
    ("time_units: generations\ndemes: []", "at least one deme"),
    ("time_units: generations\ndemes:\n  - name: A\n    epochs: [{start_size: -1}]", "positive"),
    (
      "time_units: generations\ndemes:\n  - name: A\n    epochs: [{start_size: 10, end_size: 20}]",
      "without a beginning"
    ),
    ("time_units: generations\nbanana: 1\ndemes:\n  - {name: A, epochs: [{start_size: 1}]}", "banana"),
    ("time_units: generations\npulses: [{sources: [A]}]\ndemes:\n  - {name: A, epochs: [{start_size: 1}]}", "pulses"),
    (
      "time_units: generations\ndefaults: {pulse: {proportions: []}}\ndemes:\n  - {name: A, epochs: [{start_size: 1}]}",
      "at least one share"
    ),
    (
      "time_units: generations\ndefaults: {pulse: {sources: []}}\ndemes:\n  - {name: A, epochs: [{start_size: 1}]}",
      "at least one deme"
    ),
    ("a: [", "YAML"),
  ])
  func wrongFilesAreRefusedByName(text: String, word: String) {
    let error = #expect(throws: DemographyError.self) { try DemesFile.model(text, path: "a.yaml") }
    #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("a.yaml") == true)
  }

  @Test func epochsOutOfOrderAreRefused() {
    #expect(throws: DemographyError.self) {
      try DemographicModel(epochs: [.init(start: 0, size: 1), .init(start: 0, size: 2)])
    }
    #expect(throws: DemographyError.self) { try DemographicModel(constantSize: 0) }
  }
}

import Groundwork
import Haplotypes
import Studies
import StudyFiles
import TestSupport
import Testing
import Training
import VariantFiles

/// Crossovers of simulated windows by the map of the data.
@Suite struct ObservedMapTests {
  /// Of contig 1 up to base 1,450 of 1,500: the last window reaches beyond it.
  private static let map = "pos chr cM\n1 1 0\n301 1 0.0003\n501 1 0.0003\n901 1 0.0043\n1451 1 0.005\n"

  private func written(_ map: String = Self.map) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try MadeUp.write(MadeUp.matrix(length: 1500, step: 10), length: 1500, folder)
    try map.write(toFile: folder.file("g.txt"), atomically: true, encoding: .utf8)
    return folder
  }

  private func simulation(_ folder: TemporaryFolder, _ setting: String = "study=x") throws -> TrainingSimulation {
    let (study, data) = try MadeUp.observed(folder, "data.recombination_map=g.txt", setting)
    return try TrainingSimulation(study, data: data)
  }

  /// The rate at each base of each replicate is that of the file at the same base of the window whose mask it has.
  @Test func replicatesHaveTheMapOfTheirWindow() throws {
    let folder = try written()
    let (study, data) = try MadeUp.observed(folder, "data.recombination_map=g.txt")
    let windows = try #require(ObservedWindows(try WindowGrid(data, study)))
    let plan = try TrainingSimulation(study, data: data).plan
    // cM between two lines of the file over their distance; behind the last line the mean of what lies before it.
    func rate(_ base: Int) -> Double {
      let lines = [(0, 0.0), (300, 0.0003), (500, 0.0003), (900, 0.0043), (1450, 0.005)]
      for (one, next) in zip(lines, lines.dropFirst()) where (one.0..<next.0).contains(base) {
        return (next.1 - one.1) / 100 / Double(next.0 - one.0)
      }
      return 0.005 / 100 / 1450
    }
    var starts: Set<Int> = []
    for index in 0..<20 {
      let start = windows.drawn(seed: 5, replicate: UInt64(index)).interval.start
      starts.insert(start)
      let model = try plan.draw(index).model
      let map = try #require(model.recombinationMap)
      #expect(map.start == 0 && map.end == 1100)
      var (sum, wrong) = (0.0, 0)
      for base in 0..<1100 {
        let expected = rate(start + base)
        if abs(map.rate(at: Double(base) + 0.5) - expected) > 1e-9 * expected { wrong += 1 }
        sum += expected
      }
      #expect(wrong == 0, "bases of the replicate \(index), whose window begins at \(start)")
      #expect(abs(model.recombinationRate - sum / 1100) < 1e-9 * model.recombinationRate)
    }
    #expect(starts == [0, 100, 200, 300, 400])
  }

  /// The factor is one for a replicate; what else is drawn for it is as without it.
  @Test func ratesAreScaled() throws {
    let folder = try written()
    let plain = try simulation(folder).plan
    let twice = try simulation(folder, "likeness.recombination_scale=2").plan
    let drawn = try simulation(folder, "likeness.recombination_scale={uniform: [0.5, 3]}").plan
    var factors: [Double] = []
    for index in 0..<20 {
      let (one, two, any) = (try plain.draw(index).model, try twice.draw(index).model, try drawn.draw(index).model)
      #expect(abs(two.recombinationRate / one.recombinationRate - 2) < 1e-9)
      #expect(one.mutationRate == two.mutationRate && one.sweep == two.sweep)
      let factor = any.recombinationRate / one.recombinationRate
      let (map, own) = (try #require(one.recombinationMap), try #require(any.recombinationMap))
      #expect(map.breakpoints == own.breakpoints)
      #expect(zip(map.rates, own.rates).allSatisfy { abs($0 * factor - $1) <= 1e-9 * $1 })
      factors.append(factor)
    }
    #expect(factors.allSatisfy { (0.5...3).contains($0) } && Set(factors).count == 20)
  }

  /// Rows do not depend on threads, and hold the mean rate and the place of each window.
  @Test func rowsAndTheirTruth() throws {
    let folder = try written()
    let simulation = try simulation(folder, "likeness.recombination_scale={uniform: [0.5, 3]}")
    let one = try simulation.rows(0..<20, threads: 1) { _ in }.table
    let three = try simulation.rows(0..<20, threads: 3) { _ in }.table
    #expect(one.values == three.values && one.rowCount == 20)
    let rate = try #require(one.truthNames.firstIndex(of: "recombination_rate"))
    let start = try #require(one.truthNames.firstIndex(of: "recombination_map_start"))
    for row in 0..<20 {
      let drawn = try simulation.plan.draw(row).model
      #expect(one.truth[row * one.truthNames.count + rate] == drawn.recombinationRate)
      #expect([0, 100, 200, 300, 400].contains(one.truth[row * one.truthNames.count + start]))
    }
    let words = simulation.likenessInWords.joined(separator: "\n")
    #expect(words.contains("has the map (g.txt) of one of 5 observed windows"))
    #expect(words.contains("times a factor (uniform between 0.5 and 3)"), "\(words)")
  }

  /// The key of the simulation has the content of the map where there are windows, and the factor.
  @Test func theKeyHoldsTheMap() throws {
    let keys = try [
      simulation(try written()).key, simulation(try written(), "likeness.recombination_scale=2").key,
      simulation(try written(Self.map.replacing("901 1 0.0043", with: "901 1 0.0042"))).key,
      simulation(try written(), "data.recombination_map=null").key,
    ]
    #expect(Set(keys).count == 4)
    let longer = try simulation(try written(Self.map + "1501 1 0.0050345\n2001 1 0.009\n"))
    #expect(longer.key != keys[0], "the last 50 bases are no longer filled")
    let beyond = try simulation(try written(Self.map + "1501 1 0.0050345\n2001 1 0.008\n"))
    #expect(beyond.key == longer.key, "nothing of the map behind the windows is used")
  }

  @Test(arguments: [
    ("pos chr cM\n1 2 0\n1501 2 1\n", "g.txt: has no map of the chromosome '1'"),
    (
      "pos chr cM\n1 1 0\n901 1 0.001\n",
      "g.txt: covers less than half of the window 1:401-1500: it goes from 1 to 900"
    ),
    ("pos chr cM\n1 1 0.5\n1501 1 0.5\n", "g.txt: there is no crossover in any window"),
  ])
  func mapsOfOtherData(map: String, words: String) throws {
    let folder = try written(map)
    let error = #expect(throws: StudyError.self) { try self.simulation(folder) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func mapsWithoutNamesAreOfTheOnlyChromosome() throws {
    let named = try simulation(try written()).plan.draw(0).model
    let unnamed = try simulation(try written(Self.map.replacing(" 1 0", with: " 0").replacing("chr ", with: "")))
    #expect(try unnamed.plan.draw(0).model.recombinationMap == named.recombinationMap)
  }

  @Test(arguments: [
    ("recombination_map: g.txt", "recombination_rate: 1.0e-8", "", "model.recombination_rate is not used beside"),
    ("recombination_map: g.txt", "recombination_map: h.txt", "", "model.recombination_map is not used beside"),
    ("ancestral: none", "", "recombination_scale: 2", "is for data.recombination_map, which is missing"),
    ("recombination_map: g.txt", "", "recombination_scale: 0", "recombination_scale"),
  ])
  func whatWouldBeIgnoredIsRefused(data: String, model: String, likeness: String, words: String) throws {
    let text = "data: {variants: x.vcf, \(data)}\nmodel: {\(model)}\nlikeness: {\(likeness)}\n"
    let error = #expect(throws: StudyError.self) { try MadeUp.study(text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func aSettingTakesThePlaceOfTheMap() throws {
    let text = "data: {variants: x.vcf, recombination_map: g.txt}\n"
    #expect(try MadeUp.study(text).data?.recombinationMap == "/studies/g.txt")
    #expect(try MadeUp.study(text, "model.recombination_rate=1e-8").data?.recombinationMap == nil)
    let rate = "data: {variants: x.vcf}\nmodel: {recombination_rate: 2.0e-8}\n"
    #expect(try MadeUp.study(rate, "data.recombination_map=g.txt").data?.recombinationMap == "/studies/g.txt")
    let error = #expect(throws: StudyError.self) {
      try MadeUp.study(text + "classes: {neutral: {}, slow: {model: {recombination_rate: 1.0e-9}}}\n")
    }
    #expect(
      error?.description.contains("not used beside data.recombination_map") == true, "\(error?.description ?? "")")
  }
}

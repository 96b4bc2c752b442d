import Groundwork
import Haplotypes
import Studies
import StudyFiles
import Testing
import Training

/// Errors that simulated windows are given as the data have them.
@Suite struct LikenessTests {
  /// One haplotype, one site at a time, with the draws in the order of sites and individuals.
  @Test(arguments: [[2, 2, 2], [1, 2, 1, 2, 4, 2], [1] + [UInt8](repeating: 2, count: 40) + [1]] as [[UInt8]])
  func errorsAsTheirNaiveTwin(ploidies: [UInt8]) {
    let count = ploidies.reduce(0) { $0 + Int($1) }
    var stream = RandomStream(seed: 4, replicate: 0, purpose: .parameters)
    var matrix = HaplotypeMatrix(haplotypeCount: count)
    for site in 0..<200 {
      let every = (0..<matrix.wordsPerSite).map { word in
        count - 64 * word >= 64 ? UInt64.max : (1 << UInt64(count - 64 * word)) - 1
      }
      let missing = every.map { $0 & stream.next() & stream.next() & stream.next() }
      let alleles = zip(every, missing).map { $0 & ~$1 & stream.next() }
      matrix.append(position: Double(site), alleles: alleles, missing: missing)
    }
    var draws = RandomStream(seed: 4, replicate: 1, purpose: .split)
    let fast = GenotypeErrors(switchError: 0.2, misorientation: 0.3).applied(to: matrix, ploidies: ploidies, &draws)
    var twin = RandomStream(seed: 4, replicate: 1, purpose: .split)
    var isExchanged = [Bool](repeating: false, count: ploidies.count)
    for site in 0..<200 {
      var alleles = (0..<count).map { matrix.allele(site: site, haplotype: $0) }
      var first = 0
      for (individual, ploidy) in ploidies.enumerated() {
        defer { first += Int(ploidy) }
        let isCalled = (first..<first + Int(ploidy)).allSatisfy { !matrix.isMissing(site: site, haplotype: $0) }
        guard ploidy == 2, isCalled, alleles[first] != alleles[first + 1] else { continue }
        if twin.uniform() < 0.2 { isExchanged[individual].toggle() }
        if isExchanged[individual] { alleles.swapAt(first, first + 1) }
      }
      let isTurned = twin.uniform() < 0.3
      for haplotype in 0..<count where !matrix.isMissing(site: site, haplotype: haplotype) {
        #expect(fast.allele(site: site, haplotype: haplotype) == (alleles[haplotype] != isTurned))
      }
    }
    #expect(fast.missing == matrix.missing && fast != matrix)
  }

  @Test func settingsAreReadStrictly() throws {
    let plain = try MadeUp.study(MadeUp.simulating).likeness
    #expect(plain == Study.Likeness() && plain.misorientation == .estimated)
    let set = try MadeUp.study(
      MadeUp.simulating, "likeness.mask=false", "likeness.switch_error={uniform: [0, 0.02]}",
      "likeness.misorientation=0.01"
    ).likeness
    #expect(
      !set.mask && set.missing && set.switchError == .uniform(0, 0.02) && set.misorientation == .rate(.fixed(0.01)))
    for word in ["off", "none"] {
      #expect(try MadeUp.study(MadeUp.simulating, "likeness.misorientation=\(word)").likeness.misorientation == .off)
    }
    for (wrong, words) in [
      ("misorientation=maybe", "expected off, estimated"), ("misorientation=0.7", "0.5"), ("switch_error=2", "0.5"),
      ("mask=perhaps", "true or false"), ("masks=true", "did you mean 'mask'"),
    ] {
      let error = #expect(throws: StudyError.self) { try MadeUp.study(MadeUp.simulating, "likeness.\(wrong)") }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
  }

  /// Simulated windows are changed by what is asked for, and keys change only then.
  @Test func rowsHaveTheErrors() throws {
    func simulation(_ settings: String...) throws -> TrainingSimulation {
      let study = try StudyFile.parse(MadeUp.simulating, path: "/studies/x.yaml", overrides: settings)
      return try TrainingSimulation(study, data: nil)
    }
    let plain = try simulation()
    #expect(try simulation("likeness.misorientation=off", "likeness.switch_error=0").key == plain.key)
    let rows = try plain.rows(0..<5, threads: 1) { _ in }.table.values
    for setting in ["likeness.misorientation=0.3", "likeness.switch_error=0.4"] {
      let changed = try simulation(setting)
      #expect(changed.key != plain.key)
      #expect(try changed.rows(0..<5, threads: 1) { _ in }.table.values != rows)
    }
  }
}

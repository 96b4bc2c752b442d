import Coalescent
import Demography
import Testing

@Suite struct ExpectedSpectrumTests {
  @Test(arguments: [2, 3, 10, 200, ExpectedSpectrum.largestSample])
  func aConstantPopulationHasOneOverI(sampleSize: Int) throws {
    let lengths = ExpectedSpectrum(sampleSize: sampleSize).branchLengths([.init(start: 0, size: 500)])
    for (index, length) in lengths.enumerated() {
      #expect(abs(length * Double(index + 1) / 2000 - 1) < 1e-6)
    }
  }

  @Test func epochsOfOneSizeAreOneEpoch() {
    let theory = ExpectedSpectrum(sampleSize: 12)
    let cut = theory.branchLengths([.init(start: 0, size: 70), .init(start: 13, size: 70), .init(start: 90, size: 70)])
    for (one, other) in zip(cut, theory.branchLengths([.init(start: 0, size: 70)])) {
      #expect(abs(one - other) < 1e-9 * other)
    }
  }

  /// Two epochs against simulated samples of unlinked sites: every class of the spectrum within 4 standard errors.
  @Test func changingSizesAgreeWithSimulation() throws {
    let epochs = [
      DemographicModel.Epoch(start: 0, size: 200), .init(start: 150, size: 2000), .init(start: 900, size: 300),
    ]
    let size = 8
    let model = CoalescentModel(
      haplotypeCount: size, sequenceLength: 1000, demography: try DemographicModel(epochs: epochs),
      mutationRate: 1e-6, recombinationRate: 0)
    let expected = ExpectedSpectrum(sampleSize: size).branchLengths(epochs).map { $0 * 1e-6 * 1000 }
    let simulator = CoalescentSimulator()
    var sums = [Double](repeating: 0, count: size - 1)
    var squares = sums
    let replicates = 4000
    for replicate in 0..<replicates {
      let matrix = try simulator.simulate(model, seed: 5, replicate: UInt64(replicate)).matrix
      var counts = [Double](repeating: 0, count: size - 1)
      for site in 0..<matrix.siteCount { counts[matrix.words[site].nonzeroBitCount - 1] += 1 }
      for index in counts.indices {
        sums[index] += counts[index]
        squares[index] += counts[index] * counts[index]
      }
    }
    for index in expected.indices {
      let mean = sums[index] / Double(replicates)
      let error = ((squares[index] / Double(replicates) - mean * mean) / Double(replicates)).squareRoot()
      #expect(abs(mean - expected[index]) < 4 * error)
    }
  }
}

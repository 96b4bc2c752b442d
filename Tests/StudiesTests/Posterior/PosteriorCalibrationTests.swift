import FeatureTables
import Groundwork
import Learning
import Studies
import Testing

/// Calibration of posteriors that are right, and of ones that are too narrow.
@Suite struct PosteriorCalibrationTests {
  /// 400 rows of a normal number, with draws from a posterior of `width` times the right standard deviation.
  private static func calibration(width: Double) -> PosteriorCalibration {
    var stream = RandomStream(seed: 4, replicate: 0, purpose: .parameters)
    let schema = FeatureSchema(
      featureSet: "made up", columns: [FeatureColumn(name: "f", statistic: "f", version: 1, subwindow: nil)],
      usesPhase: false, usesPolarisation: false, haplotypeCount: 10, windowLength: 100, subwindowCount: 1)
    var table = FeatureTable(schema: schema, classes: ["simulated"], truthNames: ["x", "y"])
    var draws: [Double] = []
    for row in 0..<400 {
      let centres = [stream.normal(), stream.normal()]
      let truth = centres.map { $0 + 0.3 * stream.normal() }
      table.append([0], label: 0, replicate: UInt64(row), truth: truth)
      for _ in 0..<200 { draws += centres.map { $0 + 0.3 * width * stream.normal() } }
    }
    let targets = [TargetVariable("x"), TargetVariable("y")]
    return PosteriorCalibration(
      PosteriorDraws(targets: targets, drawCount: 200, values: draws), table, seed: 1)
  }

  @Test func rightPosteriorsPass() {
    let calibration = Self.calibration(width: 1)
    #expect(calibration.replicates == 400 && calibration.jointP > 0.01)
    for target in calibration.targets {
      #expect(target.p > 0.001 && target.ranks.reduce(0, +) == 400)
      // Binomial, four standard deviations.
      #expect(abs(target.coverage[2].value - 0.9) < 4 * (0.09 / 400).squareRoot())
      #expect(abs(target.contraction - (1 - 0.09 / 1.09)) < 0.02)
    }
  }

  @Test func narrowPosteriorsFail() {
    let calibration = Self.calibration(width: 0.5)
    #expect(calibration.jointP < 0.001)
    #expect(calibration.targets.allSatisfy { $0.p < 1e-6 && $0.coverage[2].value < 0.75 })
  }

  /// Chi-squared tails from tables.
  @Test func tails() {
    #expect(abs(ChiSquared.upperTail(16.919, degrees: 9) - 0.05) < 1e-4)
    #expect(abs(ChiSquared.upperTail(3.325, degrees: 9) - 0.95) < 1e-4)
    #expect(abs(ChiSquared.upperTail(5.991, degrees: 2) - 0.05) < 1e-4)
    #expect(ChiSquared.upperTail(0, degrees: 9) == 1)
  }
}

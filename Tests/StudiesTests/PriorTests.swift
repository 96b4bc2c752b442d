import Groundwork
import Studies
import TestSupport
import Testing

/// Draws from priors against their moments.
@Suite struct PriorTests {
  static let draws = 20_000

  /// `draws` values of `prior`, each from a stream of its own, as replicates draw.
  private func values(_ prior: Prior) -> [Double] {
    (0..<Self.draws).map { replicate in
      var stream = RandomStream(seed: 11, replicate: UInt64(replicate), purpose: .parameters)
      return prior.draw(&stream)
    }
  }

  @Test(arguments: [
    Prior.uniform(1e-8, 1.5e-8), .uniform(0, 2000), .logUniform(0.005, 0.1), .logUniform(1e-9, 1e-6),
    .exponential(mean: 1e-8, max: 3e-8), .exponential(mean: 1, max: 0.2), .exponential(mean: 1, max: 20),
  ])
  func meansAndBounds(prior: Prior) {
    var moments = Moments()
    for value in values(prior) {
      moments.add(value)
      #expect(prior.range.low <= value && value <= prior.range.high)
    }
    #expect(abs(moments.z(from: prior.mean)) < 4, "\(prior): mean \(moments.mean), expected \(prior.mean)")
  }

  @Test func fixedValues() {
    #expect(Set(values(.fixed(0.25))) == [0.25])
    #expect(Prior.fixed(0.25).mean == 0.25 && Prior.logUniform(3, 3).mean == 3)
  }

  /// The cut tail is drawn again, not piled up at the maximum: the last hundredth holds what the density says.
  @Test func truncatedExponentialsHaveNoAtomAtTheirMaximum() {
    let values = values(.exponential(mean: 1, max: 1.5))
    #expect(!values.contains(1.5))
    let expected = (expOf(-1.485) - expOf(-1.5)) / (1 - expOf(-1.5))
    let found = Double(values.count { $0 > 1.485 }) / Double(Self.draws)
    let error = (expected * (1 - expected) / Double(Self.draws)).squareRoot()
    #expect(abs(found - expected) < 4 * error, "\(found) in the last hundredth, expected \(expected)")
  }

  @Test func logUniformHasItsMedianInTheMiddleOfTheLogarithms() {
    let below = values(.logUniform(0.001, 0.1)).count { $0 < 0.01 }
    let sigma = (Double(Self.draws) * 0.25).squareRoot()
    #expect(abs(Double(below) - Double(Self.draws) / 2) < 4 * sigma)
  }

  @Test func words() {
    #expect(Prior.fixed(10_000).words == "10,000")
    #expect(Prior.uniform(0, 500).words == "uniform between 0 and 500")
    #expect(Prior.exponential(mean: 1e-8, max: 3e-8).words == "exponential with mean 1e-08, at most 3e-08")
  }
}

import Groundwork
import Networks
import Testing

/// Losses, their derivatives and what training does.
@Suite("Losses and training", .enabled(if: NetworkEngine.isPresent, "run 'make networks' first"))
struct LossTests {
  /// What the loss `kind` says of `outputs`, one row.
  private func loss(_ kind: String, _ outputs: [Float], _ targets: [Float], settings: String = "") throws -> Double {
    var description = NetworkDescription()
    let input = description.input("x", [outputs.count])
    description.loss(kind, description.layer("flatten", input), settings: settings)
    let network = try Network(description, seed: 1)
    return try #require(network.losses(Network.Batch(rows: 1, inputs: [outputs], targets: [targets])).first)
  }

  @Test func softmaxAndSquares() throws {
    let sum = [0.5, -1, 2].reduce(0) { $0 + PortableMath.exp($1) }
    #expect(abs(try loss("softmax", [0.5, -1, 2], [1]) - (PortableMath.log(sum) + 1)) < 1e-6)
    #expect(abs(try loss("squares", [1, 4], [3, 1]) - 6.5) < 1e-6)
  }

  /// Two components in two dimensions, their densities by the formula of the normal distribution.
  @Test func mixture() throws {
    let target = [0.3, -0.7]
    var outputs: [Float] = []
    var density = 0.0
    let components: [(logit: Double, mean: [Double], diagonal: [Double], below: Double)] = [
      (0.4, [0.1, 0.2], [0.3, -0.2], 0.5), (-0.6, [-1, 0.5], [-0.4, 0.6], -1.2),
    ]
    let total = components.reduce(0) { $0 + PortableMath.exp($1.logit) }
    for part in components {
      outputs += ([part.logit] + part.mean + part.diagonal + [part.below]).map { Float($0) }
      let (a, b) = (PortableMath.exp(part.diagonal[0]), PortableMath.exp(part.diagonal[1]))
      let (x, y) = (target[0] - part.mean[0], target[1] - part.mean[1])
      // The precision is L'L of the rows (a, 0) and (below, b), so its determinant is (a b)^2.
      let square = (a * x) * (a * x) + (part.below * x + b * y) * (part.below * x + b * y)
      density += PortableMath.exp(part.logit) / total * a * b / (2 * Double.pi) * PortableMath.exp(-square / 2)
    }
    let found = try loss("mixture", outputs, target.map { Float($0) }, settings: "targets=2 components=2")
    #expect(abs(found + PortableMath.log(density)) < 1e-5)
  }

  /// The derivative of an output by each input, against differences.
  @Test func gradient() throws {
    var description = NetworkDescription()
    var last = description.input("x", [3, 8])
    last = description.layer("conv1d", last, settings: "channels=4 kernel=3")
    last = description.layer("groupnorm", last, settings: "groups=2")
    last = description.layer("tanh", last)
    last = description.layer("flatten", last)
    _ = description.layer("linear", last, settings: "units=2", name: "out")
    let network = try Network(description, seed: 3)
    var stream = RandomStream(seed: 4, replicate: 0, purpose: .parameters)
    let x = (0..<48).map { _ in Float(stream.normal()) }
    let found = try network.gradient("out", column: 1, Network.Batch(rows: 2, inputs: [x]))
    for place in [0, 7, 23, 30, 47] {
      let values = try [Float(-0.01), 0.01].map { step in
        var moved = x
        moved[place] += step
        return Double(try network.evaluate("out", Network.Batch(rows: 2, inputs: [moved]), size: 2)[place / 24 * 2 + 1])
      }
      #expect(abs((values[1] - values[0]) / 0.02 - Double(found[0][place])) < 2e-3)
    }
  }

  /// Training finds the line that least squares has, the same bits for a seed, and others for another.
  @Test func training() throws {
    var description = NetworkDescription()
    let input = description.input("x", [1])
    let output = description.layer("linear", input, settings: "units=1", name: "out")
    description.loss("squares", output)
    let x: [Float] = [0, 1, 2, 3]
    let y: [Float] = [1, 3, 4.5, 7.5]
    func fitted(_ seed: UInt64) throws -> [Float] {
      let network = try Network(description, seed: seed)
      for step in 0..<800 {
        let rate = step < 600 ? 0.05 : 0.005
        _ = try network.train(Network.Batch(rows: 4, inputs: [x], targets: [y]), seed: UInt64(step), rate: rate)
      }
      return try network.weights()
    }
    let found = try fitted(1)
    #expect(abs(found[0] - 2.1) < 1e-3 && abs(found[1] - 0.85) < 1e-3)
    #expect(try fitted(1) == found && fitted(2) != found)
  }

  /// A row that counts three times is as good as three such rows; one that counts nothing is not there.
  @Test func weightsOfRows() throws {
    var description = NetworkDescription()
    description.loss("squares", description.layer("flatten", description.input("x", [1])))
    let network = try Network(description, seed: 1)
    let loss = try network.losses(
      Network.Batch(rows: 3, inputs: [[1, 2, 9]], targets: [[0, 0, 0]], weights: [[3, 1, 0]]))
    #expect(abs(loss[0] - 7.0 / 4) < 1e-6)
  }
}

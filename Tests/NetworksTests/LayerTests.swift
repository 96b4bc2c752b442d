import Groundwork
import Networks
import Testing

/// Layers of the engine against loops that say what they mean.
@Suite("Layers against naive twins", .enabled(if: NetworkEngine.isPresent, "run 'make networks' first"))
struct LayerTests {
  /// Rows x shape, of normal numbers.
  private static func values(_ count: Int, seed: UInt64) -> [Float] {
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    return (0..<count).map { _ in Float(stream.normal()) }
  }

  /// What the layer `kind` makes of `rows` rows of `shape`, and its weights by name.
  private static func evaluate(
    _ kind: String, _ shape: [Int], settings: String = "", rows: Int = 3, size: Int
  ) throws -> (x: [Float], y: [Float], weights: [String: [Float]]) {
    var description = NetworkDescription()
    let input = description.input("x", shape)
    _ = description.layer(kind, input, settings: settings, name: "y")
    let network = try Network(description, seed: 5)
    // Biases begin at 0: other numbers show that they are added in the right place.
    try network.setWeights(values(network.weightCount, seed: 9))
    let x = values(rows * shape.reduce(1, *), seed: 1)
    let y = try network.evaluate("y", Network.Batch(rows: rows, inputs: [x]), size: size)
    var weights: [String: [Float]] = [:]
    var place = 0
    let all = try network.weights()
    for (name, shape) in network.shapes {
      let count = shape.reduce(1, *)
      weights[name] = Array(all[place..<place + count])
      place += count
    }
    return (x, y, weights)
  }

  private static func expectClose(_ found: [Float], _ expected: [Double], _ tolerance: Double = 2e-5) {
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) { #expect(abs(Double(a) - b) < tolerance * max(1, abs(b))) }
  }

  @Test func linear() throws {
    let (x, y, weights) = try Self.evaluate("linear", [4], settings: "units=2", size: 2)
    let (w, b) = (try #require(weights["y.0"]), try #require(weights["y.1"]))
    var expected: [Double] = []
    for place in 0..<6 {
      var sum = Double(b[place % 2])
      for source in 0..<4 { sum += Double(w[place % 2 * 4 + source]) * Double(x[place / 2 * 4 + source]) }
      expected.append(sum)
    }
    Self.expectClose(y, expected)
  }

  /// Length 7, kernel 3, dilation 2: each value reads two to the left and two to the right, 0 beyond the ends.
  @Test(arguments: [(1, 1), (2, 1), (1, 2)])
  func convolution(dilation: Int, stride: Int) throws {
    let (length, kernel) = (7, 3)
    let places = stride == 1 ? length : (length + 2 * dilation * 1 - dilation * (kernel - 1) - 1) / stride + 1
    let settings = "channels=3 kernel=3 dilation=\(dilation)" + (stride == 1 ? "" : " stride=\(stride)")
    let (x, y, weights) = try Self.evaluate("conv1d", [2, length], settings: settings, size: 3 * places)
    let (w, b) = (try #require(weights["y.0"]), try #require(weights["y.1"]))
    var expected: [Double] = []
    for row in 0..<3 {
      for channel in 0..<3 {
        for place in 0..<places {
          var sum = Double(b[channel])
          for source in 0..<2 {
            for tap in 0..<kernel {
              let at = place * stride + (tap - 1) * dilation
              guard (0..<length).contains(at) else { continue }
              sum += Double(w[(channel * 2 + source) * kernel + tap]) * Double(x[(row * 2 + source) * length + at])
            }
          }
          expected.append(sum)
        }
      }
    }
    Self.expectClose(y, expected)
  }

  /// 2 x 2 kernels reach to the right and down, as Keras has it.
  @Test func plane() throws {
    let (height, width) = (3, 5)
    let (x, y, weights) = try Self.evaluate(
      "conv2d", [1, height, width], settings: "channels=2 kernel=2,2 dilation=1,3", size: 2 * height * width)
    let (w, b) = (try #require(weights["y.0"]), try #require(weights["y.1"]))
    var expected: [Double] = []
    for row in 0..<3 {
      for channel in 0..<2 {
        for i in 0..<height {
          for j in 0..<width {
            var sum = Double(b[channel])
            for (a, c) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
              let (down, along) = (i + a, j + (c == 0 ? -1 : 2))
              guard down < height, (0..<width).contains(along) else { continue }
              sum += Double(w[channel * 4 + a * 2 + c]) * Double(x[(row * height + down) * width + along])
            }
            expected.append(sum)
          }
        }
      }
    }
    Self.expectClose(y, expected)
  }

  @Test(arguments: ["instancenorm", "layernorm", "groupnorm"])
  func normalisation(kind: String) throws {
    let (channels, length) = (4, 6)
    let (x, y, weights) = try Self.evaluate(
      kind, [channels, length], settings: kind == "groupnorm" ? "groups=2" : "", size: channels * length)
    let together = ["instancenorm": 1, "layernorm": channels, "groupnorm": 2][kind] ?? 0
    var expected: [Double] = []
    for group in 0..<3 * channels / together {
      let own = (0..<together * length).map { Double(x[group * together * length + $0]) }
      let mean = own.reduce(0, +) / Double(own.count)
      let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)
      for (place, value) in own.enumerated() {
        let channel = (group * together + place / length) % channels
        let scale = weights["y.0"].map { Double($0[channel]) } ?? 1
        let shift = weights["y.1"].map { Double($0[channel]) } ?? 0
        expected.append((value - mean) / (variance + 1e-5).squareRoot() * scale + shift)
      }
    }
    Self.expectClose(y, expected, 1e-4)
  }

  @Test(arguments: ["mean", "max", "sd"])
  func pooling(kind: String) throws {
    let (x, y, _) = try Self.evaluate(kind, [5, 2], size: 2)
    var expected: [Double] = []
    for row in 0..<3 {
      for column in 0..<2 {
        let own = (0..<5).map { Double(x[(row * 5 + $0) * 2 + column]) }
        let mean = own.reduce(0, +) / 5
        let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 5
        expected.append(["mean": mean, "max": own.max() ?? 0, "sd": (variance + 1e-6).squareRoot()][kind] ?? 0)
      }
    }
    Self.expectClose(y, expected)
  }

  /// Both directions of a recurrent layer of gated units (Cho et al. 2014), in PyTorch's form: reset, update, new.
  @Test func gatedUnits() throws {
    let (length, size, units) = (4, 2, 3)
    let (x, y, weights) = try Self.evaluate("gru", [length, size], settings: "units=3", size: 2 * units)
    func logistic(_ value: Double) -> Double { 1 / (1 + PortableMath.exp(-value)) }
    var expected: [Double] = []
    for row in 0..<3 {
      for direction in 0..<2 {
        let (wx, wh, bx, bh) = (
          try #require(weights["y.\(4 * direction)"]), try #require(weights["y.\(4 * direction + 1)"]),
          try #require(weights["y.\(4 * direction + 2)"]), try #require(weights["y.\(4 * direction + 3)"])
        )
        var state = [Double](repeating: 0, count: units)
        for step in 0..<length {
          let place = direction == 0 ? step : length - 1 - step
          func part(_ gate: Int, _ unit: Int) -> (input: Double, hidden: Double) {
            let line = gate * units + unit
            let input = (0..<size).reduce(Double(bx[line])) {
              $0 + Double(wx[line * size + $1]) * Double(x[(row * length + place) * size + $1])
            }
            return (input, (0..<units).reduce(Double(bh[line])) { $0 + Double(wh[line * units + $1]) * state[$1] })
          }
          state = (0..<units).map { unit in
            let (reset, update, new) = (part(0, unit), part(1, unit), part(2, unit))
            let z = logistic(update.input + update.hidden)
            let inner = new.input + logistic(reset.input + reset.hidden) * new.hidden
            return (1 - z) * (2 * logistic(2 * inner) - 1) + z * state[unit]
          }
        }
        expected += state
      }
    }
    Self.expectClose(y, expected)
  }

  @Test func refusals() throws {
    func message(_ declare: (inout NetworkDescription) -> Void) -> String {
      var description = NetworkDescription()
      declare(&description)
      do {
        _ = try Network(description, seed: 1)
        return "no error"
      } catch { return error.description }
    }
    #expect(message { _ = $0.layer("linear", $0.input("x", [3])) }.contains("units is missing"))
    #expect(message { _ = $0.layer("dance", $0.input("x", [3])) }.contains("no kind of layer 'dance'"))
    #expect(message { _ = $0.layer("linear", $0.input("x", [3]), settings: "units=9999999") }.contains("1,048,576"))
    #expect(
      message {
        let (x, z) = ($0.input("x", [3]), $0.input("z", [4, 2]))
        _ = $0.layer("add", x, z, name: "sum")
      }.contains("sum (add)"))
  }
}

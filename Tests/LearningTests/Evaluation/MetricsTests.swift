import FeatureTables
import Groundwork
import Learning
import Testing

@Suite("Metrics")
struct MetricsTests {
  @Test("Ties call the first class; the confusion matrix counts by true class")
  func confusion() {
    let predictions = PredictionTable(
      classes: ["x", "y", "z"], probabilities: [0.4, 0.4, 0.2, 0.1, 0.2, 0.7, 0.3, 0.35, 0.35, 0, 0, 1])
    #expect((0..<4).map(predictions.calledClass) == [0, 2, 1, 2])
    let matrix = ConfusionMatrix(labels: [0, 2, 2, 0], predictions: predictions)
    #expect(matrix.counts == [[1, 0, 1], [0, 0, 0], [0, 1, 1]])
    #expect(matrix.accuracy == Proportion(successes: 2, total: 4))
    #expect(matrix.recalls.map(\.value) == [0.5, 0, 0.5])
    #expect(matrix.precisions.map(\.value) == [1, 0, 0.5])
  }

  @Test("Wilson's interval: textbook values")
  func wilson() {
    // Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I, method 3.
    for (successes, total, low, high) in [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718),
    ] {
      let interval = Proportion(successes: successes, total: total).interval
      #expect(abs(interval.lowerBound - low) < 5.1e-5 && abs(interval.upperBound - high) < 5.1e-5)
    }
    #expect(Proportion(successes: 0, total: 0).interval == 0...1)
  }

  @Test("The area equals the share of pairs in the right order, ties one half")
  func area() throws {
    var random = RandomStream(seed: 1, replicate: 0, purpose: .parameters)
    for count in [2, 3, 10, 200] {
      var scores = (0..<count).map { _ in Double(random.index(below: 20)) / 20 }
      var positive = (0..<count).map { _ in random.uniform() < 0.4 }
      positive[0] = true
      positive[1] = false
      scores[0] += 0.2
      let curve = try #require(ROCCurve(scores: scores, isPositive: positive))
      var inOrder = 0.0
      var pairs = 0.0
      for i in 0..<count where positive[i] {
        for j in 0..<count where !positive[j] {
          pairs += 1
          inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0
        }
      }
      #expect(abs(curve.area - inOrder / pairs) < 1e-15)
      // The trapezoids under the points are the same area, and thinning keeps the ends and the area.
      let trapezoids = zip(curve.points, curve.points.dropFirst()).reduce(0.0) { sum, pair in
        let width = pair.1.falsePositiveRate - pair.0.falsePositiveRate
        return sum + width * (pair.0.truePositiveRate + pair.1.truePositiveRate) / 2
      }
      #expect(abs(trapezoids - curve.area) < 1e-12)
      let thinned = curve.thinned(to: 8)
      #expect(thinned.points.count <= 9 && thinned.area == curve.area)
      #expect(thinned.points.first == curve.points.first && thinned.points.last == curve.points.last)
    }
    #expect(ROCCurve(scores: [1, 2], isPositive: [true, true]) == nil)
    // Of 101 negatives one scores above 0.5, of 4 positives three do: 3 of 4 are found at 1 in 101, all at 5 %.
    let scores = [0.9, 0.8, 0.7, 0.3] + [0.75] + (0..<99).map { _ in 0.1 } + [0.4]
    let curve = try #require(ROCCurve(scores: scores, isPositive: scores.indices.map { $0 < 4 }))
    #expect(curve.power(at: 0).truePositiveRate == 0.5)
    #expect(curve.power(at: 1.0 / 101).truePositiveRate == 0.75 && curve.power(at: 0.05).truePositiveRate == 1)
  }

  @Test("Log loss and Brier score by hand")
  func scores() {
    let predictions = PredictionTable(classes: ["x", "y"], probabilities: [0.25, 0.75, 1, 0, 0.5, 0.5])
    let labels: [Int32] = [1, 0, 0]
    let expected = -(PortableMath.log(0.75) + PortableMath.log(0.5)) / 3
    #expect(abs(ProbabilityScores.logLoss(labels: labels, predictions: predictions) - expected) < 1e-15)
    #expect(abs(ProbabilityScores.brier(labels: labels, predictions: predictions) - (0.125 + 0.5) / 3) < 1e-15)
    #expect(ProbabilityScores.logLoss(labels: [1, 1, 0], predictions: predictions).isFinite)
  }

  @Test func evaluationRefusals() throws {
    let table = MadeUp.clouds(rows: 6, seed: 1)
    let predictions = PredictionTable(classes: ["a", "b", "c"], probabilities: [Double](repeating: 0.3, count: 15))
    #expect(throws: LearningError.self) { try Evaluation(table, predictions) }
    let right = PredictionTable(classes: ["a", "b", "c"], probabilities: [Double](repeating: 0.3, count: 18))
    #expect(throws: LearningError.self) {
      try Evaluation(table, right, groups: [ClassGroup(name: "d", classes: ["d"])])
    }
    let flat = try Evaluation(table, right)
    #expect(flat.perClass.allSatisfy { $0.curve?.area == 0.5 } && flat.accuracy.successes == 2)
  }
}

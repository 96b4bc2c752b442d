import FeatureTables
import Groundwork
import Learning
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Forests beside their naive twins")
struct ForestTwinTests {
  /// Rows on a coarse grid, so that values tie, with noisy labels and numbers.
  static func table(rows: Int, seed: UInt64) -> FeatureTable {
    var random = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    var table = FeatureTable(
      schema: MadeUp.schema((0..<5).map { "f\($0)" }), classes: ["a", "b", "c"], truthNames: ["number", "other"])
    for row in 0..<rows {
      let x = (0..<5).map { Double(random.index(below: $0 < 2 ? 7 : 1000)) / 7 - 3 }
      let noise = random.uniform()
      let label = min(Int(2 * (x[0] + 3) + 2 * noise), 2)
      table.append(x, label: label, replicate: UInt64(row), truth: [x[0] * x[1] + noise, 5 + x[2] + noise])
    }
    return table
  }

  /// Walks the only tree of `model`: every split must be as good as the best of all splits, and every leaf must be alike
  /// or impossible to split.
  private func check(
    _ model: ForestModel, _ table: FeatureTable, minLeaf: Int, merit: ([Int]) -> Double, isAlike: ([Int]) -> Bool
  ) throws {
    var parts = ArrayContainer(manifest: [])
    model.addParts(to: &parts)
    let features = try #require(parts["node_feature"]?.int32s)
    let thresholds = try #require(parts["node_threshold"]?.floats)
    let left = try #require(parts["node_left"]?.int32s)
    let right = try #require(parts["node_right"]?.int32s)
    func value(_ row: Int, _ column: Int) -> Float { Float(table.values[row * 5 + column]) }
    func bestMerit(_ rows: [Int]) -> Double {
      var best = -Double.infinity
      for column in 0..<5 {
        for cut in Set(rows.map { value($0, column) }) {
          let below = rows.filter { value($0, column) <= cut }
          let above = rows.filter { value($0, column) > cut }
          guard below.count >= minLeaf, above.count >= minLeaf, !above.isEmpty else { continue }
          best = max(best, merit(below) + merit(above))
        }
      }
      return best
    }
    func walk(_ code: Int32, _ rows: [Int]) {
      let best = isAlike(rows) || rows.count < 2 * minLeaf ? -.infinity : bestMerit(rows)
      guard code >= 0 else {
        #expect(best == -.infinity, "a leaf of \(rows.count) rows could be split")
        return
      }
      let node = Int(code)
      let below = rows.filter { value($0, Int(features[node])) <= thresholds[node] }
      let above = rows.filter { value($0, Int(features[node])) > thresholds[node] }
      #expect(below.count >= minLeaf && above.count >= minLeaf)
      #expect(abs(merit(below) + merit(above) - best) < 1e-9 * max(1, abs(best)))
      // Halfway between the values on both sides.
      let low = below.map { value($0, Int(features[node])) }.max() ?? 0
      let high = above.map { value($0, Int(features[node])) }.min() ?? 0
      #expect(abs(Double(thresholds[node]) - (Double(low) + Double(high)) / 2) < 1e-5)
      walk(left[node], below)
      walk(right[node], above)
    }
    walk(try #require(parts["tree_root"]?.int32s)[0], Array(0..<table.rowCount))
  }

  private func oneTree(_ change: (inout RandomForest) -> Void = { _ in }) -> RandomForest {
    var learner = RandomForest()
    learner.trees = 1
    learner.bootstrap = false
    learner.maxFeatures = .all
    change(&learner)
    return learner
  }

  @Test("The exact split is the best of all, by Gini and entropy, with and without weights")
  func bestSplitsOfClasses() throws {
    let table = Self.table(rows: 260, seed: 1)
    let task = PredictionTask.classification(classes: table.classes)
    #expect((0..<3).allSatisfy { label in table.labels.count { Int($0) == label } > 30 })
    for weights in [[1.0, 1, 1], [0.5, 1, 3]] {
      func counts(_ rows: [Int]) -> [Double] {
        (0..<3).map { label in weights[label] * Double(rows.count { Int(table.labels[$0]) == label }) }
      }
      let given = ClassWeights.given(["a": weights[0], "b": weights[1], "c": weights[2]])
      for minLeaf in [1, 6] {
        let gini = oneTree {
          $0.classWeights = given
          $0.minLeaf = minLeaf
        }
        let entropy = oneTree {
          $0.classWeights = given
          $0.minLeaf = minLeaf
          $0.criterion = .entropy
        }
        let isAlike = { (rows: [Int]) in Set(rows.map { table.labels[$0] }).count == 1 }
        try check(
          gini.fit(table, to: task, seed: 1), table, minLeaf: minLeaf,
          merit: { rows in
            let c = counts(rows)
            return c.reduce(0.0) { $0 + $1 * $1 } / c.reduce(0, +)
          }, isAlike: isAlike)
        try check(
          entropy.fit(table, to: task, seed: 1), table, minLeaf: minLeaf,
          merit: { rows in
            let c = counts(rows)
            let sum = c.reduce(0, +)
            return c.reduce(-sum * log(sum)) { $0 + ($1 > 0 ? $1 * log($1) : 0) }
          }, isAlike: isAlike)
      }
    }
  }

  @Test("The exact split of numbers is the best of all, for one target and for two")
  func bestSplitsOfNumbers() throws {
    let table = Self.table(rows: 220, seed: 2)
    for names in [["number"], ["number", "other"]] {
      let columns = names.map { name in
        let place = name == "number" ? 0 : 1
        let values = (0..<220).map { table.truth[$0 * 2 + place] }
        let mean = values.reduce(0, +) / 220
        let spread = (values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / 220).squareRoot()
        return values.map { ($0 - mean) / spread }
      }
      let model = try oneTree { $0.minLeaf = 3 }.fit(
        table, to: .regression(targets: names.map { TargetVariable($0) }), seed: 1)
      try check(
        model, table, minLeaf: 3,
        merit: { rows in
          columns.reduce(0.0) { total, column in
            let sum = rows.reduce(0.0) { $0 + column[$1] }
            return total + sum * sum / Double(rows.count)
          }
        }, isAlike: { _ in false })
    }
  }

  @Test("Quantiles are those of the leaves' weights, and values their means")
  func quantiles() throws {
    let table = Self.table(rows: 150, seed: 3)
    let unseen = Self.table(rows: 40, seed: 4)
    let levels = [0, 0.05, 0.3, 0.5, 0.95, 1]
    for isLog in [false, true] {
      var learner = ExtraTrees()
      learner.trees = 7
      learner.minLeaf = 5
      let target = TargetVariable("other", scale: isLog ? .log : .linear)
      let model = try learner.fit(table, to: .regression(targets: [target]), seed: 1)
      let predicted = try model.predictTargets(unseen, levels: levels, threads: 2)
      var parts = ArrayContainer(manifest: [])
      model.addParts(to: &parts)
      let roots = try #require(parts["tree_root"]?.int32s)
      let features = try #require(parts["node_feature"]?.int32s)
      let thresholds = try #require(parts["node_threshold"]?.floats)
      let left = try #require(parts["node_left"]?.int32s)
      let right = try #require(parts["node_right"]?.int32s)
      func leaf(_ root: Int32, _ row: ArraySlice<Double>) -> Int32 {
        var code = root
        while code >= 0 {
          let node = Int(code)
          let value = Float(row[row.startIndex + Int(features[node])])
          code = value <= thresholds[node] ? left[node] : right[node]
        }
        return code
      }
      // Without bootstrap the rows of a leaf are simply those that come to it.
      for row in 0..<40 {
        var weights = [Double](repeating: 0, count: 150)
        for root in roots {
          let code = leaf(root, unseen.row(row))
          let mates = (0..<150).filter { leaf(root, table.row($0)) == code }
          for mate in mates { weights[mate] += 1 / (7 * Double(mates.count)) }
        }
        let truth = (0..<150).map { table.truth[$0 * 2 + 1] }
        let mean = (0..<150).reduce(0.0) { $0 + weights[$1] * (isLog ? log(truth[$1]) : truth[$1]) }
        #expect(abs(predicted.values[row] - (isLog ? exp(mean) : mean)) < 1e-5)
        let ordered = (0..<150).filter { weights[$0] > 0 }.sorted { truth[$0] < truth[$1] }
        for (place, level) in levels.enumerated() {
          var sum = 0.0
          let reached = ordered.first { mate in
            sum += weights[mate]
            return sum >= level - 1e-9
          }
          let mate = try #require(reached)
          #expect(predicted.quantiles[row * 6 + place] == truth[mate])
        }
      }
    }
  }

  /// A class that has no rows changes nothing, but more than eight classes are counted one row at a time, and fewer by adding
  /// marks, of which a field of eight bits holds 255.
  @Test("Rows are counted alike one by one and together", arguments: [SplitCriterion.gini, .entropy])
  func countedTogether(criterion: SplitCriterion) throws {
    var random = RandomStream(seed: 12, replicate: 0, purpose: .parameters)
    let rows = (0..<1203).map { row in (0..<4).map { Double(row % 8 / ($0 + 2)) + 2 * random.uniform() } }
    // Of the first class there are more rows than a field can count at once.
    let labels = rows.indices.map { $0 % 3 == 0 ? $0 / 3 % 8 : 0 }
    let names = (0..<9).map { "class \($0)" }
    var learner = ExtraTrees()
    (learner.trees, learner.criterion, learner.minLeaf) = (7, criterion, 2)
    func probabilities(_ classes: Int) throws -> [[Double]] {
      let table = MadeUp.table(rows, labels: labels, classes: Array(names.prefix(classes)))
      let model = try learner.fit(table, to: .classification(classes: table.classes), seed: 3)
      let predictions = try model.predict(table, threads: 1)
      return rows.indices.map { Array(predictions.row($0).prefix(8)) }
    }
    #expect(try probabilities(8) == probabilities(9))
  }

  @Test("Rows that a tree did not draw are predicted by it, and their error counted")
  func outOfBag() throws {
    let table = Self.table(rows: 200, seed: 5)
    var learner = RandomForest()
    learner.trees = 1
    learner.maxDepth = 2
    let model = try learner.fit(table, to: .classification(classes: table.classes), seed: 9)
    // The tree's stream draws its rows first.
    var stream = RandomStream(seed: 9, replicate: 0, purpose: .tree)
    let drawn = Set((0..<200).map { _ in stream.index(below: 200) })
    let predictions = try model.predict(table, threads: 1)
    let outOfBag = try #require(model.outOfBag)
    var wrong = 0
    for row in 0..<200 {
      let own = outOfBag.predictions[row * 3..<(row + 1) * 3]
      if drawn.contains(row) {
        #expect(own.allSatisfy { $0.isNaN })
      } else {
        #expect(own.elementsEqual(predictions.row(row)))
        if predictions.calledClass(row: row) != Int(table.labels[row]) { wrong += 1 }
      }
    }
    #expect(outOfBag.coveredRows == 200 - drawn.count)
    #expect(abs(outOfBag.error - Double(wrong) / Double(200 - drawn.count)) < 1e-15)
    // All the changes on a row's way add up to what its leaf says less what the root says.
    let root = (0..<3).map { label in
      var stream = RandomStream(seed: 9, replicate: 0, purpose: .tree)
      return Double((0..<200).count { _ in Int(table.labels[stream.index(below: 200)]) == label }) / 200
    }
    let gain = (0..<200).filter { !drawn.contains($0) }.reduce(0.0) { sum, row in
      let label = Int(table.labels[row])
      return sum + predictions.probability(row: row, class: label) - root[label]
    }
    #expect(abs(outOfBag.importances.reduce(0, +) - gain / Double(200 - drawn.count)) < 1e-6)
  }

  @Test("A column of noise has no out-of-bag importance, though deep trees split by it")
  func outOfBagImportances() throws {
    let table = MadeUp.clouds(rows: 600, seed: 7)
    var learner = RandomForest()
    learner.trees = 200
    let model = try learner.fit(table, to: .classification(classes: table.classes), seed: 1, threads: 2)
    let importances = try #require(model.outOfBag).importances
    #expect(model.importances[6] > 0.05 && model.importances[7] > 0.05)
    #expect(abs(importances[6]) < 0.01 && abs(importances[7]) < 0.01 && importances[4] == 0)
    #expect(importances[0] > 0.05 && importances[1] > 0.05)
  }

  @Test("Balanced weights make the rare class heard")
  func balanced() throws {
    let all = MadeUp.clouds(rows: 900, seed: 8)
    let table = all.selecting((0..<900).filter { $0 % 3 == 0 || $0 % 45 == 1 })
    let test = MadeUp.clouds(rows: 1500, seed: 9)
    var learner = RandomForest()
    learner.trees = 100
    learner.minLeaf = 5
    let task = PredictionTask.classification(classes: table.classes)
    func recall() throws -> Double {
      let predictions = try learner.fit(table, to: task, seed: 1, threads: 2).predict(test, threads: 2)
      return ConfusionMatrix(labels: test.labels, predictions: predictions).recalls[1].value
    }
    let plain = try recall()
    learner.classWeights = .balanced
    #expect(try recall() > plain + 0.1)
    learner.classWeights = .given(["b": -1])
    #expect(errorMessage { try learner.fit(table, to: task, seed: 1) }.contains("class_weights.b"))
    learner.classWeights = .given(["d": 1])
    #expect(errorMessage { try learner.fit(table, to: task, seed: 1) }.contains("expected classes of a, b, c"))
  }
}

import FeatureTables
import Groundwork
import Learning
import Testing

@Suite("Model selection")
struct ModelSelectionTests {
  static let table = MadeUp.clouds(rows: 240, seed: 1)
  static let task = PredictionTask.classification(classes: table.classes)

  @Test("Every row is in one fold, classes keep their shares, replicates stay whole")
  func folds() throws {
    var table = FeatureTable(schema: MadeUp.schema(["f0"]), classes: ["x", "y"])
    for row in 0..<123 { table.append([0], label: row % 41 < 30 ? 0 : 1, replicate: UInt64(row % 41), truth: []) }
    let folds = try DataSplit.folds(table, count: 5, seed: 3)
    #expect(folds.flatMap(\.test).sorted() == Array(0..<123))
    for fold in folds {
      #expect((fold.training + fold.test).sorted() == Array(0..<123))
      let (kept, learned) = (
        Set(fold.test.map { table.replicates[$0] }), Set(fold.training.map { table.replicates[$0] })
      )
      #expect(kept.isDisjoint(with: learned) && (8...9).contains(kept.count))
      #expect([6, 7].contains(kept.count { $0 < 30 }) || kept.count { $0 < 30 } == 6)
    }
    #expect(try DataSplit.folds(table, count: 5, seed: 3).map(\.test) == folds.map(\.test))
    #expect(try DataSplit.folds(table, count: 5, seed: 4).map(\.test) != folds.map(\.test))
    #expect(errorMessage { try DataSplit.folds(table, count: 42, seed: 1) }.contains("number of replicates, 41"))
    #expect(errorMessage { try DataSplit.folds(table, count: 1, seed: 1) }.contains("from 2"))
  }

  @Test("A search finds the setting that works, the same for any number of threads")
  func search() throws {
    var trees = ExtraTrees()
    trees.trees = 10
    let space = SearchSpace([.init("max_depth", [1, 6]), .init("max_features", [1, "all"])])
    #expect(
      space.cellCount == 4
        && space.cell(1) == [ParameterSetting("max_depth", 1), ParameterSetting("max_features", "all")])
    func found(_ threads: Int) throws -> ModelSelection.Search<ExtraTrees> {
      try ModelSelection(.folds(4), seed: 2, threads: threads).search(trees, space.grid, Self.table, to: Self.task)
    }
    let one = try found(1)
    #expect(try found(3).cells == one.cells)
    #expect(one.best.settings == space.cell(3) && one.learner.maxDepth == 6 && one.learner.maxFeatures == .all)
    #expect(one.learner.trees == 10 && one.cells.allSatisfy { $0.scores.values.count == 4 })
    // By hand: the scores of one cell.
    for (fold, score) in zip(try DataSplit.folds(Self.table, count: 4, seed: 2), one.cells[3].scores.values) {
      let model = try one.learner.fit(Self.table.selecting(fold.training), to: Self.task, seed: 2)
      let test = Self.table.selecting(fold.test)
      let called = try model.predict(test, threads: 1)
      #expect(score == Double((0..<test.rowCount).count { called.calledClass(row: $0) == Int(test.labels[$0]) }) / 60)
    }
  }

  @Test("Without anything to learn, the best cell looks good and the nested score does not")
  func nested() throws {
    var random = RandomStream(seed: 9, replicate: 0, purpose: .parameters)
    let rows = (0..<60).map { _ in (0..<4).map { _ in random.uniform() } }
    let noise = MadeUp.table(rows, labels: (0..<60).map { $0 % 2 }, classes: ["x", "y"])
    let two = PredictionTask.classification(classes: ["x", "y"])
    let cells = SearchSpace([.init("c", [0.1, 1, 10, 100]), .init("gamma", [0.1, 0.4, 1.6, 6.4, 25.6])]).grid
    var machine = SupportVectorMachine()
    machine.probabilityFolds = 0
    let (best, honest) = try (0..<6).reduce((0.0, 0.0)) { sums, seed in
      let selection = ModelSelection(.folds(5), seed: UInt64(seed), threads: 2)
      let parts = try selection.nested(machine, cells, noise, to: two, outerFolds: 5)
      let top = try selection.search(machine, cells, noise, to: two).best.scores.mean
      return (sums.0 + top / 6, sums.1 + parts.reduce(0.0) { $0 + $1.score } / 30)
    }
    // An honest score is half, give or take 0.065 for 60 rows.
    #expect(best > honest + 0.04 && abs(honest - 0.5) < 0.15)
  }

  @Test("More rows teach more; sizes and scores are what was asked for")
  func learningCurve() throws {
    var trees = ExtraTrees()
    trees.trees = 30
    let curve = try ModelSelection(.holdOut(0.4), score: .balancedAccuracy, seed: 1, threads: 2)
      .learningCurve(trees, Self.table, to: Self.task, shares: [0.05, 0.3, 1])
    #expect(curve.count == 3 && curve[0].mean < curve[2].mean && curve[0].spread == 0)
    let numbers = RegressionTests.friedman(rows: 200, seed: 1)
    let scores = try ModelSelection(.folds(3), seed: 1)
      .scores([RidgeRegression()], numbers, to: .regression(targets: [TargetVariable("y")]))
    #expect(scores[0].mean > 0.5 && scores[0].values.count == 3)
  }

  @Test("Random search draws different cells; shipped spaces fit their learners")
  func spaces() throws {
    let space = try SearchSpace.named("s-hic")
    #expect(space.cellCount == 432)
    let drawn = space.sample(50, seed: 1)
    #expect(Set(drawn).count == 50 && drawn != space.sample(50, seed: 2) && drawn == space.sample(50, seed: 1))
    for cell in space.grid { _ = try ExtraTrees().setting(cell) }
    let review = try SearchSpace.named("review-svm").grid
    #expect(review.count == 49)
    let last = try SupportVectorMachine().setting(review[48])
    #expect(last.c == 8 && last.gamma == .given(0.8))
    for cell in try SearchSpace.named("filet").grid { _ = try ExtraTrees().setting(cell) }
    #expect(errorMessage { try SearchSpace.named("shic") }.contains("did you mean 's-hic'?"))
    #expect(errorMessage { try ExtraTrees().setting([ParameterSetting("max_depht", 3)]) }.contains("'max_depth'"))
    #expect(errorMessage { try ExtraTrees().setting([ParameterSetting("trees", 0)]) }.contains("extra_trees.trees"))
    #expect(try ExtraTrees().setting([ParameterSetting("max_depth", 3)]).setting(space.cell(431)).maxDepth == nil)
  }

  @Test("Spaces in words are the spaces meant; a search ends with the learner and all that it tried")
  func words() throws {
    let space = try SearchSpace(" max_depth = 1, none ;max_features=sqrt,2; bootstrap=true,false;")
    #expect(
      space
        == SearchSpace([
          .init("max_depth", [1, "none"]), .init("max_features", ["sqrt", 2]), .init("bootstrap", [true, false]),
        ]))
    #expect(try SearchSpace("c=0.5,1e2").candidates[0].values == [.number(0.5), .number(100)])
    #expect(try SearchSpace(" review-svm ") == SearchSpace.named("review-svm"))
    for wrong in ["trees=", "trees=1,,2", "=1", "trees=1;depth", "trees=1;trees=2"] {
      #expect(errorMessage { try SearchSpace(wrong) }.contains("each hyper-parameter once"), "\(wrong)")
    }
    var trees = ExtraTrees()
    trees.trees = 5
    let (learner, choice) = try ModelSearch(space, candidates: 3, folds: 2)
      .choose(trees, Self.table, to: Self.task, seed: 1, threads: 2, progress: nil)
    #expect(choice.cells.count == 3 && choice.cells.contains(choice.best))
    #expect(try (learner as? ExtraTrees)?.maxDepth == trees.setting(choice.best.settings).maxDepth)
    let none = ModelSearch(space, candidates: 0)
    #expect(
      errorMessage { try none.choose(trees, Self.table, to: Self.task, seed: 1, threads: 1, progress: nil) }
        .contains("candidates: expected at least 1"))
  }
}

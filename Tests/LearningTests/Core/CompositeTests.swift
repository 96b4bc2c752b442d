import FeatureTables
import Foundation
import Learning
import Testing

/// Learners that are made of learners of two groups of classes.
@Suite struct CompositeTests {
  private static let classes = ["a", "b", "c", "d"]

  private func model(_ rule: CompositeModel.Rule, _ contrasts: [ClassContrast]) -> CompositeModel {
    CompositeModel(
      schema: MadeUp.clouds(rows: 1, seed: 1).schema, task: .classification(classes: Self.classes), rule: rule,
      contrasts: contrasts, parts: [], base: "logistic_regression")
  }

  @Test func probabilitiesOfATree() throws {
    var cascade = Cascade()
    cascade.order = "((b, d), (a, c))"
    let (contrasts, rule) = try cascade.contrasts(Self.classes)
    #expect(
      contrasts == [
        ClassContrast(first: [1, 3], second: [0, 2]), ClassContrast(first: [1], second: [3]),
        ClassContrast(first: [0], second: [2]),
      ])
    let row = model(rule, contrasts).row([0.8, 0.5, 0.1])
    for (found, expected) in zip(row, [0.2 * 0.1, 0.8 * 0.5, 0.2 * 0.9, 0.8 * 0.5]) {
      #expect(abs(found - expected) < 1e-12)
    }
    let chain = try Cascade().contrasts(["x", "y", "z"]).contrasts
    #expect(chain == [ClassContrast(first: [0], second: [1, 2]), ClassContrast(first: [1], second: [2])])
  }

  @Test func theLargestOfTheRegimes() throws {
    let (contrasts, rule) = try RegimeMaximum().contrasts(Self.classes)
    #expect(contrasts.map(\.first) == [[0], [0], [0]] && contrasts.map(\.second) == [[1], [2], [3]])
    let row = model(rule, contrasts).row([0.6, 0.2, 1])
    for (found, expected) in zip(row, [0.2, 0.8 * 0.4 / 1.2, 0.8 * 0.8 / 1.2, 0]) {
      #expect(abs(found - expected) < 1e-12)
    }
    #expect(model(rule, contrasts).row([1, 1, 1]) == [1, 0, 0, 0])
  }

  @Test(arguments: [
    "(a, b)", "((a, b), (c, c))", "((a, b), (c, d)", "((a, b), (c, e))", "(a, b, c, d)", "((a, b), (c, d)) x",
  ])
  func mistakes(_ order: String) throws {
    var cascade = Cascade()
    cascade.order = order
    let error = #expect(throws: LearningError.self) { try cascade.contrasts(Self.classes) }
    #expect(error?.description.contains("a tree of pairs with each class once") == true, "\(error?.description ?? "")")
  }

  @Test func settingsAreReadAndWritten() throws {
    let text = #"{"order":"(x, y)","learner":{"support_vector_machine":{"kernel":"linear","c":0.1}}}"#
    let cascade = try JSONDecoder().decode(Cascade.self, from: Data(text.utf8))
    let machine = try #require(cascade.base as? SupportVectorMachine)
    #expect(cascade.order == "(x, y)" && machine.c == 0.1)
    let again = try JSONDecoder().decode(Cascade.self, from: try JSONEncoder().encode(cascade))
    #expect(again.order == cascade.order && (again.base as? SupportVectorMachine)?.c == 0.1)
    for bad in [#"{"learner":{"cascade":{}}}"#, #"{"learner":{"ridge":{},"xgboost":{}}}"#, #"{"learner":{"tree":{}}}"#]
    {
      #expect(throws: (any Error).self) { try JSONDecoder().decode(RegimeMaximum.self, from: Data(bad.utf8)) }
    }
  }
}

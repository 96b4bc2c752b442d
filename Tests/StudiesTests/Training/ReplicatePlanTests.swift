import Studies
import TestSupport
import Testing
import Training

/// What each replicate is: a function of the study and its number alone.
@Suite struct ReplicatePlanTests {
  private func plan(_ overrides: String...) throws -> ReplicatePlan {
    var study = try MadeUp.study(MadeUp.simulating)
    for override in overrides where override.hasPrefix("replicates=") {
      study.training.replicates = Int(override.dropFirst(11)) ?? 0
    }
    return try ReplicatePlan(study, samples: nil)
  }

  @Test func classesAreBalancedInEveryPrefix() throws {
    let plan = try plan()
    #expect(plan.count == 100)
    for length in stride(from: 5, through: 100, by: 5) {
      let classes = (0..<length).map { plan.classIndex($0) }
      for kind in 0..<5 { #expect(classes.count { $0 == kind } == length / 5) }
    }
  }

  @Test func sweepsLieWhereTheirClassSays() throws {
    let plan = try plan()
    var places: [String: [Double: Int]] = [:]
    for index in 0..<plan.count {
      let kind = plan.studyClass(index)
      let sweep = try plan.draw(index).model.sweep
      #expect((sweep == nil) == (kind.name == "neutral"))
      guard let sweep else { continue }
      places[kind.name, default: [:]][sweep.position, default: 0] += 1
      #expect((sweep.origin.initialFrequency > 0) == (kind.sweep == .soft))
      let selection = try #require(sweep.selection)
      #expect((0.005...0.1).contains(selection.coefficient) && (0...2000).contains(sweep.course.end))
    }
    #expect(places["hard"] == [5500: 20] && places["soft"] == [5500: 20])
    let others = (0..<11).filter { $0 != 5 }.map { Double($0) * 1000 + 500 }
    for kind in ["linked-hard", "linked-soft"] {
      #expect(places[kind] == Dictionary(uniqueKeysWithValues: others.map { ($0, 2) }))
    }
  }

  @Test func replicatesDoNotDependOnTheirNumber() throws {
    let few = try plan()
    let many = try plan("replicates=3000")
    for index in 0..<few.count {
      #expect(try few.draw(index).model == many.draw(index).model)
      #expect(few.classIndex(index) == many.classIndex(index))
    }
    #expect(try few.draw(0).model != few.draw(5).model, "replicates of one class differ")
  }

  @Test func rowsDoNotDependOnThreadsOrParts() throws {
    let study = try MadeUp.study(MadeUp.simulating)
    let simulation = try TrainingSimulation(study, data: nil)
    let whole = try simulation.rows(0..<40, threads: 2) { _ in }.table
    var parts = try simulation.rows(0..<13, threads: 1) { _ in }.table
    parts.append(contentsOf: try simulation.rows(13..<40, threads: 2) { _ in }.table)
    #expect(whole.values == parts.values && whole.labels == parts.labels && whole.replicates == parts.replicates)
    #expect(zip(whole.truth, parts.truth).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
    #expect(whole.labels == (0..<40).map { Int32($0 % 5) })
    #expect(whole.values.allSatisfy { $0.isFinite })
  }
}

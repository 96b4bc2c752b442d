import Foundation
import Learning
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// Studies that say what is told apart, or which numbers are predicted.
@Suite struct ClassesTests {
  private static let growth = """
    time_units: generations
    demes:
      - name: A
        epochs:
          - {start_size: 1000, end_time: 500}
          - {start_size: 4000, end_size: 4000}
    """

  /// The study `text` beside the file growth.yaml.
  private func study(_ text: String, _ folder: TemporaryFolder) throws -> Study {
    try Self.growth.write(toFile: folder.file("growth.yaml"), atomically: false, encoding: .utf8)
    return try StudyFile.parse(
      text + "\nwindows: {length: 11kb, subwindows: 11}\ntraining: {replicates: 6, seed: 5}\n",
      path: folder.file("x.yaml"))
  }

  private static let demographies = """
    model: {haplotypes: 10, mutation_rate: 5.0e-8, sweep: {fixation_time: 9}}
    classes:
      constant: {}
      grown: {model: {demography: growth.yaml, recombination_rate: 0}}
      swept: {sweep: hard, place: elsewhere, model: {sweep: {dominance: 0.1}}}
    """

  @Test func classesWithModelsOfTheirOwn() throws {
    let folder = try TemporaryFolder()
    let study = try study(Self.demographies, folder)
    #expect(study.classNames == ["constant", "grown", "swept"])
    #expect(study.task == .classification(classes: study.classNames))
    // What a class leaves out is the study's, and that is the recipe's.
    let (grown, swept) = (try #require(study.classes[1].model), try #require(study.classes[2].model))
    #expect(grown.demography == folder.file("growth.yaml") && grown.recombinationRate == .fixed(0))
    #expect(grown.mutationRate == .fixed(5e-8) && grown.sweep.fixationTime == .fixed(9))
    #expect(swept.sweep.dominance == .fixed(0.1) && swept.sweep.fixationTime == .fixed(9) && swept.demography == nil)
    #expect(study.classes[0].model == nil)
    let plan = try ReplicatePlan(study, samples: nil)
    #expect(plan.count == 18)
    for index in 0..<plan.count {
      let drawn = try plan.draw(index).model
      #expect(drawn.demography.intervals.count == (index % 3 == 1 ? 2 : 1))
      #expect((drawn.sweep == nil) == (index % 3 != 2))
      #expect(drawn.sweep.map { $0.selection?.dominance == 0.1 && $0.position != 5500 } ?? true)
      #expect((drawn.recombinationRate == 0) == (index % 3 == 1))
    }
    // A scan looks for sweeps in the middle; where no class is one, for all but the first class.
    #expect(study.scan.classes == ["grown", "swept"])
    #expect(try MadeUp.study(MadeUp.simulating).scan.classes == ["hard", "soft"])
  }

  @Test func aModelOfOneClassReplacesWhatItMust() throws {
    let folder = try TemporaryFolder()
    let study = try study(
      """
      model: {haplotypes: 10, demography: growth.yaml}
      classes: {grown: {}, constant: {model: {population_size: 700}}}
      """, folder)
    let constant = try #require(study.classes[1].model)
    #expect(constant.demography == nil && constant.populationSize == .fixed(700))
    #expect(study.model.demography != nil)
  }

  @Test func numbersToPredict() throws {
    let study = try MadeUp.study(MadeUp.simulating + "\ntargets: [population_size, {recombination_rate: log}]")
    #expect(study.classNames == ["simulated"])
    #expect(
      study.task
        == .regression(targets: [
          TargetVariable("population_size"), TargetVariable("recombination_rate", scale: .log),
        ]))
    #expect(try ReplicatePlan(study, samples: nil).count == 20)
  }

  @Test(arguments: [
    ("classes: {}", "at least one class"),
    ("classes: {a: {}, '1': {}}", "expected a letter"),
    ("classes: {a: {}, b: {sweep: strong}}", "none or hard or soft"),
    ("classes: {a: {}, b: {swep: hard}}", "unknown key 'swep' of classes.b"),
    ("classes: {a: {}, b: {model: {mutation_rat: 1}}}", "did you mean 'mutation_rate'"),
    ("classes: {a: {}, b: {model: {demography: d.yaml, population_size: 5}}}", "give one of them"),
    ("classes: {a: {}, b: {}}\nscan: {classes: [c]}", "there is no class 'c' (known: a, b)"),
    ("targets: populaton_size", "did you mean 'population_size'"),
    ("targets: [{population_size: cubic}]", "its scale is log or linear"),
    ("targets: [{rho: 4 * N}]", "'N' is not known there"), ("targets: [{rho: {scale: log}}]", "expected {value: 4 * N"),
    ("classes: {a: {}, b: {}}\ntargets: population_size", "the classes 'a', 'b' beside them would not be told apart"),
    ("targets: population_size\ntraining: {calibration: beta}", "corrects the probabilities of classes"),
  ])
  func mistakes(_ text: String, _ words: String) {
    let error = #expect(throws: StudyError.self) { try MadeUp.study("study: s\n" + text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("/studies/x.yaml") == true, "\(error?.description ?? "")")
  }

  @Test func samplesMustBeOfOneSize() throws {
    let folder = try TemporaryFolder()
    let study = try study(
      """
      model: {haplotypes: 10}
      classes: {a: {}, b: {model: {haplotypes: 12}}}
      """, folder)
    let error = #expect(throws: StudyError.self) { try ReplicatePlan(study, samples: nil) }
    #expect(error?.description.contains("[10] and [12] haplotypes") == true, "\(error?.description ?? "")")
  }
}

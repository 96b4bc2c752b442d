import Foundation
import Learning
import Studies
import StudyFiles
import TestSupport
import Testing

/// Study files: defaults, overrides, units, mistakes.
@Suite struct StudyFileTests {
  @Test func whatIsLeftOutComesFromTheRecipe() throws {
    let study = try MadeUp.study("study: s")
    #expect(study.name == "s" && study.recipe == "s-hic" && study.data == nil)
    #expect(study.alignments == nil && study.loci == nil && study.training.rounds == nil)
    #expect(study.output == "/studies/s.run")
    #expect(study.model.populationSize == .fixed(10_000))
    #expect(study.model.mutationRate == .uniform(1e-8, 1.5e-8))
    #expect(study.model.recombinationRate == .exponential(mean: 1e-8, max: 3e-8))
    #expect(study.model.sweep.selectionCoefficient == .logUniform(0.005, 0.1))
    #expect(study.windows.length == 1_100_000 && study.windows.subwindowCount == 11)
    #expect(study.training.replicates == 2000 && study.training.testFraction == 0.2 && study.training.seed == 42)
    #expect((study.learner as? ExtraTrees)?.trees == 500 && study.features == "auto")
    #expect(study.scan.minimumAccessible == 0.25 && study.scan.minimumSites == 50 && study.scan.callThreshold == 0.5)
  }

  /// `recipes show` promises every key: each is there, perhaps as a comment, with a value or an example.
  @Test(arguments: Recipe.all.map(\.id)) func theRecipeShowsEveryKey(id: String) throws {
    let text = try Recipe.named(id).studyFile()
    func check(_ section: StudyKey) {
      for key in section.keys {
        let shown = text.contains(try! Regex("(?m)^ *(# )?\(key.name):( *[^ #]| *(#|$))"))
        #expect(shown && (key.isSection || key.standard ?? key.example != nil), "\(key.name)")
        check(key)
      }
    }
    check(.root)
    let learners = LearnerRegistry.all.map { type(of: $0).id }
    #expect(learners.count >= 9 && learners.allSatisfy(text.contains))
  }

  /// Every standard value and every example is one that the reader takes for its key's kind.
  @Test func examplesAreOfTheKindDeclared() throws {
    func check(_ section: StudyKey, _ prefix: String) throws {
      for key in section.keys where !key.isSection {
        for text in [key.standard, key.example].compactMap({ $0 }) {
          if case .choice(let known) = key.content { #expect(known.contains(text), "\(prefix)\(key.name): \(text)") }
          if case .count(let range) = key.content {
            #expect(Int(text).map(range.contains) == true, "\(prefix)\(key.name)")
          }
          if case .flag = key.content { #expect(["true", "false"].contains(text)) }
        }
        for other in key.insteadOf { #expect(StudyKey.find(other) != nil, "\(other)") }
      }
      for key in section.keys { try check(key, prefix + key.name + ".") }
    }
    try check(.root, "")
  }

  @Test func sectionsAreFilledKeyByKey() throws {
    let study = try MadeUp.study(
      """
      data: {variants: a/b.vcf, known: /k.bed, target: [X, Y], populations: p.tsv}
      model: {sweep: {fixation_time: 7}}
      training: {replicates: 5}
      learner: {extra_trees: {max_depth: 3, max_features: all}}
      output: out
      """)
    #expect(study.data?.variants == ["/studies/a/b.vcf"] && study.data?.known == "/k.bed")
    #expect(study.data?.target == ["X", "Y"] && study.data?.ancestral == "auto")
    #expect(study.data?.minimumCallRate == 0.5 && study.data?.filters == [])
    #expect(study.model.sweep.fixationTime == .fixed(7))
    #expect(study.model.sweep.selectionCoefficient == .logUniform(0.005, 0.1))
    #expect(study.training.replicates == 5 && study.training.seed == 42)
    let learner = try #require(study.learner as? ExtraTrees)
    #expect(learner.maxDepth == 3 && learner.maxFeatures == .all && learner.trees == 500)
    #expect(study.output == "/studies/out" && study.name == "s-hic")
  }

  @Test func anyLearnerOfTheRegistry() throws {
    let study = try MadeUp.study(
      """
      learner: {random_forest: {trees: 7, class_weights: balanced}}
      training: {calibration: beta}
      """)
    let forest = try #require(study.learner as? RandomForest)
    #expect(forest.trees == 7 && forest.classWeights == .balanced && forest.bootstrap)
    #expect(study.training.calibration == .beta)
    #expect(try MadeUp.study("training: {calibration: none}").training.calibration == nil)
  }

  @Test func hyperParametersToChooseAmong() throws {
    let text = "training: {search: 'trees=5,50; max_depth=3,none', candidates: 3, folds: 4}"
    let search = try #require(try MadeUp.study(text).training.search)
    #expect(search.space.candidates.map(\.name) == ["trees", "max_depth"])
    #expect(search.space.candidates[1].values == [.whole(3), .none])
    #expect(search.candidates == 3 && search.folds == 4)
    #expect(try MadeUp.study("training: {search: s-hic}").training.search == ModelSearch(.named("s-hic")))
    #expect(try MadeUp.study(text, "training.search=filet").training.search?.space.cellCount == 32)
    #expect(try MadeUp.study(text, "training.search=none").training.search == nil)
  }

  @Test func overridesTakePrecedence() throws {
    let study = try MadeUp.study(
      "training: {replicates: 5, seed: 1}", "training.replicates=7", "model.sweep.fixation_time={uniform: [1, 2]}",
      "data.variants=v.bcf", "data.region='2:1-5'", "study=other")
    #expect(study.training.replicates == 7 && study.training.seed == 1 && study.name == "other")
    #expect(study.model.sweep.fixationTime == .uniform(1, 2))
    #expect(study.data?.variants == ["/studies/v.bcf"] && study.data?.regions == ["2:1-5"])
    let text = "model: {population_size: 5, sweep: {fixation_time: 3}}"
    let replaced = try MadeUp.study(text, "model.demography=x.yaml", "model.sweep.onset=9")
    #expect(replaced.model.demography == "/studies/x.yaml" && replaced.model.sweep.onset == .fixed(9))
    #expect(replaced.model.populationSize == .fixed(10_000) && replaced.model.sweep.fixationTime == .uniform(0, 2000))
    let without = try MadeUp.study("data: {variants: a, samples: b}", "data.samples=null")
    #expect(without.data?.samples == nil)
    #expect(try MadeUp.study("windows: {length: 55kb}", "windows.subwindows=5").windows.subwindowLength == 11_000)
  }

  @Test(arguments: [
    ("1100000", 1_100_000), ("1,100,000", 1_100_000), ("1_100_000", 1_100_000), ("1.1Mb", 1_100_000),
    ("1100 kb", 1_100_000), ("55kb", 55_000), ("1.1e6", 1_100_000), ("11bp", 11), ("0.11GB", 110_000_000),
  ])
  func lengths(text: String, bases: Int) throws {
    #expect(try MadeUp.study("windows: {length: '\(text)'}").windows.length == bases)
  }

  @Test(arguments: ["", "-5", "0", "1.5", "kb", "1.1 parsecs", "0.0001kb", "[1]", "inf", "nan"])
  func noLengths(text: String) {
    #expect(throws: StudyError.self) { try MadeUp.study("windows: {length: \(text.isEmpty ? "''" : text)}") }
  }

  @Test(arguments: [("2000", 2000), ("2e3", 2000), ("2,000", 2000), ("2_000", 2000)])
  func counts(text: String, count: Int) throws {
    #expect(try MadeUp.study("training: {replicates: '\(text)'}").training.replicates == count)
  }

  @Test(arguments: [0, 42, 9_007_199_254_740_993, .max]) func seedsAreExact(seed: Int) throws {
    #expect(try MadeUp.study("training: {seed: \(seed)}").training.seed == UInt64(seed))
  }

  @Test(arguments: [
    ("training: {replicates: 2.5}", "training.replicates: found '2.5', expected a whole number"),
    ("training: {test_fraction: 1}", "training.test_fraction: found '1', expected a number from 0.01 to 0.9"),
    ("model: {mutation_rate: {uniform: [1]}}", "mutation_rate: found a list of 1, expected two numbers"),
    ("model: {mutation_rate: {uniform: [0, 1e-8], x: 1}}", "expected a number, {uniform: [a, b]}"),
    ("model: {mutation_rate: {log_uniform: [0, 1e-8]}}", "expected positive bounds"),
    ("model: {mutation_rate: -1}", "found '-1', expected values from 0 to 0.01"),
    ("model: {recombination_rate: {exponential: {mean: 1e-8, maximum: 1}}}", "x.yaml:1:56: unknown key 'maximum'"),
    ("model: {recombination_rate: {exponential: {max: 1}}}", "expected {mean: a, max: b} with a positive mean"),
    ("data: {variants: a, target: X}", "data.target needs data.populations"),
    (
      "{data: {variants: a, populations: m, target: [B, A]}, model: {demography: d, population: [A, B]}}",
      "model.population: found A, B, expected the demes of data.target in its order (B, A)"
    ),
    ("data: {variants: a, accessible: b, inaccessible: c}", "give accessible or inaccessible, not both"),
    ("data: {variants: a, pass_only: maybe}", "data.pass_only: found 'maybe', expected true or false"),
    ("data: {region: x}", "the key 'variants' is missing"), ("data: 5", "'data' needs keys of its own: variants,"),
    ("[1, 2]", "a study file is a mapping"), ("", "a study file is a mapping"), ("a: [", "not readable as YAML"),
    ("learner: {extra_trees: {trees: many}}", "learner.extra_trees: trees: "),
    ("training: {search: s-hik}", "x.yaml:1:20: training.search: search: expected one of"),
    ("training: {search: 'max_dept=3'}", "extra_trees has no 'max_dept'; did you mean 'max_depth'?"),
    (
      "training: {search: 'trees=5,0'}",
      "training.search: extra_trees.trees: expected a whole number from 1 to 1,000,000, found 0"
    ),
    ("training: {search: filet, folds: 1}", "training.folds: found '1', expected a whole number from 2"),
    ("training: {folds: 3}", "x.yaml:1:19: training.folds is for training.search"),
    (
      "learner: {extra_trees: {min_split: 1}}",
      "extra_trees.min_split: expected a whole number from 2 to 1,000,000, found 1"
    ),
    ("learner: {extra_trees: {max_features: lots}}", "max_features: expected 'sqrt', 'third', 'all' or a number"),
  ])
  func mistakes(text: String, words: String) throws {
    let error = #expect(throws: StudyError.self) { try MadeUp.study(text) }
    let message = try #require(error).description
    #expect(message.contains(words) && message.hasPrefix("/studies/x.yaml"), "\(message)")
    #expect(!message.contains("\n"))
    #expect(error?.kind == .badData)
  }

  /// A mistake in an override is not said to stand at a line of the file.
  @Test func mistakesInOverridesHaveNoLine() throws {
    let error = #expect(throws: StudyError.self) { try MadeUp.study("study: s", "training.replicates=0") }
    #expect(error?.description.hasPrefix("/studies/x.yaml with --set: training.replicates: found '0'") == true)
    #expect(throws: StudyError.self) { try MadeUp.study("study: s", "training.replicate=3") }
    #expect(throws: StudyError.self) { try MadeUp.study("study: s", "=3") }
  }

  @Test(arguments: Recipe.all.map(\.id)) func recipesAreStudies(id: String) throws {
    let recipe = try Recipe.named(id)
    let whole = try MadeUp.study(recipe.studyFile())
    #expect(whole.recipe == id && whole.data == nil)
    let bare = try MadeUp.study("study: \(whole.name)\nrecipe: \(id)")
    #expect(whole.model == bare.model && whole.training == bare.training && whole.windows == bare.windows)
  }

  /// Every key can be set, however deep it lies: in classes of the recipe, in lists, in place of another kind of prior or
  /// learner.
  @Test func overridesReachEveryKey() throws {
    let text = """
      model:
        samples: [{haplotypes: 4}, {haplotypes: 6, time: 10}]
        mutation_rate: {uniform: [1.0e-8, 2.0e-8]}
      targets: [recombination_rate, {population_size: log}]
      learner: {extra_trees: {trees: 9}}
      """
    func study(_ overrides: String...) throws -> Study {
      try StudyFile.parse(text, path: "/studies/x.yaml", overrides: overrides)
    }
    #expect(try study("model.samples.1.haplotypes=8").model.samples.map(\.haplotypes) == [4, 8])
    #expect(try study("model.samples.0.time=3").model.samples.map(\.time) == [3, 10])
    #expect(try study("model.mutation_rate.uniform.1=3.0e-8").model.mutationRate == .uniform(1e-8, 3e-8))
    #expect(
      try study("model.mutation_rate.log_uniform=[1.0e-9, 1.0e-8]").model.mutationRate == .logUniform(1e-9, 1e-8))
    #expect(try study("model.sweep.fixation_time.uniform=[1, 2]").model.sweep.fixationTime == .uniform(1, 2))
    #expect(
      try study("model.recombination_rate.exponential.mean=1.0e-9", "model.recombination_rate.exponential.max=1.0e-8")
        .model.recombinationRate == .exponential(mean: 1e-9, max: 1e-8))
    #expect(try study("targets.1=population_size").targets.map(\.scale) == [.linear, .linear])
    #expect(try study("learner.random_forest.trees=7").learner is RandomForest)
    #expect((try study("learner.extra_trees.trees=7").learner as? ExtraTrees)?.trees == 7)
    #expect(
      try study("model.gene_conversion.rate=1.0e-8", "model.gene_conversion.mean_tract_length=50").model
        .geneConversion?.meanTractLength == .fixed(50))
    func classes(_ overrides: String...) throws -> [StudyClass] {
      try StudyFile.parse("model: {haplotypes: 4}", path: "/studies/x.yaml", overrides: overrides).classes
    }
    let changed = try classes("classes.hard.place=elsewhere", "classes.soft.model.population_size=5000")
    #expect(changed.map(\.name) == ["neutral", "hard", "linked-hard", "soft", "linked-soft"])
    #expect(changed[1].place == .elsewhere && changed[3].model?.populationSize == .fixed(5000))
    #expect(try classes("classes.growth.sweep=none").last?.name == "growth")
    #expect(throws: StudyError.self) { try study("model.samples.2.haplotypes=8") }
    #expect(throws: StudyError.self) { try study("model.samples.first.haplotypes=8") }
  }
}

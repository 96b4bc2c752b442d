import FeatureTables
import Learning
import StudyFiles

/// What is learned and how it is measured: all that fitting asks of a study, or of the settings for a table.
struct LearningPlan: Sendable {
  var learner: any Learner
  var task: PredictionTask
  /// The share held out, the seed, the calibration.
  var training: Study.Training
  /// The hyper-parameters to choose among; nil if those of the learner are to be used.
  var search: ModelSearch?
  /// The groups of classes whose separation is measured beside the classes themselves.
  var groups: [ClassGroup]
  /// The table that the rows learned from are drawn to be like; nil if they stay as they are.
  var resembled: FeatureTable?
  /// The works that the rows rest on, apart from their features.
  var sources = Citations.Sources()
}

extension LearningPlan {
  /// That of `study`, with its hyper-parameters chosen by `search` if there is one.
  init(_ study: Study, search: ModelSearch?) {
    let wanted = study.scan.classes
    let areSweeps = study.classes.allSatisfy { $0.isSweep == wanted.contains($0.name) }
    self.init(
      learner: study.learner, task: study.task, training: study.training, search: search,
      groups: Self.groups(wanted, of: study.classNames, name: areSweeps ? "sweep or not" : nil),
      sources: Citations.Sources(study))
  }

  /// What is looked for, if that is several of `classes` and not all.
  static func groups(_ wanted: [String], of classes: [String], name: String? = nil) -> [ClassGroup] {
    guard wanted.count > 1, wanted.count < classes.count else { return [] }
    return [ClassGroup(name: name ?? wanted.joined(separator: " or "), classes: wanted)]
  }
}

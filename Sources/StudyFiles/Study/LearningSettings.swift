import Learning
import Yams

/// A learner and how it is trained, where there is no study around them.
package struct LearningSettings: Sendable {
  /// The learner with its hyper-parameters.
  package let learner: any Learner
  /// The share held out, the seed, calibration and search.
  package let training: Study.Training

  /// The learner called `name` as `settings` have it: "key=value", the key being a hyper-parameter of the learner or
  /// `training.` and a key of that section.
  ///
  /// - Throws: a ``StudyError`` for an unknown learner or key, or a value out of range.
  package init(learner name: String, settings: [String]) throws(StudyError) {
    let learner = name.replacing("-", with: "_")
    var root = Node.Mapping([])
    root["training"] = try StudyFile.standards()["training"]
    root["learner"] = Node([(Node(learner), Node([(Node, Node)]()))])
    for setting in settings {
      let key = setting.prefix { $0 != "=" }
      guard key.hasPrefix("training.") || !key.contains(".") else {
        throw .invalid("--set \(setting): a table has no key '\(key)'; expected a hyper-parameter or 'training.KEY'")
      }
      root = try StudyFile.apply(key.hasPrefix("training.") ? setting : "learner.\(learner).\(setting)", to: root)
    }
    let path = "the settings"
    try StudyFile.checkKeys(root, .root, prefix: "", path: path)
    let reader = StudyReader(path: path, hasData: false, merged: root)
    self.learner = try reader.learner()
    training = try reader.training(self.learner)
  }
}

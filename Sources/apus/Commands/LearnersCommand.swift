import ArgumentParser
import Learning
import StudyFiles

struct LearnersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learners",
    abstract: "List the learners, or show the hyper-parameters of one with their defaults.",
    discussion: """
        apus learners
            all of them
        apus learners xgboost
            its hyper-parameters: default, meaning, range
      """)

  @Argument(help: "A learner; all if left out.")
  var learner: String?

  @Flag(help: "Every learner as a page of Markdown.")
  var markdown = false

  func run() throws {
    if markdown { return print(LearnerReference.markdown, terminator: "") }
    guard let learner else {
      for line in LearnerReference.list { print(line) }
      return
    }
    print(try attempt { try LearnerReference.page(learner) }, terminator: "")
  }
}

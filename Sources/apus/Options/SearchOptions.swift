import ArgumentParser
import Learning
import Studies
import StudyFiles

/// How hyper-parameters are chosen.
struct SearchOptions: ParsableArguments {
  @Option(
    name: .customLong("search"),
    help:
      "Choose hyper-parameters: a space by name (s-hic, filet, review-svm), or 'trees=100,500; max_features=sqrt,all'.")
  var search: String?

  @Option(
    name: .customLong("candidates"), help: "Of a search: try that many combinations, drawn at random; all if left out.")
  var candidates: Int?

  mutating func validate() throws {
    if candidates != nil && search == nil { throw ValidationError("--candidates is for --search") }
    if let candidates, candidates < 1 { throw ValidationError("--candidates needs a positive number") }
  }

  /// The search asked for, on `folds` folds.
  func search(folds: Int?) throws -> ModelSearch? {
    guard let search else { return nil }
    return try ModelSearch(reading: search, candidates: candidates, folds: folds ?? ModelSearch.usualFolds)
  }
}

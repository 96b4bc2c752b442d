import FeatureTables
import Groundwork

/// What can be wrong with training, predicting, or a model file.
public enum LearningError: Error, Sendable, CustomStringConvertible {
  /// A file of arrays could not be read or written.
  case file(FeatureTablesError)
  /// The file is not a usable model.
  case damaged(path: String, reason: String)
  /// The table has no rows or no columns.
  case emptyTable(reason: String)
  /// The table says nothing about the classes of its rows.
  case unlabelledTable
  /// A feature is not a finite number in single precision; `row` is counted from 0.
  case notFinite(row: Int, column: String, value: Double)
  /// The table's columns are not those the model was made for; one reason a line.
  case schemaMismatch(reasons: [String])
  /// The table's classes are not those asked for.
  case classMismatch(expected: [String], found: [String])
  /// Labels and predictions have different numbers of rows.
  case rowMismatch(expected: Int, found: Int)
  /// The model predicts another kind of thing.
  case otherTask(expected: String, found: String)
  /// The table knows no truth of this name.
  case unknownTarget(String, known: [String])
  /// A truth is not a finite number on the scale on which it is learned; `row` is counted from 0.
  case unusableTarget(row: Int, target: String, value: Double, scale: TargetScale)
  /// A setting is out of range.
  case invalidParameter(name: String, value: String, expected: String)
  /// The learner has no hyper-parameter of this name.
  case unknownParameter(String, learner: String, known: [String])
  /// A library that learns or predicts failed.
  case engine(name: String, reason: String)
  /// A library that is no part of the program is needed and is not there; the message says how to get it.
  case missingLibrary(String)
  /// No learner has this name.
  case unknownLearner(String, known: [String])

  /// What was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .file(let error): return error.description
    case .damaged(let path, let reason): return "\(path): not a usable model: \(reason); train it again"
    case .emptyTable(let reason): return "nothing to learn from: \(reason)"
    case .unlabelledTable:
      return "the table has no labels; training and evaluation need rows of known class (simulated data)"
    case .notFinite(let row, let column, let value):
      return
        "row \(row + 1), column '\(column)': \(value) is not a finite single-precision number; "
        + "make the features again or leave the row out"
    case .schemaMismatch(let reasons):
      return
        "these data do not fit the model; make the features with the model's own settings:"
        + reasons.map { "\n  " + $0 }.joined()
    case .classMismatch(let expected, let found):
      return
        "expected the classes \(expected.joined(separator: ", ")) in this order, "
        + "found \(found.joined(separator: ", "))"
    case .rowMismatch(let expected, let found):
      return "expected predictions of \(expected) rows, found \(found)"
    case .otherTask(let expected, let found):
      return "this model predicts \(found), not \(expected); use one that was trained to predict \(expected)"
    case .unknownTarget(let name, let known):
      let hint = nearestSpelling(of: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
      return "the table has no '\(name)'\(hint) (known: \(known.joined(separator: ", ")))"
    case .unusableTarget(let row, let target, let value, let scale):
      return
        "row \(row + 1), target '\(target)': \(value) "
        + (scale == .log && value.isFinite ? "has no logarithm; " : "is not a number that can be learned; ")
        + (scale == .log && value == 0 ? "predict it on a linear scale, or " : "")
        + "leave out rows for which it has no meaning"
    case .invalidParameter(let name, let value, let expected):
      return "\(name): expected \(expected), found \(value)"
    case .unknownParameter(let name, let learner, let known):
      let hint = nearestSpelling(of: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
      return "\(learner) has no '\(name)'\(hint) (known: \(known.joined(separator: ", ")))"
    case .engine(let name, let reason): return "\(name) failed: \(reason)"
    case .missingLibrary(let message): return message
    case .unknownLearner(let id, let known):
      let hint = nearestSpelling(of: id, among: known).map { "; did you mean '\($0)'?" } ?? ""
      return "there is no learner '\(id)'\(hint) (known: \(known.joined(separator: ", ")))"
    }
  }
}

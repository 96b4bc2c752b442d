import Groundwork
import Learning

/// A kind of window that is simulated: what a classifier tells from the other kinds.
public struct StudyClass: Sendable, Codable, Equatable {
  /// Whether its replicates have a sweep.
  public enum SweepKind: String, Sendable, Codable, CaseIterable {
    /// No sweep.
    case none
    /// A sweep from a new mutation.
    case hard
    /// A sweep from standing variation, or from several origins.
    case soft
  }

  /// Where its sweep lies.
  public enum Place: String, Sendable, Codable, CaseIterable {
    /// In the middle subwindow.
    case middle
    /// In another subwindow, each in turn.
    case elsewhere
    /// In any subwindow, each in turn: of a small chromosome on which sites are looked for.
    case anywhere
  }

  /// The name in files.
  public var name: String
  /// Whether its replicates have a sweep.
  public var sweep: SweepKind
  /// Where the sweep lies.
  public var place: Place
  /// What is simulated; nil where it is the model of the study.
  public var model: Study.SimulationModel?

  /// A class of the study's model.
  public init(_ name: String, sweep: SweepKind = .none, place: Place = .middle) {
    self.name = name
    self.sweep = sweep
    self.place = place
  }

  /// True where a sweep lies in the middle of the window, or where any place will do: what a scan for sweeps looks for.
  public var isSweep: Bool { sweep != .none && place != .elsewhere }
}

extension Study {
  /// The names of the classes, in the order of every label, probability and matrix.
  public var classNames: [String] { classes.map(\.name) }

  /// The index of the class called `name`; an error names the choices.
  package func classIndex(_ name: String) throws(StudyError) -> Int {
    guard let found = classes.firstIndex(where: { $0.name == name }) else {
      let hint = nearestSpelling(of: name, among: classNames).map { "; did you mean '\($0)'?" } ?? ""
      throw .invalid("there is no class '\(name)'\(hint) (known: \(classNames.joined(separator: ", ")))")
    }
    return found
  }

  /// What is predicted.
  public var task: PredictionTask {
    targets.isEmpty ? .classification(classes: classNames) : .regression(targets: targets)
  }

  /// True if classes are told apart, false if numbers are predicted.
  public var isClassification: Bool { targets.isEmpty }

  /// The model of the class `index`.
  package func model(ofClass index: Int) -> SimulationModel { classes[index].model ?? model }
}

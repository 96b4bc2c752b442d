import Training

/// One window of a scan, and what was found of it.
public struct ScannedWindow: Sendable {
  /// The window.
  public let window: WindowGrid.Window
  /// What the model says of it; nil if it has too little to be asked about.
  public let finding: WindowFinding?

  /// Probabilities in class order; nil without a finding, or where numbers are predicted.
  public var probabilities: [Double]? {
    guard case .classes(let probabilities, _) = finding?.verdict else { return nil }
    return probabilities
  }

  /// The index of the most probable class, the first of several; nil where ``probabilities`` is.
  public var mostProbable: Int? { probabilities.map { CallRule.mostProbable($0) } }

  /// The index of the class called, ``mostProbable``; nil where that is nil, or is looked for and not called, as it is not probable enough
  /// or too many such calls would be false.
  public var called: Int? {
    guard case .classes(_, let called) = finding?.verdict else { return nil }
    return called
  }

  /// The numbers predicted, in the order of the targets; nil without a finding, or where classes are told apart.
  public var estimates: [NumberEstimate]? {
    guard case .numbers(let estimates) = finding?.verdict else { return nil }
    return estimates
  }

  /// The same window called `called`, if its classes have probabilities.
  func calling(_ called: Int?) -> ScannedWindow {
    guard let finding, case .classes(let probabilities, _) = finding.verdict else { return self }
    return ScannedWindow(
      window: window,
      finding: WindowFinding(
        verdict: .classes(probabilities, called: called), atypicalShare: finding.atypicalShare))
  }
}

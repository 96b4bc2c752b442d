extension SearchSpace {
  /// The space that `text` names, "review-svm", or lists, "trees=100,500; max_features=sqrt,all".
  ///
  /// A value is true, false, a number, a word, or none for the default. Throws if the name is unknown, naming the nearest, a
  /// hyper-parameter has no values, or stands twice.
  public init(_ text: String) throws(LearningError) {
    guard text.contains("=") else {
      self = try .named(text.trimmed)
      return
    }
    var candidates: [Candidates] = []
    for part in text.split(separator: ";") where !part.trimmed.isEmpty {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = sides[0].trimmed
      let values = sides.dropFirst().flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        .map(\.trimmed)
      guard !name.isEmpty, !values.isEmpty, values.allSatisfy({ !$0.isEmpty }),
        !candidates.contains(where: { $0.name == name })
      else {
        throw .invalidParameter(
          name: "search", value: "'\(part.trimmed)'",
          expected: "each hyper-parameter once with its values, 'trees=100,500; max_features=sqrt,all'")
      }
      candidates.append(Candidates(name, values.map(ParameterValue.init(word:))))
    }
    self.init(candidates)
  }
}

extension ParameterValue {
  /// The value that `word` stands for.
  init(word: String) {
    if let flag = Bool(word) {
      self = .flag(flag)
    } else if let count = Int(word) {
      self = .whole(count)
    } else if let number = Double(word), number.isFinite {
      self = .number(number)
    } else {
      self.init(stringLiteral: word)
    }
  }
}

extension StringProtocol {
  /// Without the blanks at both ends.
  fileprivate var trimmed: String {
    String(String(drop(while: \.isWhitespace).reversed()).drop(while: \.isWhitespace).reversed())
  }
}

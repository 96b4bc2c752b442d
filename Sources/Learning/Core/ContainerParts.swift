import FeatureTables

/// Typed access to the arrays of a model file.
struct ContainerParts {
  let container: ArrayContainer
  let path: String

  /// The array `name` as `read` yields it; one that is missing or of another type is an error.
  func member<Values>(_ name: String, _ read: (NumericArray) -> Values?) throws(LearningError) -> Values {
    guard let values = try optionalMember(name, read) else {
      throw .file(.missingMember(path: path, member: name))
    }
    return values
  }

  /// The array `name` as `read` yields it, nil if there is none; one of another type is an error.
  func optionalMember<Values>(
    _ name: String, _ read: (NumericArray) -> Values?
  ) throws(LearningError) -> Values? {
    guard let array = container[name] else { return nil }
    guard let values = read(array) else {
      throw .damaged(path: path, reason: "'\(name)' holds another type of numbers")
    }
    return values
  }
}

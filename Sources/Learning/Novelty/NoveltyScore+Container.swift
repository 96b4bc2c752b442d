import FeatureTables

extension NoveltyScore {
  /// Adds the arrays of the score to `container`: `novelty_centre` and `novelty_spread` (one a column), `novelty_mean`
  /// (classes x columns), `novelty_factor` (columns x columns, the lower Cholesky factor), `novelty_shrinkage`,
  /// `novelty_usual`.
  func addParts(to container: inout ArrayContainer) {
    let columns = schema.columns.count
    preprocessor.addParts(to: &container, prefix: "novelty")
    container.add("novelty_mean", NumericArray(means, shape: [means.count / columns, columns]))
    container.add("novelty_factor", NumericArray(factor, shape: [columns, columns]))
    container.add("novelty_shrinkage", NumericArray([shrinkage]))
    container.add("novelty_usual", NumericArray(usual))
  }

  /// The score in `parts` for tables of `features`, or of `features` and an embedding as `seen` has them; nil if there is none.
  init?(parts: ContainerParts, features: FeatureSchema, seen: FeatureSchema) throws(LearningError) {
    guard let means = try parts.optionalMember("novelty_mean", { $0.doubles }) else { return nil }
    let factor = try parts.member("novelty_factor") { $0.doubles }
    let shrinkage = try parts.member("novelty_shrinkage") { $0.doubles }
    let usual = try parts.member("novelty_usual") { $0.doubles }
    let schema = factor.count == features.columns.count * features.columns.count ? features : seen
    let columns = schema.columns.count
    guard columns > 0, !means.isEmpty, means.count % columns == 0, factor.count == columns * columns,
      shrinkage.count == 1, (means + factor + usual).allSatisfy(\.isFinite),
      (0..<columns).allSatisfy({ factor[$0 * columns + $0] > 0 }), zip(usual, usual.dropFirst()).allSatisfy(<=)
    else { throw .damaged(path: parts.path, reason: "its novelty score is not one of \(columns) columns") }
    self.init(
      schema: schema, shrinkage: shrinkage[0], usual: usual,
      preprocessor: try Preprocessor(parts: parts, columns: columns, prefix: "novelty"), means: means, factor: factor)
  }
}

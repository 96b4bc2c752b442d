extension HaplotypeMatrix {
  /// The sites of `matrices` one behind the other; all have the same individuals, and positions ascend from one to the next. The
  /// result is phased and polarised if all are. An empty list is a programmer's mistake.
  public static func joined(_ matrices: [HaplotypeMatrix]) -> HaplotypeMatrix {
    guard let first = matrices.first else { preconditionFailure("there is no matrix to join") }
    if matrices.count == 1 { return first }
    var positions: [Double] = []
    var words: [UInt64] = []
    var missing: [UInt64] = []
    let hasMissing = matrices.contains { $0.missing != nil }
    for matrix in matrices {
      precondition(matrix.ploidies == first.ploidies, "matrices of other individuals cannot be joined")
      if let last = positions.last, let next = matrix.positions.first {
        precondition(last <= next, "position \(next) comes after \(last)")
      }
      positions += matrix.positions
      words += matrix.words
      if hasMissing { missing += matrix.missing ?? [UInt64](repeating: 0, count: matrix.words.count) }
    }
    return HaplotypeMatrix(
      haplotypeCount: first.haplotypeCount, positions: positions, words: words, missing: hasMissing ? missing : nil,
      ploidies: first.ploidies, isPhased: matrices.allSatisfy(\.isPhased),
      isPolarised: matrices.allSatisfy(\.isPolarised))
  }
}

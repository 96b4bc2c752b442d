import CHtslibShims

/// A decoded site on its way into the matrix.
struct SiteCandidate {
  /// 0-based.
  let position: Int
  let reference: UInt8
  let alternative: UInt8
  let genotypes: apus_genotypes
  /// True if it waits until the records have come to its position.
  let isHeld: Bool
  var isUncertain = false
}

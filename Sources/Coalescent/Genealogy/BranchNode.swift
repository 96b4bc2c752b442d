/// The branch above a common ancestor: when it began and how many sample haplotypes descend from it.
struct BranchNode: BitwiseCopyable {
  /// Generations ago.
  var time: Double
  var leafCount: UInt32
  /// Segments that point here; the free list's link while the node is unused.
  var references: UInt32
}

/// Coordinates of the simulator: the sequence is divided into 2^32 - 1 equal units, so that spans and recombination
/// masses are exact integers.
enum GenomeGrid {
  /// The units of the whole sequence.
  static let length = UInt32.max
}

/// A stretch of ancestral material that a lineage carries; a lineage is a doubly linked list of them from left to right.
struct Segment: SlabElement {
  var left: UInt32
  var right: UInt32
  var next: UInt32
  var previous: UInt32
  var node: UInt32

  var link: UInt32 {
    get { next }
    set { next = newValue }
  }
}

/// The branch above a common ancestor: when it began and which sample haplotypes descend from it.
struct BranchNode<Leaves: LeafSet>: SlabElement {
  /// Generations ago.
  var time: Double
  /// Haplotypes in `leaves`.
  var leafCount: UInt32
  /// Segments that point here.
  var references: UInt32
  var leaves: Leaves

  var link: UInt32 {
    get { references }
    set { references = newValue }
  }
}

/// One ancestral chromosome at the present time of the simulation.
struct Lineage: BitwiseCopyable {
  var head: UInt32
  var tail: UInt32
  /// The first unit of its material.
  var left: UInt32
  /// One past the last unit of its material.
  var right: UInt32
}

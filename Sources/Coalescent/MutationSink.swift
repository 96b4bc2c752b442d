import Groundwork

/// Mutations as a unit-rate Poisson process along the total branch area, each emitted as its bit-packed site.
///
/// A branch that ends adds (span x lifetime) to a running area; a mutation falls whenever the area passes the next
/// exponential mark. No draw is made for the many branches without a mutation.
struct MutationSink<Leaves: LeafSet>: ~Copyable {
  private(set) var positions: [UInt32] = []
  private(set) var leaves: [Leaves] = []
  private var area = 0.0
  private var nextMark = Double.infinity
  /// Units x generations for one expected mutation.
  private var areaPerMutation = Double.infinity

  init() {}

  /// Starts a replicate with `areaPerMutation` units x generations for one expected mutation (infinity: none).
  mutating func reset(areaPerMutation: Double, stream: inout RandomStream) {
    positions.removeAll(keepingCapacity: true)
    leaves.removeAll(keepingCapacity: true)
    area = 0
    self.areaPerMutation = areaPerMutation
    nextMark = areaPerMutation.isFinite ? stream.exponential() * areaPerMutation : .infinity
  }

  /// Ends the branch of `node` over `left`..<`right` at time `now`.
  @inline(__always)
  mutating func endBranch(
    _ node: BranchNode<Leaves>, left: UInt32, right: UInt32, now: Double, stream: inout RandomStream
  ) {
    area += Double(right &- left) * (now - node.time)
    while area > nextMark {
      positions.append(left &+ UInt32(truncatingIfNeeded: stream.below(UInt64(right &- left))))
      leaves.append(node.leaves)
      nextMark += stream.exponential() * areaPerMutation
    }
  }
}

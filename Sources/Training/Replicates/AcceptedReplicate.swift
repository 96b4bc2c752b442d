import Coalescent

/// A replicate that obeys the conditions of its class.
package struct AcceptedReplicate: Sendable {
  package let drawn: DrawnReplicate
  package let result: SimulatedReplicate
  /// In the order of ``ReplicateTruth/names``.
  package let truth: [Double]
}

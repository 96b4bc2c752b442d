/// One ancestral chromosome at the present time of the simulation: a run of segments in the arena, in order.
///
/// Segments in the arena are never changed. What a crossover cuts off the first or the last one is said by `left` and
/// `right` alone, so the two parts of a cut segment share its place.
struct Lineage: BitwiseCopyable {
  /// The place of the first segment.
  var first: UInt32
  var segmentCount: UInt32
  /// The first unit of its material; the first segment may begin before it.
  var left: UInt32
  /// One past the last unit of its material; the last segment may end behind it.
  var right: UInt32
}

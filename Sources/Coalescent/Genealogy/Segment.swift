/// A stretch of ancestral material and the branch above its most recent common ancestor so far.
struct Segment: BitwiseCopyable {
  var left: UInt32
  var right: UInt32
  var node: UInt32
}

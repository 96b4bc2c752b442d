extension Genealogy {
  /// Cuts `lineage` before the unit `cut`, which lies strictly inside its material; returns the two parts.
  @inline(__always)
  func cut(_ lineage: Lineage, at cut: UInt32) -> (left: Lineage, right: Lineage) {
    // The first segment that ends behind the cut, by a binary search.
    let run = segments.base + Int(lineage.first)
    var place = 0
    var remaining = Int(lineage.segmentCount)
    while remaining > 1 {
      let half = remaining >> 1
      place = run[place &+ half &- 1].right <= cut ? place &+ half : place
      remaining &-= half
    }
    let segment = run[place]
    let before = UInt32(truncatingIfNeeded: place)
    var left = lineage
    var right = lineage
    right.first = lineage.first &+ before
    right.segmentCount = lineage.segmentCount &- before
    if segment.left < cut {
      nodes.retain(segment.node)
      left.segmentCount = before &+ 1
      left.right = cut
      right.left = cut
    } else {
      left.segmentCount = before
      left.right = run[place &- 1].right
      right.left = segment.left
    }
    return (left, right)
  }

  /// The common ancestor of two lineages; nil if all material of both has found its ancestor.
  ///
  /// The arena must have room for twice their segments.
  mutating func merge(_ a: Lineage, _ b: Lineage) -> Lineage? {
    var x = SegmentCursor(a, segments.base)
    var y = SegmentCursor(b, segments.base)
    var output = MergedRun(at: segments.end)
    while true {
      if y.left < x.left { swap(&x, &y) }
      if x.right <= y.left {
        // A run of segments that end before the other lineage begins.
        repeat { output.append(x.left, x.right, x.node) } while x.advance() && x.right <= y.left
        if x.isAtEnd { break }
      } else {
        if x.left < y.left {
          output.append(x.left, y.left, x.node)
          nodes.retain(x.node)
          x.left = y.left
        }
        joinOverlap(&x, &y, &output)
        if x.isAtEnd || y.isAtEnd { break }
      }
    }
    if x.isAtEnd { swap(&x, &y) }
    if !x.isAtEnd { output.appendRest(of: x) }
    let count = output.count(from: segments.end)
    if count == 0 { return nil }
    let lineage = Lineage(
      first: UInt32(truncatingIfNeeded: segments.used), segmentCount: UInt32(truncatingIfNeeded: count),
      left: segments.end.pointee.left, right: output.lastRight)
    segments.commit(count)
    return lineage
  }

  /// Joins the segments under `x` and `y`, which begin at the same unit, as far as both reach, and moves both past that.
  @inline(__always)
  private mutating func joinOverlap(_ x: inout SegmentCursor, _ y: inout SegmentCursor, _ output: inout MergedRun) {
    let left = x.left
    let right = min(x.right, y.right)
    mutations.endBranches(x.node, y.node, of: nodes, left: left, right: right, now: now, stream: &stream)
    let leafCount = nodes.node(x.node).pointee.leafCount &+ nodes.node(y.node).pointee.leafCount
    if leafCount < sampleCount {
      let node = nodes.allocate()
      nodes.node(node).pointee = BranchNode(time: now, leafCount: leafCount, references: 1)
      let xLeaves = nodes.leaves(x.node)
      let yLeaves = nodes.leaves(y.node)
      let leaves = nodes.leaves(node)
      for word in 0..<nodes.wordCount { leaves[word] = xLeaves[word] | yLeaves[word] }
      if output.lastRight == left && begins(output.lastNode, with: node) {
        nodes.release(node)
        output.extendLast(to: right)
      } else {
        output.append(left, right, node)
      }
    } else if left <= focalUnit && focalUnit < right {
      focalAncestorTime = now
    }
    consume(&x, to: right)
    consume(&y, to: right)
  }

  /// True if `node` began now and has the leaf set of `other`, so that the two are one branch.
  @inline(__always)
  private func begins(_ node: UInt32, with other: UInt32) -> Bool {
    let a = nodes.node(node).pointee
    if a.time != now || a.leafCount != nodes.node(other).pointee.leafCount { return false }
    let aLeaves = nodes.leaves(node)
    let leaves = nodes.leaves(other)
    for word in 0..<nodes.wordCount where aLeaves[word] != leaves[word] { return false }
    return true
  }

  /// Drops the material under the cursor up to `right`.
  @inline(__always)
  private mutating func consume(_ cursor: inout SegmentCursor, to right: UInt32) {
    if cursor.right != right {
      cursor.left = right
    } else {
      nodes.release(cursor.node)
      _ = cursor.advance()
    }
  }
}

/// Reads the segments of a lineage in order, without what was cut off its ends.
private struct SegmentCursor {
  var left: UInt32
  var right: UInt32
  var node: UInt32
  /// The end of the lineage, where its last segment is cut.
  let limit: UInt32
  /// The segment under the cursor.
  private var place: UnsafePointer<Segment>
  private let end: UnsafePointer<Segment>

  @inline(__always)
  init(_ lineage: Lineage, _ base: UnsafePointer<Segment>) {
    place = base + Int(lineage.first)
    end = place + Int(lineage.segmentCount)
    limit = lineage.right
    left = lineage.left
    right = min(place.pointee.right, limit)
    node = place.pointee.node
  }

  @inline(__always)
  var isAtEnd: Bool { place == end }

  /// Goes on to the next segment; false if there is none.
  @inline(__always)
  mutating func advance() -> Bool {
    place += 1
    if place == end { return false }
    left = place.pointee.left
    right = min(place.pointee.right, limit)
    node = place.pointee.node
    return true
  }

  /// The segments behind the one under the cursor; the last may have to be cut at ``limit``.
  @inline(__always)
  var rest: UnsafeBufferPointer<Segment> { UnsafeBufferPointer(start: place + 1, count: end - place - 1) }
}

/// The run of segments that a merger writes.
private struct MergedRun {
  private var next: UnsafeMutablePointer<Segment>
  /// The end of the last segment; without one, a unit where no segment begins.
  private(set) var lastRight = GenomeGrid.length
  /// The node of the last segment.
  private(set) var lastNode: UInt32 = 0

  @inline(__always)
  init(at start: UnsafeMutablePointer<Segment>) { next = start }

  @inline(__always)
  func count(from start: UnsafeMutablePointer<Segment>) -> Int { next - start }

  @inline(__always)
  mutating func append(_ left: UInt32, _ right: UInt32, _ node: UInt32) {
    next.pointee = Segment(left: left, right: right, node: node)
    next += 1
    lastRight = right
    lastNode = node
  }

  /// Moves the end of the last segment.
  @inline(__always)
  mutating func extendLast(to right: UInt32) {
    next[-1].right = right
    lastRight = right
  }

  /// Appends the segment under the cursor and all behind it.
  @inline(__always)
  mutating func appendRest(of cursor: SegmentCursor) {
    append(cursor.left, cursor.right, cursor.node)
    let rest = cursor.rest
    guard let start = rest.baseAddress, !rest.isEmpty else { return }
    next.update(from: start, count: rest.count)
    next += rest.count
    extendLast(to: cursor.limit)
  }
}

extension Genealogy {
  /// Cuts `lineage` before the unit `cut`, which lies strictly inside its material; returns the two parts.
  @inline(__always)
  mutating func cut(_ lineage: Lineage, at cut: UInt32) -> (left: Lineage, right: Lineage) {
    var left = lineage
    var right = lineage
    // The first segment that ends behind the cut, looked for from the nearer end.
    var segment: UInt32
    if cut &- lineage.left <= lineage.right &- cut {
      segment = lineage.head
      while segments[segment].right <= cut { segment = segments[segment].next }
    } else {
      segment = lineage.tail
      while segments[segment].left >= cut {
        let previous = segments[segment].previous
        if segments[previous].right <= cut { break }
        segment = previous
      }
    }
    if segments[segment].left < cut {
      let new = segments.allocate()
      let old = segments[segment]
      segments[new] = Segment(left: cut, right: old.right, next: old.next, previous: 0, node: old.node)
      nodes[old.node].references &+= 1
      if old.next != 0 { segments[old.next].previous = new }
      segments[segment].right = cut
      segments[segment].next = 0
      right.head = new
      if lineage.tail == segment { right.tail = new }
      left.tail = segment
      left.right = cut
    } else {
      let previous = segments[segment].previous
      segments[previous].next = 0
      segments[segment].previous = 0
      left.tail = previous
      left.right = segments[previous].right
      right.head = segment
    }
    right.left = segments[right.head].left
    return (left, right)
  }

  /// The common ancestor of two lineages; nil if all material of both has found its ancestor.
  mutating func merge(_ a: Lineage, _ b: Lineage) -> Lineage? {
    var x = a.head
    var xTail = a.tail
    var y = b.head
    var yTail = b.tail
    var head: UInt32 = 0
    var tail: UInt32 = 0
    while x != 0 && y != 0 {
      if segments[y].left < segments[x].left {
        swap(&x, &y)
        swap(&xTail, &yTail)
      }
      let other = segments[y].left
      if segments[x].right <= other {
        // A run of segments that end before the other lineage begins keeps its links.
        attach(x, head: &head, tail: tail)
        tail = x
        while true {
          let next = segments[tail].next
          if next == 0 || segments[next].right > other { break }
          tail = next
        }
        x = segments[tail].next
      } else if segments[x].left < other {
        let new = segments.allocate()
        let old = segments[x]
        segments[new] = Segment(left: old.left, right: other, next: 0, previous: 0, node: old.node)
        nodes[old.node].references &+= 1
        segments[x].left = other
        attach(new, head: &head, tail: tail)
        tail = new
      } else {
        joinOverlap(&x, &y, head: &head, tail: &tail)
      }
    }
    if x == 0 {
      x = y
      xTail = yTail
    }
    if x != 0 {
      attach(x, head: &head, tail: tail)
      tail = xTail
    } else if tail != 0 {
      segments[tail].next = 0
    }
    if head == 0 { return nil }
    return Lineage(head: head, tail: tail, left: segments[head].left, right: segments[tail].right)
  }

  /// Joins segments `x` and `y`, which begin at the same unit, as far as both reach, and moves both past that.
  @inline(__always)
  private mutating func joinOverlap(_ x: inout UInt32, _ y: inout UInt32, head: inout UInt32, tail: inout UInt32) {
    let left = segments[x].left
    let right = min(segments[x].right, segments[y].right)
    let xNode = segments[x].node
    let yNode = segments[y].node
    mutations.endBranch(nodes[xNode], left: left, right: right, now: now, stream: &stream)
    mutations.endBranch(nodes[yNode], left: left, right: right, now: now, stream: &stream)
    let leafCount = nodes[xNode].leafCount &+ nodes[yNode].leafCount
    if leafCount < sampleCount {
      let leaves = nodes[xNode].leaves | nodes[yNode].leaves
      if tail != 0, segments[tail].right == left, joins(segments[tail].node, leafCount, leaves) {
        segments[tail].right = right
      } else {
        let node = nodes.allocate()
        nodes[node] = BranchNode(time: now, leafCount: leafCount, references: 1, leaves: leaves)
        let segment = segments.allocate()
        segments[segment] = Segment(left: left, right: right, next: 0, previous: 0, node: node)
        attach(segment, head: &head, tail: tail)
        tail = segment
      }
    }
    x = advance(x, node: xNode, to: right)
    y = advance(y, node: yNode, to: right)
  }

  /// True if a branch that begins now with `leaves` is the one of `node`.
  @inline(__always)
  private func joins(_ node: UInt32, _ leafCount: UInt32, _ leaves: Leaves) -> Bool {
    nodes[node].time == now && nodes[node].leafCount == leafCount && nodes[node].leaves == leaves
  }

  /// Drops the material of `segment` up to `right`; returns what is left of its list.
  @inline(__always)
  private mutating func advance(_ segment: UInt32, node: UInt32, to right: UInt32) -> UInt32 {
    if segments[segment].right != right {
      segments[segment].left = right
      return segment
    }
    let next = segments[segment].next
    segments.free(segment)
    let references = nodes[node].references &- 1
    nodes[node].references = references
    if references == 0 { nodes.free(node) }
    return next
  }

  /// Links `segment` behind `tail`, or makes it the head.
  @inline(__always)
  private mutating func attach(_ segment: UInt32, head: inout UInt32, tail: UInt32) {
    segments[segment].previous = tail
    if tail != 0 { segments[tail].next = segment } else { head = segment }
  }
}

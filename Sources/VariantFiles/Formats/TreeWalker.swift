/// The tree at a place of the sequence, and which samples lie below a node.
///
/// Edges come and go as the place moves to the right, each once, so that walking a whole sequence takes time linear in its
/// edges (Kelleher et al. 2016, doi:10.1371/journal.pcbi.1004842).
struct TreeWalker {
  private static let none: Int32 = -1

  private let tables: TreeSequenceTables
  /// The haplotype of each node; -1 if the node is no sample.
  private let haplotypes: [Int32]
  private var parent: [Int32]
  private var leftChild: [Int32]
  private var rightChild: [Int32]
  private var leftSibling: [Int32]
  private var rightSibling: [Int32]
  private var nextInsertion = 0
  private var nextRemoval = 0
  /// A bit for each haplotype whose node has neither parent nor child here: nothing is known of it.
  private(set) var isolated: [UInt64]

  /// Before the first tree: no node has a parent.
  init(_ tables: TreeSequenceTables, haplotypes: [Int32], count: Int) {
    self.tables = tables
    self.haplotypes = haplotypes
    parent = [Int32](repeating: Self.none, count: haplotypes.count)
    (leftChild, rightChild, leftSibling, rightSibling) = (parent, parent, parent, parent)
    isolated = [UInt64](repeating: 0, count: (count + 63) / 64)
    for haplotype in 0..<count { isolated[haplotype >> 6] |= 1 << UInt64(haplotype & 63) }
  }

  /// Moves to `position`, not to the left of the last one; false if two edges give a node two parents on the way.
  mutating func move(to position: Double) -> Bool {
    let edges = tables.left.count
    while true {
      let begins = nextInsertion < edges ? tables.left[Int(tables.insertion[nextInsertion])] : .infinity
      let ends = nextRemoval < edges ? tables.right[Int(tables.removal[nextRemoval])] : .infinity
      let next = min(begins, ends)
      guard next <= position else { return true }
      while nextRemoval < edges, tables.right[Int(tables.removal[nextRemoval])] == next {
        remove(Int(tables.removal[nextRemoval]))
        nextRemoval += 1
      }
      while nextInsertion < edges, tables.left[Int(tables.insertion[nextInsertion])] == next {
        guard insert(Int(tables.insertion[nextInsertion])) else { return false }
        nextInsertion += 1
      }
    }
  }

  private mutating func insert(_ edge: Int) -> Bool {
    let (above, child) = (tables.parents[edge], tables.children[edge])
    let (p, c) = (Int(above), Int(child))
    guard parent[c] == Self.none else { return false }
    let last = rightChild[p]
    if last == Self.none { leftChild[p] = child } else { rightSibling[Int(last)] = child }
    leftSibling[c] = last
    rightSibling[c] = Self.none
    rightChild[p] = child
    parent[c] = above
    noteIsolation(p)
    noteIsolation(c)
    return true
  }

  private mutating func remove(_ edge: Int) {
    let (p, c) = (Int(tables.parents[edge]), Int(tables.children[edge]))
    let (before, after) = (leftSibling[c], rightSibling[c])
    if before == Self.none { leftChild[p] = after } else { rightSibling[Int(before)] = after }
    if after == Self.none { rightChild[p] = before } else { leftSibling[Int(after)] = before }
    (leftSibling[c], rightSibling[c], parent[c]) = (Self.none, Self.none, Self.none)
    noteIsolation(p)
    noteIsolation(c)
  }

  private mutating func noteIsolation(_ node: Int) {
    guard haplotypes[node] >= 0 else { return }
    let haplotype = Int(haplotypes[node])
    let bit: UInt64 = 1 << UInt64(haplotype & 63)
    if parent[node] == Self.none && leftChild[node] == Self.none {
      isolated[haplotype >> 6] |= bit
    } else {
      isolated[haplotype >> 6] &= ~bit
    }
  }

  /// Calls `body` with the haplotype of each sample at or below `root`.
  func forEachSample(below root: Int, _ body: (Int) -> Void) {
    var node = root
    while true {
      if haplotypes[node] >= 0 { body(Int(haplotypes[node])) }
      if leftChild[node] != Self.none {
        node = Int(leftChild[node])
        continue
      }
      while node != root, rightSibling[node] == Self.none { node = Int(parent[node]) }
      if node == root { return }
      node = Int(rightSibling[node])
    }
  }
}

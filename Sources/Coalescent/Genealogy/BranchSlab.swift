/// Branch nodes, each followed by the bits of the haplotypes that descend from it, in one growing block with a free list.
///
/// Keeps its memory between replicates. The base address moves when the block grows: never hold it across `allocate`.
/// There is always memory for node 0, which serves when the budget refuses a new one.
struct BranchSlab: ~Copyable {
  /// 64-bit words of a leaf set.
  private(set) var wordCount = 1
  private var base: UnsafeMutableRawPointer
  private var stride = Self.stride(wordCount: 1)
  /// What is held, for this replicate or a later one.
  private(set) var allocatedBytes = Self.smallest
  /// What this replicate may use of it.
  private var byteCapacity = Self.smallest
  private var used = 0
  private var capacity = 0
  private var firstFree = Self.none
  private let budget: UnsafeMutablePointer<MemoryBudget>

  /// Bytes with which each replicate begins, at least.
  private static let smallest = 1 << 15

  /// Bytes that are kept when a replicate ends.
  private static let largestKept = 32 << 20

  /// No node.
  private static let none = UInt32.max

  private static func stride(wordCount: Int) -> Int { MemoryLayout<BranchNode>.size + 8 * wordCount }

  init(_ budget: UnsafeMutablePointer<MemoryBudget>) {
    self.budget = budget
    base = .allocate(byteCount: allocatedBytes, alignment: 64)
  }

  deinit { base.deallocate() }

  /// Forgets all nodes; leaf sets have `wordCount` words from now on.
  mutating func removeAll(wordCount: Int) {
    self.wordCount = wordCount
    stride = Self.stride(wordCount: wordCount)
    used = 0
    firstFree = Self.none
    byteCapacity = max(Self.smallest, stride)
    capacity = byteCapacity / stride
    _ = budget.pointee.require(byteCapacity)
    if byteCapacity > allocatedBytes { reallocate() }
  }

  /// Gives a large block back to the system once no node is needed any more, to make room for the replicate's matrix.
  mutating func giveBackIfLarge() {
    guard allocatedBytes > Self.largestKept else { return }
    used = 0
    firstFree = Self.none
    byteCapacity = Self.smallest
    reallocate()
  }

  /// Where node `index` lies.
  @inline(__always)
  func node(_ index: UInt32) -> UnsafeMutablePointer<BranchNode> {
    (base + Int(index) &* stride).assumingMemoryBound(to: BranchNode.self)
  }

  /// The leaf set of node `index`.
  @inline(__always)
  func leaves(_ index: UInt32) -> UnsafeMutablePointer<UInt64> {
    (base + (Int(index) &* stride &+ MemoryLayout<BranchNode>.size)).assumingMemoryBound(to: UInt64.self)
  }

  /// The index of a new node; its contents are whatever lay there.
  @inline(__always)
  mutating func allocate() -> UInt32 {
    if firstFree != Self.none {
      let index = firstFree
      firstFree = node(index).pointee.references
      return index
    }
    if used == capacity && !grow() { return 0 }
    used &+= 1
    return UInt32(truncatingIfNeeded: used &- 1)
  }

  /// One more segment points to node `index`.
  @inline(__always)
  func retain(_ index: UInt32) { node(index).pointee.references &+= 1 }

  /// One segment less points to node `index`; without any the node is given back.
  @inline(__always)
  mutating func release(_ index: UInt32) {
    let node = node(index)
    node.pointee.references &-= 1
    if node.pointee.references == 0 {
      node.pointee.references = firstFree
      firstFree = index
    }
  }

  /// Doubles the capacity; false if the budget does not allow it.
  @inline(never)
  private mutating func grow() -> Bool {
    if used >= 1 << 31 {
      budget.pointee.refuse(.index(of: "branches at a time", limit: 1 << 31))
      return false
    }
    if !budget.pointee.require(byteCapacity) { return false }
    byteCapacity *= 2
    capacity = byteCapacity / stride
    if byteCapacity > allocatedBytes { reallocate() }
    return true
  }

  /// Moves the nodes into a block of the capacity.
  private mutating func reallocate() {
    let block = UnsafeMutableRawPointer.allocate(byteCount: byteCapacity, alignment: 64)
    block.copyMemory(from: base, byteCount: used * stride)
    base.deallocate()
    base = block
    allocatedBytes = byteCapacity
  }
}

/// An element of a ``Slab``, with a field that can hold the free list's link while the element is unused.
protocol SlabElement: BitwiseCopyable {
  var link: UInt32 { get set }
}

/// Elements named by 32-bit indices in one growing block, with a free list; index 0 is "none".
///
/// Keeps its memory between replicates. The base address moves when the slab grows: never hold it across `allocate`.
struct Slab<Element: SlabElement>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private var used: Int
  private var firstFree: UInt32

  init(capacity: Int = 1024) {
    base = .allocate(capacity: capacity)
    self.capacity = capacity
    used = 1
    firstFree = 0
  }

  deinit { base.deallocate() }

  /// Forgets all elements.
  mutating func removeAll() {
    used = 1
    firstFree = 0
  }

  @inline(__always)
  subscript(_ index: UInt32) -> Element {
    unsafeAddress { UnsafePointer(base + Int(index)) }
    unsafeMutableAddress { base + Int(index) }
  }

  /// The index of a new element; its contents are whatever lay there.
  @inline(__always)
  mutating func allocate() -> UInt32 {
    if firstFree != 0 {
      let index = firstFree
      firstFree = base[Int(index)].link
      return index
    }
    if used == capacity { grow() }
    used &+= 1
    return UInt32(truncatingIfNeeded: used &- 1)
  }

  /// Gives `index` back.
  @inline(__always)
  mutating func free(_ index: UInt32) {
    base[Int(index)].link = firstFree
    firstFree = index
  }

  @inline(never)
  private mutating func grow() {
    precondition(capacity < 1 << 31, "one replicate needs more than 2^31 ancestral segments")
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.update(from: base, count: used)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}

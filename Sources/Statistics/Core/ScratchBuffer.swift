/// Memory that grows and is used again: no allocation once it is as large as the largest window.
struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var pointer: UnsafeMutablePointer<Element>
  private(set) var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = max(capacity, 1)
    pointer = .allocate(capacity: self.capacity)
  }

  /// Makes room for `count` elements; what was there is lost if the buffer has to grow.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    pointer.deallocate()
    capacity = max(count, 2 * capacity)
    pointer = .allocate(capacity: capacity)
  }

  deinit { pointer.deallocate() }
}

/// Ascending positions, kept as runs of neighbours in about two bytes a run.
package struct PositionRuns: Sendable {
  /// The number of positions.
  package private(set) var count = 0
  /// Of each run but the last: the bases from the end of the one before it, and its length, seven bits a byte.
  private var bytes: [UInt8] = []
  /// Every ``step``th run: where it begins, and where its bytes do.
  private var marks: [(start: Int, byte: Int)] = []
  private var runs = 0
  private var end = 0
  /// The run that may still grow.
  private var last: Range<Int>?
  private static let step = 128

  /// No positions.
  package init() {}

  /// Adds `position`, which is ignored unless it lies behind all others.
  package mutating func append(_ position: Int) {
    if let last {
      if position < last.upperBound { return }
      if position == last.upperBound {
        self.last = last.lowerBound..<position + 1
        count += 1
        return
      }
      write(last)
    }
    last = position..<position + 1
    count += 1
  }

  /// Adds the positions of `other` that lie behind all of these.
  mutating func append(_ other: PositionRuns) {
    for range in other.ranges(from: 0, to: .max) { for position in range { append(position) } }
  }

  private mutating func write(_ run: Range<Int>) {
    if runs % Self.step == 0 { marks.append((run.lowerBound, bytes.count)) }
    write(run.lowerBound - end)
    write(run.count)
    end = run.upperBound
    runs += 1
  }

  private mutating func write(_ number: Int) {
    var rest = number
    while rest > 127 {
      bytes.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// The positions from `start` to before `end`, as runs.
  package func ranges(from start: Int, to end: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    func add(_ run: Range<Int>) {
      let part = run.clamped(to: start..<max(start, end))
      if !part.isEmpty { result.append(part) }
    }
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].start <= start { low = middle + 1 } else { high = middle }
    }
    if !marks.isEmpty {
      let mark = marks[max(0, low - 1)]
      var place = mark.byte
      var next = mark.start
      _ = read(&place)
      while true {
        let length = read(&place)
        if next >= end { return result }
        add(next..<next + length)
        if place == bytes.count { break }
        next += length + read(&place)
      }
    }
    if let last { add(last) }
    return result
  }

  private func read(_ place: inout Int) -> Int {
    var (number, shift) = (0, 0)
    while bytes[place] > 127 {
      number |= Int(bytes[place] & 127) << shift
      shift += 7
      place += 1
    }
    number |= Int(bytes[place]) << shift
    place += 1
    return number
  }
}

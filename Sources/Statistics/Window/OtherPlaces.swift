import Haplotypes

/// Places of a window that are no segregating sites of it: how many there are, and who has calls there.
///
/// Together with the sites they say in which share of its bases populations could be compared.
struct OtherPlaces {
  /// All of them.
  private(set) var count = 0
  /// Those without a missing call.
  private(set) var complete = 0
  private let sizes: [Int]
  /// Of those with some calls, the calls of each population.
  private var calls: [UInt32] = []

  init(populationSizes: [Int]) { sizes = populationSizes }

  /// Forgets all places.
  mutating func reset() {
    (count, complete) = (0, 0)
    calls.removeAll(keepingCapacity: true)
  }

  /// True if a call is missing at one of them.
  var lacksCalls: Bool { complete < count }

  /// Adds places at which every call is there.
  mutating func addComplete(_ more: Int = 1) {
    count += more
    complete += more
  }

  /// Adds places without a call.
  mutating func addLost(_ more: Int) { count += more }

  /// Adds a place at which population p has `called(p)` calls.
  mutating func add(_ called: (Int) -> Int) {
    count += 1
    let first = calls.count
    for population in sizes.indices { calls.append(UInt32(called(population))) }
    if sizes.indices.allSatisfy({ calls[first + $0] == sizes[$0] }) {
      complete += 1
      calls.removeLast(sizes.count)
    } else if sizes.indices.allSatisfy({ calls[first + $0] == 0 }) {
      calls.removeLast(sizes.count)
    }
  }

  /// Adds a place whose missing calls are the words `missing[w * step]`.
  mutating func add(missing: UnsafePointer<UInt64>, step: Int) {
    let sizes = sizes
    var first = 0
    add { population in
      let haplotypes = first..<first + sizes[population]
      first = haplotypes.upperBound
      var uncalled = 0
      for word in haplotypes.lowerBound >> 6...(haplotypes.upperBound - 1) >> 6 {
        uncalled += (missing[word * step] & HaplotypeWindow.bits(of: haplotypes, inPlane: word)).nonzeroBitCount
      }
      return sizes[population] - uncalled
    }
  }

  /// Adds the places of `whole`, of which this sample is made of `populations`.
  mutating func add(_ whole: OtherPlaces, of populations: [Int]) {
    addComplete(whole.complete)
    let width = whole.sizes.count
    for first in stride(from: 0, to: whole.calls.count, by: width) {
      add { Int(whole.calls[first + populations[$0]]) }
    }
    addLost(whole.count - whole.complete - whole.calls.count / width)
  }

  /// Adds the places of `places` from `start` to before `end` that are accessible.
  mutating func add(_ places: CallPlaces, from start: Double, to end: Double, _ accessible: [Range<Int>]?) {
    addComplete(Self.count(places.complete, from: start, to: end, accessible))
    addLost(Self.count(places.lost, from: start, to: end, accessible))
    let words = (sizes.reduce(0, +) + 63) / 64
    var cursor: AccessibleCursor?
    places.missing.withUnsafeBufferPointer { missing in
      guard let base = missing.baseAddress else { return }
      for (index, position) in places.partial.enumerated() where position >= start && position < end {
        if cursor == nil, let accessible { cursor = AccessibleCursor(accessible, from: position) }
        if cursor?.contains(position) ?? true { add(missing: base + index * words, step: 1) }
      }
    }
  }

  /// The positions of `runs` from `start` to before `end` that are accessible.
  private static func count(
    _ runs: [Range<Int>], from start: Double, to end: Double, _ accessible: [Range<Int>]?
  ) -> Int {
    guard !runs.isEmpty, end > start else { return 0 }
    let bounds = Int(start.rounded(.up))..<Int(end.rounded(.up))
    guard let accessible else { return runs.reduce(0) { $0 + $1.clamped(to: bounds).count } }
    var total = 0
    var next = AccessibleCursor.firstIndex(in: accessible, endingAfter: start)
    for run in runs {
      let run = run.clamped(to: bounds)
      while next < accessible.count, accessible[next].upperBound <= run.lowerBound { next += 1 }
      var index = next
      while index < accessible.count, accessible[index].lowerBound < run.upperBound {
        total += accessible[index].clamped(to: run).count
        index += 1
      }
    }
    return total
  }

  /// The places at which `total` calls are there in all.
  func compared(total: Int) -> Int {
    compared { first in sizes.indices.reduce(0) { $0 + Int(calls[first + $1]) } >= total }
  }

  /// The places at which each population has as many calls as `least` says.
  func compared(_ least: [Int]) -> Int {
    compared { first in sizes.indices.allSatisfy { Int(calls[first + $0]) >= least[$0] } }
  }

  private func compared(_ isCompared: (Int) -> Bool) -> Int {
    complete + stride(from: 0, to: calls.count, by: sizes.count).count(where: isCompared)
  }
}

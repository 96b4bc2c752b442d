/// Accessible sites with calls that do not segregate. They tell nothing and no statistic counts them, except where it
/// reproduces a program that does.
struct MonomorphicSites {
  /// All of them.
  private(set) var count = 0
  /// Those fixed for the derived (alternative) allele.
  private(set) var derived = 0
  private let sizes: [Int]
  /// Those without a missing call.
  private var complete = 0
  /// Pairs of called alleles at the others, by the populations of the one and of the other allele.
  private var pairs: [Int]
  /// Called alleles of each population at the site that is being added.
  private var called: [Int]

  init(populationSizes: [Int]) {
    sizes = populationSizes
    pairs = [Int](repeating: 0, count: sizes.count * sizes.count)
    called = [Int](repeating: 0, count: sizes.count)
  }

  /// Forgets all sites.
  mutating func reset() {
    (count, derived, complete) = (0, 0, 0)
    for index in pairs.indices { pairs[index] = 0 }
  }

  /// Counts a site at which `present` alleles are called, all the same. Word w of the bits of its missing calls is
  /// `missing[w * step]`; it is read where not all are called.
  mutating func add(isDerived: Bool, present: Int, missing: UnsafePointer<UInt64>?, step: Int) {
    count += 1
    if isDerived { derived += 1 }
    guard let missing, sizes.count > 1 || present < sizes[0] else {
      complete += 1
      return
    }
    if sizes.count == 1 {
      pairs[0] += present * (present - 1) / 2
      return
    }
    var first = 0
    for (population, size) in sizes.enumerated() {
      var uncalled = 0
      for word in first >> 6...(first + size - 1) >> 6 {
        uncalled +=
          (missing[word * step] & HaplotypeWindow.bits(of: first..<first + size, inPlane: word)).nonzeroBitCount
      }
      called[population] = size - uncalled
      first += size
    }
    for a in sizes.indices {
      pairs[a * sizes.count + a] += called[a] * (called[a] - 1) / 2
      for b in 0..<a {
        pairs[a * sizes.count + b] += called[a] * called[b]
        pairs[b * sizes.count + a] += called[a] * called[b]
      }
    }
  }

  /// Adds the pairs that `whole` has among `populations`, of which this sample is made; its sites are not counted.
  mutating func addPairs(of whole: MonomorphicSites, among populations: [Int]) {
    for (a, population) in populations.enumerated() {
      for (b, other) in populations.enumerated() {
        pairs[a * sizes.count + b] += whole.comparisons(population, other)
      }
    }
  }

  /// Pairs of called alleles at these sites, one of population `a` and one of population `b`; pairs within one are counted
  /// once.
  func comparisons(_ a: Int, _ b: Int) -> Int {
    let each = a == b ? sizes[a] * (sizes[a] - 1) / 2 : sizes[a] * sizes[b]
    return complete * each + pairs[a * sizes.count + b]
  }

  /// Pairs of called alleles at these sites.
  var comparisons: Int {
    sizes.indices.reduce(0) { total, a in (0...a).reduce(total) { $0 + comparisons(a, $1) } }
  }
}

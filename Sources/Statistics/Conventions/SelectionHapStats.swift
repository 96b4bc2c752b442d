/// Clusters of haplotypes as SelectionHapStats (`H12_H2H1.py` of Garud et al. 2015, doi:10.1371/journal.pgen.1005004) makes
/// them, and the homozygosity that it prints of them.
///
/// A missing letter, N, agrees with any. Each haplotype that is in no cluster yet begins one; of those behind it each that
/// agrees with it at every site joins, and what is missing in it is filled in from the one that joins. So the clusters
/// depend on the order, which is that of a dictionary of Python 2: by hash values of the letters. That order is reproduced
/// here, and the numbers are the program's own. They need letters, which a ``HaplotypeWindow`` does not hold; its
/// statistics `H12`, `H2/H1` and so on have a rule without an order (a missing allele is the commoner one of its site).
public struct SelectionHapStats: Sendable {
  /// The numbers of the haplotypes in each cluster, ascending; larger clusters first.
  public let clusters: [[Int]]
  private let total: Double

  /// The clusters of `haplotypes`, each a row of letters; all are equally long, and there is one at least.
  public init(haplotypes: [[UInt8]]) {
    precondition(!haplotypes.isEmpty && haplotypes.allSatisfy { $0.count == haplotypes[0].count })
    total = Double(haplotypes.count)
    var order = PythonDictionaryOrder()
    var carriers: [[UInt8]: [Int]] = [:]
    for (number, haplotype) in haplotypes.enumerated() {
      if carriers[haplotype] == nil { order.insert(haplotype) }
      carriers[haplotype, default: []].append(number)
    }
    var open = order.keys
    var found: [[Int]] = []
    while !open.isEmpty {
      var common = open.removeFirst()
      var members = carriers[common] ?? []
      open.removeAll { other in
        guard Self.agree(common, other) else { return false }
        for site in common.indices where common[site] == Self.missing { common[site] = other[site] }
        members += carriers[other] ?? []
        return true
      }
      found.append(members.sorted())
    }
    clusters = found.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
  }

  /// The sites of the program's window of `sites` SNPs with the site `center` in the middle: half of them on each side, so
  /// that an even number makes one more; nil where fewer than `count` sites leave no room for it.
  public static func window(of sites: Int, around center: Int, count: Int) -> Range<Int>? {
    let half = sites / 2
    return center >= half && center + half < count ? center - half..<center + half + 1 : nil
  }

  /// The share of pairs, drawn with replacement, from one cluster.
  public var h1: Double { clusters.reduce(0) { $0 + square($1.count) } }
  /// H1 without the largest cluster.
  public var h2: Double { h1 - square(clusters[0].count) }
  /// H1 with the two largest clusters as one.
  public var h12: Double {
    guard clusters.count > 1 else { return h1 }
    let rest = clusters.dropFirst(2).reduce(0) { $0 + square($1.count) }
    return square(clusters[0].count + clusters[1].count) + rest
  }
  /// H2 over H1.
  public var h2ToH1: Double { h2 / h1 }

  private static let missing = UInt8(ascii: "N")

  private func square(_ count: Int) -> Double { Double(count) / total * (Double(count) / total) }

  private static func agree(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    zip(a, b).allSatisfy { $0 == $1 || $0 == missing || $1 == missing }
  }
}

/// The order in which a dictionary of Python 2.7 (64 bits, hashes not randomised) gives its keys, which are strings.
///
/// Its table has a power of two of slots. A key goes to the first free slot of a sequence that its hash value decides; when
/// two thirds are taken the keys move to a table of more than four slots a key.
private struct PythonDictionaryOrder {
  private var slots: [(key: [UInt8], hash: UInt64)?] = Array(repeating: nil, count: 8)
  private var count = 0

  /// The keys, in the order of their slots.
  var keys: [[UInt8]] { slots.compactMap { $0?.key } }

  /// Adds a key that is not there yet; one of no letters is not needed here.
  mutating func insert(_ key: [UInt8]) {
    place((key, Self.hash(key)))
    count += 1
    guard 3 * count >= 2 * slots.count else { return }
    let old = slots.compactMap { $0 }
    var size = 8
    while size <= 4 * count { size *= 2 }
    slots = Array(repeating: nil, count: size)
    for entry in old { place(entry) }
  }

  private mutating func place(_ entry: (key: [UInt8], hash: UInt64)) {
    let mask = UInt64(slots.count - 1)
    var perturbation = entry.hash
    var place = entry.hash
    while slots[Int(place & mask)] != nil {
      place = 5 &* place &+ perturbation &+ 1
      perturbation >>= 5
    }
    slots[Int(place & mask)] = entry
  }

  /// The hash of a string: one multiplication and one exclusive or a letter.
  private static func hash(_ key: [UInt8]) -> UInt64 {
    var hash = UInt64(key.first ?? 0) << 7
    for letter in key { hash = (1_000_003 &* hash) ^ UInt64(letter) }
    hash ^= UInt64(key.count)
    // -1 stands for an error there.
    return hash == .max ? .max - 1 : hash
  }
}

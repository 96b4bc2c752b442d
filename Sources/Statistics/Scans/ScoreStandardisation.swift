/// Standardisation of the scores of a scan: (score - mean) / standard deviation of the sites with a similar frequency
/// of the derived allele, over one contig or over a genome, whatever sites it is made from.
///
/// Bins hold similar numbers of sites: scored sites are sorted by frequency, and an edge is set after each
/// (sites / bins)-th of them where the frequency changes, as scikit-allel's `standardize_by_allele_count` does; the last
/// bin takes the rest. The standard deviation is that of the bin (divided by its number of sites).
///
/// Edge rule: a bin never has fewer than ``fewestSites`` sites; so few scored sites are left in a short region that
/// fewer bins are made, and none at all gives nil throughout. Sites without a score (those near the ends of the data,
/// whose curves do not end, and rare ones) take no part and stay nil, as do sites of a bin without variance.
public struct ScoreStandardisation: Sendable, Equatable {
  /// The fewest sites that a bin is made of.
  public static let fewestSites = 10
  /// Frequencies at which a new bin begins, ascending.
  public let edges: [Double]
  /// The mean score of each bin; one more than edges.
  public let means: [Double]
  /// The standard deviation of each bin.
  public let deviations: [Double]

  /// The standardisation by `scores` of sites whose derived allele has `frequencies`, in at most `bins` bins.
  public init(_ scores: [Double?], frequencies: [Double], bins: Int = 20) {
    precondition(scores.count == frequencies.count, "\(scores.count) scores for \(frequencies.count) frequencies")
    precondition(bins > 0, "a standardisation needs at least one bin, got \(bins)")
    let scored = scores.indices.filter { scores[$0] != nil }
    let sorted = scored.map { frequencies[$0] }.sorted()
    let binCount = min(bins, sorted.count / Self.fewestSites)
    var starts: [Double] = []
    if binCount > 0, let lowest = sorted.first {
      let step = sorted.count / binCount
      var last = lowest
      for index in stride(from: step, to: sorted.count, by: step) where sorted[index] > last {
        starts.append(sorted[index])
        last = sorted[index]
      }
      // The last edge gives way to the highest frequency, so that the last bin is not a small rest.
      if !starts.isEmpty { starts.removeLast() }
    }
    var sums = [Double](repeating: 0, count: starts.count + 1)
    var counts = [Int](repeating: 0, count: starts.count + 1)
    for site in scored {
      let bin = Self.bin(frequencies[site], starts)
      sums[bin] += scores[site] ?? 0
      counts[bin] += 1
    }
    let means = zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : 0 }
    var squares = [Double](repeating: 0, count: means.count)
    for site in scored {
      let bin = Self.bin(frequencies[site], starts)
      let difference = (scores[site] ?? 0) - means[bin]
      squares[bin] += difference * difference
    }
    edges = starts
    self.means = means
    deviations = zip(squares, counts).map { $1 >= Self.fewestSites ? ($0 / Double($1)).squareRoot() : 0 }
  }

  /// The standardised `score` of a site whose derived allele has `frequency`.
  public func standardised(_ score: Double?, frequency: Double) -> Double? {
    let bin = Self.bin(frequency, edges)
    guard let score, deviations[bin] > 0 else { return nil }
    return (score - means[bin]) / deviations[bin]
  }

  /// The standardised `scores`.
  public func standardised(_ scores: [Double?], frequencies: [Double]) -> [Double?] {
    zip(scores, frequencies).map { standardised($0, frequency: $1) }
  }

  private static func bin(_ frequency: Double, _ edges: [Double]) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] <= frequency { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

import CBitKernels

/// What the distances between the haplotypes of two populations tell: the number of sites at which they differ. With
/// missing calls a pair is compared over the sites called in both, its differences times all sites over these; a pair
/// without such a site is left out.
struct PairDistances {
  /// The least distance between haplotypes of different populations; nil if no pair could be compared.
  var least: Double?
  /// The share of pairs within each population that are no further apart than that; nil without a pair.
  var ranks: [Double?] = [nil, nil]
  /// Hudson's nearest-neighbour statistic; nil if no haplotype has a neighbour.
  var nearestNeighbour: Double?
  /// The same as FILET has it: where nearest neighbours are in both populations, one more is counted in each.
  var filetNearestNeighbour: Double?
}

extension HaplotypeWindow {
  /// The distances between two populations, of which the window must have just two.
  var pairDistances: PairDistances {
    if let known = results.pairDistances { return known }
    precondition(populationCount == 2, "distances between 2 populations, got \(populationCount)")
    fillPairDistances()
    let distances = summary(of: scratch.pairDistances.pointer, split: populationSizes[0])
    results.pairDistances = distances
    return distances
  }

  /// The matrix of all distances; infinite where a pair cannot be compared.
  private func fillPairDistances() {
    let count = haplotypeCount
    scratch.pairDistances.reserve(count * count)
    scratch.differences.reserve(rowStride)
    let (matrix, differences) = (scratch.pairDistances.pointer, scratch.differences.pointer)
    let rows = haplotypeRows
    let called = hasMissingCalls ? makeCalledRows(individuals: false) : nil
    scratch.compared.reserve(rowStride)
    let compared = scratch.compared.pointer
    for one in 0..<count {
      matrix[one * count + one] = .infinity
      guard one + 1 < count else { break }
      if let called {
        apus_masked_row_differences(rows, nil, called, rowStride, rowWidth, one, count, differences, compared)
      } else {
        apus_row_differences(rows, nil, rowStride, rowWidth, one, count, differences)
      }
      for other in (one + 1)..<count {
        var distance = Double(differences[other])
        if called != nil {
          distance = compared[other] > 0 ? distance * Double(siteCount) / Double(compared[other]) : .infinity
        }
        matrix[one * count + other] = distance
        matrix[other * count + one] = distance
      }
    }
  }

  private func summary(of matrix: UnsafePointer<Double>, split: Int) -> PairDistances {
    let count = haplotypeCount
    var result = PairDistances()
    var least = Double.infinity
    // Shares of nearest neighbours in the own population: added up in ascending order, whatever that of the haplotypes.
    var shares: [Double] = []
    var filetShares: [Double] = []
    for one in 0..<count {
      let own = one < split ? 0..<split : split..<count
      let others = one < split ? split..<count : 0..<split
      let (inside, insideNumber) = Self.nearest(matrix + one * count, own)
      let (outside, outsideNumber) = Self.nearest(matrix + one * count, others)
      least = min(least, outside)
      guard min(inside, outside) < .infinity else { continue }
      let isTie = inside == outside
      shares.append(isTie ? Double(insideNumber) / Double(insideNumber + outsideNumber) : inside < outside ? 1 : 0)
      filetShares.append(
        isTie ? Double(insideNumber + 1) / Double(insideNumber + outsideNumber + 2) : inside < outside ? 1 : 0)
    }
    if !shares.isEmpty {
      result.nearestNeighbour = shares.sorted().reduce(0, +) / Double(shares.count)
      result.filetNearestNeighbour = filetShares.sorted().reduce(0, +) / Double(shares.count)
    }
    guard least < .infinity else { return result }
    result.least = least
    for (population, own) in [0..<split, split..<count].enumerated() {
      var (pairs, near) = (0, 0)
      for one in own {
        for other in own.lowerBound..<one where matrix[one * count + other] < .infinity {
          pairs += 1
          if matrix[one * count + other] <= least { near += 1 }
        }
      }
      if pairs > 0 { result.ranks[population] = Double(near) / Double(pairs) }
    }
    return result
  }

  /// The least of `row` within `range`, and how often it occurs.
  private static func nearest(_ row: UnsafePointer<Double>, _ range: Range<Int>) -> (Double, Int) {
    var (least, number) = (Double.infinity, 0)
    for place in range {
      if row[place] < least {
        (least, number) = (row[place], 1)
      } else if row[place] == least {
        number += 1
      }
    }
    return (least, number)
  }

  /// The longest stretch between neighbouring differences of two haplotypes of different populations, the ends of the
  /// window counting as differences.
  var longestTractBetween: Double {
    let split = populationSizes[0]
    return longestTract { $0 < split ? split..<self.haplotypeCount : 0..<0 }
  }
}

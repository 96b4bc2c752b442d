import CBitKernels

extension HaplotypeWindow {
  /// The distribution of the numbers of sites at which two haplotypes differ, over all pairs.
  ///
  /// With missing calls a pair is compared over the sites called in both, and its number of differences is taken times
  /// all sites over these; a pair with no such site is left out.
  var distances: DistanceMoments {
    if let known = results.distances { return known }
    let moments =
      hasMissingCalls
      ? maskedDistances(haplotypeRows, nil, makeCalledRows(individuals: false), rows: haplotypeCount)
      : completeDistances(haplotypeRows, nil, rows: haplotypeCount)
    results.distances = moments
    return moments
  }

  /// The same for the number of sites at which the genotypes of two individuals differ; an individual with a missing
  /// allele is missing.
  var genotypeDistances: DistanceMoments {
    if let known = results.genotypeDistances { return known }
    let rows = genotypeRows
    let second = rows + rowStride * rowWidth
    let moments =
      hasMissingCalls
      ? maskedDistances(rows, second, makeCalledRows(individuals: true), rows: haplotypeCount / 2)
      : completeDistances(rows, second, rows: haplotypeCount / 2)
    results.genotypeDistances = moments
    return moments
  }

  private func completeDistances(
    _ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>?, rows: Int
  ) -> DistanceMoments {
    scratch.differences.reserve(rowStride)
    let differences = scratch.differences.pointer
    let pairs = rows * (rows - 1) / 2
    if siteCount < 65536 {
      scratch.powers.reserve(8)
      let words = scratch.powers.pointer
      apus_pair_sums(first, second, rowStride, rowWidth, rows, differences, words)
      return DistanceMoments(pairs: pairs, sums: PowerSums(words: words))
    }
    var sums = PowerSums()
    for one in 0..<(rows - 1) {
      apus_row_differences(first, second, rowStride, rowWidth, one, rows, differences)
      for other in (one + 1)..<rows {
        let number = Int128(differences[other])
        sums.first += number
        sums.second += number * number
        sums.third += number * number * number
        sums.fourth += number * number * number * number
      }
    }
    return DistanceMoments(pairs: pairs, sums: sums)
  }

  private func maskedDistances(
    _ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>?, _ called: UnsafePointer<UInt64>, rows: Int
  ) -> DistanceMoments {
    scratch.differences.reserve(rowStride)
    scratch.compared.reserve(rowStride)
    let differences = scratch.differences.pointer
    let compared = scratch.compared.pointer
    let sites = Double(siteCount)
    func visit(_ body: (Double) -> Void) {
      for one in 0..<(rows - 1) {
        apus_masked_row_differences(
          first, second, called, rowStride, rowWidth, one, rows, differences, compared)
        for other in (one + 1)..<rows where compared[other] > 0 {
          body(Double(differences[other]) * sites / Double(compared[other]))
        }
      }
    }
    var least = Double.infinity
    var greatest = -Double.infinity
    var pairs = 0
    visit { distance in
      least = min(least, distance)
      greatest = max(greatest, distance)
      pairs += 1
    }
    guard pairs > 0 else { return DistanceMoments() }
    // Sums of whole numbers do not depend on the order of the pairs.
    let half = (greatest - least) / 2
    let middle = least + half
    let scale = half > 0 ? 1 / half : 0
    var sums = PowerSums()
    visit { distance in
      let e = (distance - middle) * scale
      let square = e * e
      sums.first += Int128(Int64(e * 0x1p52))
      sums.second += Int128(Int64(square * 0x1p52))
      sums.third += Int128(Int64(square * e * 0x1p52))
      sums.fourth += Int128(Int64(square * square * 0x1p52))
    }
    return DistanceMoments(pairs: pairs, half: half, fixedPointSums: sums)
  }
}

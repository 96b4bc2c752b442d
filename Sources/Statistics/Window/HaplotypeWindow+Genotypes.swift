extension HaplotypeWindow {
  /// Sums over sites, for diploid individuals whose two alleles are called.
  struct HeterozygositySums {
    /// Of the share of heterozygous individuals.
    var observed = 0.0
    /// Of 1 minus the sum of squared allele frequencies, at the sites where an individual is called.
    var expected = 0.0
  }

  /// The observed and the expected heterozygosity, summed over sites.
  var heterozygosity: HeterozygositySums {
    requireIndividuals()
    var sums = HeterozygositySums()
    for site in 0..<siteCount {
      var individuals = 0
      var heterozygous = 0
      for plane in 0..<planeCount {
        let word = alleles.pointer[plane * stride + site]
        let gaps = hasMissingCalls ? missing.pointer[plane * stride + site] : 0
        let present = ~(gaps | gaps >> 1) & sampleBits(plane) & 0x5555_5555_5555_5555
        individuals += present.nonzeroBitCount
        heterozygous += ((word ^ word >> 1) & present).nonzeroBitCount
      }
      guard individuals > 0 else { continue }
      let (k, n) = (Double(derived.pointer[site]), Double(called.pointer[site]))
      sums.observed += Double(heterozygous) / Double(individuals)
      sums.expected += 2 * k * (n - k) / (n * n)
    }
    return sums
  }

  /// The bits of word `plane` that stand for haplotypes.
  func sampleBits(_ plane: Int) -> UInt64 {
    let bits = min(64, haplotypeCount - 64 * plane)
    return bits == 64 ? ~0 : (1 << UInt64(bits)) - 1
  }
}

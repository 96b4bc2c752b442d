import CBitKernels

/// The alleles of each population at the sites that segregate among all of them.
struct PopulationCounts {
  private let derived: UnsafePointer<UInt32>
  private let called: UnsafePointer<UInt32>
  private let stride: Int
  let siteCount: Int

  init(derived: UnsafePointer<UInt32>, called: UnsafePointer<UInt32>, stride: Int, siteCount: Int) {
    self.derived = derived
    self.called = called
    self.stride = stride
    self.siteCount = siteCount
  }

  /// Derived (alternative) alleles of population `population` at `site`.
  func derived(_ population: Int, _ site: Int) -> Int { Int(derived[population * stride + site]) }

  /// Called alleles of population `population` at `site`.
  func called(_ population: Int, _ site: Int) -> Int { Int(called[population * stride + site]) }

  /// The frequency of the derived allele; there must be a called one.
  func frequency(_ population: Int, _ site: Int) -> Double {
    Double(derived(population, site)) / Double(called(population, site))
  }

  /// k (n - k) / (n (n - 1)) with k of n alleles derived: half the chance that two alleles drawn without replacement
  /// differ; there must be two called ones.
  func halfHeterozygosity(_ population: Int, _ site: Int) -> Double {
    let (k, n) = (derived(population, site), called(population, site))
    return Double(k * (n - k)) / Double(n * (n - 1))
  }

  /// The number of sites for which `isCounted` holds.
  func sites(_ isCounted: (PopulationCounts, Int) -> Bool) -> Int {
    (0..<siteCount).count { isCounted(self, $0) }
  }

  /// True if the populations from 0 on have at least so many called alleles at `site`.
  func has(_ least: [Int], at site: Int) -> Bool {
    for (population, number) in least.enumerated() where called(population, site) < number { return false }
    return true
  }
}

import CBitKernels

extension HaplotypeWindow {
  /// How often the different haplotypes occur; in a window without sites they are all the same.
  ///
  /// A missing allele counts as the commoner allele among the called ones of its site (as the ancestral or reference
  /// allele where both are equally common), so that a missing call never makes a haplotype of its own.
  public var haplotypeClasses: IdentityClasses {
    if let cachedHaplotypes { return cachedHaplotypes }
    let blocks = makeRows()
    let classes = countClasses(rows: haplotypeCount, width: blocks)
    cachedHaplotypes = classes
    return classes
  }

  /// How often the different multilocus genotypes occur; individual i has haplotypes 2i and 2i + 1.
  ///
  /// Missing alleles are treated as in ``haplotypeClasses``. The haplotype count must be even.
  public var genotypeClasses: IdentityClasses {
    if let cachedGenotypes { return cachedGenotypes }
    requireIndividuals()
    let blocks = makeRows()
    let rows = scratch.rows.pointer
    for individual in 0..<(haplotypeCount / 2) {
      let first = rows + 2 * individual * blocks
      let second = first + blocks
      // The order of the two alleles is not told: heterozygous sites in one word, homozygous derived in the other.
      for block in 0..<blocks {
        let (a, b) = (first[block], second[block])
        first[block] = a ^ b
        second[block] = a & b
      }
    }
    let classes = countClasses(rows: haplotypeCount / 2, width: 2 * blocks)
    cachedGenotypes = classes
    return classes
  }

  /// Stops unless the haplotypes make whole individuals.
  func requireIndividuals() {
    precondition(
      haplotypeCount.isMultiple(of: 2), "genotypes need an even number of haplotypes, got \(haplotypeCount)")
  }

  private func countClasses(rows: Int, width: Int) -> IdentityClasses {
    var slots = 2
    while slots < 2 * rows { slots *= 2 }
    scratch.table.reserve(slots)
    scratch.copies.reserve(rows)
    return IdentityClasses(
      rows: scratch.rows.pointer, count: rows, width: width,
      table: UnsafeMutableBufferPointer(start: scratch.table.pointer, count: slots), copies: scratch.copies.pointer)
  }

  /// Turns the planes into haplotypes as rows of bits, missing alleles filled in; returns the words of a row.
  private func makeRows() -> Int {
    let blocks = (siteCount + 63) / 64
    scratch.rows.reserve(planeCount * 64 * blocks)
    let rows = scratch.rows.pointer
    let block = scratch.block.pointer
    for blockIndex in 0..<blocks {
      let first = blockIndex * 64
      let count = min(64, siteCount - first)
      for plane in 0..<planeCount {
        block.update(from: alleles.pointer + plane * stride + first, count: count)
        (block + count).update(repeating: 0, count: 64 - count)
        if hasMissingCalls { fillMissing(block, missing.pointer + plane * stride + first, first, count) }
        apus_transpose_64(block)
        for bit in 0..<min(64, haplotypeCount - 64 * plane) {
          rows[(64 * plane + bit) * blocks + blockIndex] = block[bit]
        }
      }
    }
    return blocks
  }

  private func fillMissing(
    _ block: UnsafeMutablePointer<UInt64>, _ mask: UnsafePointer<UInt64>, _ first: Int, _ count: Int
  ) {
    for site in 0..<count where 2 * derived.pointer[first + site] > called.pointer[first + site] {
      block[site] |= mask[site]
    }
  }
}

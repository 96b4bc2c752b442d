extension HaplotypeWindow {
  /// How often the different haplotypes occur; in a window without sites they are all the same.
  ///
  /// A missing allele counts as the commoner allele among the called ones of its site (as the ancestral or reference
  /// allele where both are equally common), so that a missing call never makes a haplotype of its own.
  public var haplotypeClasses: IdentityClasses {
    if let known = results.haplotypeClasses { return known }
    let classes = countClasses(haplotypeRows, rows: haplotypeCount, width: rowWidth)
    results.haplotypeClasses = classes
    return classes
  }

  /// How often the different haplotypes of the sites `sites` of the window occur; see ``haplotypeClasses``.
  func haplotypeClasses(ofSites sites: Range<Int>) -> IdentityClasses {
    let words = sites.lowerBound >> 6..<(sites.upperBound + 63) >> 6
    let rows = haplotypeRows
    scratch.partRows.reserve(max(1, words.count) * rowStride)
    for word in words {
      let bits = Self.bits(of: sites, inPlane: word)
      let target = scratch.partRows.pointer + (word - words.lowerBound) * rowStride
      for haplotype in 0..<haplotypeCount { target[haplotype] = rows[word * rowStride + haplotype] & bits }
    }
    return countClasses(scratch.partRows.pointer, rows: haplotypeCount, width: words.count)
  }

  /// How often the different multilocus genotypes occur; individual i has haplotypes 2i and 2i + 1.
  ///
  /// Missing alleles are treated as in ``haplotypeClasses``. The haplotype count must be even.
  public var genotypeClasses: IdentityClasses {
    if let known = results.genotypeClasses { return known }
    let classes = countClasses(genotypeRows, rows: haplotypeCount / 2, width: 2 * rowWidth)
    results.genotypeClasses = classes
    return classes
  }

  private func countClasses(_ words: UnsafePointer<UInt64>, rows: Int, width: Int) -> IdentityClasses {
    var slots = 2
    while slots < 2 * rows { slots *= 2 }
    scratch.table.reserve(slots)
    scratch.copies.reserve(rows)
    scratch.hashes.reserve(rows)
    return IdentityClasses(
      words: words, stride: rowStride, count: rows, width: width,
      table: UnsafeMutableBufferPointer(start: scratch.table.pointer, count: slots), copies: scratch.copies.pointer,
      hashes: scratch.hashes.pointer)
  }
}

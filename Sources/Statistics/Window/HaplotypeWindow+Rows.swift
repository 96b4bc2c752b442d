import CBitKernels

extension HaplotypeWindow {
  /// Words that a row of the window's sites takes.
  var rowWidth: Int { (siteCount + 63) / 64 }

  /// Rows that a word of all rows has room for: word w of row r is at `w * rowStride + r`.
  var rowStride: Int { 64 * planeCount }

  /// Haplotypes as rows of bits, one bit a site; a missing allele is the commoner one among the called alleles of its
  /// site (the ancestral or reference allele where both are equally common).
  var haplotypeRows: UnsafeMutablePointer<UInt64> {
    if !results.hasRows {
      scratch.rows.reserve(rowStride * rowWidth)
      transpose(alleles.pointer, to: scratch.rows.pointer, fillingMissing: hasMissingCalls)
      results.hasRows = true
    }
    return scratch.rows.pointer
  }

  /// Genotypes as rows: `rowWidth` words of heterozygous sites, then as many of homozygous derived ones; individual i
  /// has haplotypes 2i and 2i + 1, missing alleles as in ``haplotypeRows``.
  var genotypeRows: UnsafeMutablePointer<UInt64> {
    if !results.hasGenotypeRows {
      requireIndividuals()
      let size = rowStride * rowWidth
      let rows = haplotypeRows
      scratch.genotypeRows.reserve(2 * size)
      for word in 0..<rowWidth {
        let source = rows + word * rowStride
        let target = scratch.genotypeRows.pointer + word * rowStride
        for individual in 0..<haplotypeCount / 2 {
          let (a, b) = (source[2 * individual], source[2 * individual + 1])
          target[individual] = a ^ b
          target[size + individual] = a & b
        }
      }
      results.hasGenotypeRows = true
    }
    return scratch.genotypeRows.pointer
  }

  /// Stops unless the haplotypes make whole individuals.
  func requireIndividuals() {
    precondition(
      haplotypeCount.isMultiple(of: 2), "genotypes need an even number of haplotypes, got \(haplotypeCount)")
  }

  /// Called sites as rows: of haplotypes, or of individuals, which are called where both haplotypes are.
  func makeCalledRows(individuals: Bool) -> UnsafeMutablePointer<UInt64> {
    scratch.calledRows.reserve(rowStride * rowWidth)
    let rows = scratch.calledRows.pointer
    transpose(missing.pointer, to: rows, fillingMissing: false)
    for word in 0..<rowWidth {
      let column = rows + word * rowStride
      let sites = siteCount - 64 * word < 64 ? (1 << UInt64(siteCount - 64 * word)) - 1 : ~UInt64(0)
      if individuals {
        for row in 0..<haplotypeCount / 2 { column[row] = sites & ~(column[2 * row] | column[2 * row + 1]) }
      } else {
        for row in 0..<haplotypeCount { column[row] = sites & ~column[row] }
      }
    }
    return rows
  }

  /// Turns planes of sites into rows of haplotypes.
  private func transpose(
    _ planes: UnsafePointer<UInt64>, to rows: UnsafeMutablePointer<UInt64>, fillingMissing: Bool
  ) {
    for word in 0..<rowWidth {
      let first = word * 64
      let count = min(64, siteCount - first)
      for plane in 0..<planeCount {
        let block = rows + word * rowStride + 64 * plane
        block.update(from: planes + plane * stride + first, count: count)
        (block + count).update(repeating: 0, count: 64 - count)
        if fillingMissing { fillMissing(block, missing.pointer + plane * stride + first, first, count) }
        apus_transpose_64(block)
      }
    }
  }

  private func fillMissing(
    _ block: UnsafeMutablePointer<UInt64>, _ mask: UnsafePointer<UInt64>, _ first: Int, _ count: Int
  ) {
    for site in 0..<count where 2 * derived.pointer[first + site] > called.pointer[first + site] {
      block[site] |= mask[site]
    }
  }
}

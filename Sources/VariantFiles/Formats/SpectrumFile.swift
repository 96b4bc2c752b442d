import Groundwork
import Haplotypes

/// A site-frequency spectrum of one population or several as a file of sites: `.fs` of dadi and moments, `.obs` of fastsimcoal.
///
/// A spectrum says how many sites have which numbers of alleles, not where they lie and who has them. Each cell becomes so many sites
/// whose alleles are those of the first haplotypes of each population, and sites of all cells are mixed evenly along the stretch: what
/// counts alleles is then right in any large part of it; haplotypes and distances mean nothing, and the haplotypes are not phased.
/// Fractions, as projection leaves them, are rounded so that sums along the cells are kept. Masked cells and those of no or all alleles
/// are left out. A folded spectrum has no ancestral alleles.
public enum SpectrumFile {
  /// A spectrum as its file has it.
  struct Spectrum {
    /// The haplotypes of each population.
    var sizes: [Int]
    var populations: [String]
    var isFolded: Bool
    /// Row-major, the last population fastest; masked cells are 0.
    var cells: [Double]
  }

  /// More cells than any sensible spectrum has.
  private static let mostCells = 50_000_000
  /// More sites than a genome has bases.
  private static let mostSites = 100_000_000.0

  /// The sites of the spectrum at `path`, on a stretch of `length` bases.
  ///
  /// - Throws: ``VariantFilesError`` with path and line: a header that is none, other numbers of values than cells, negative values.
  public static func read(_ path: String, length: Double) throws(VariantFilesError) -> ReadHaplotypes {
    var reader = SpectrumReader(path: path)
    let lines = try TextLines(path)
    while let line = try lines.nextText() { reader.add(line, number: lines.number) }
    return try haplotypes(try reader.spectrum(), path: path, length: length)
  }

  private static func haplotypes(
    _ spectrum: Spectrum, path: String, length: Double
  ) throws(VariantFilesError) -> ReadHaplotypes {
    let haplotypes = spectrum.sizes.reduce(0, +)
    var counts: [(cell: Int, sites: Int)] = []
    var (sum, before, total) = (0.0, 0, 0)
    for (cell, value) in spectrum.cells.enumerated() {
      let alleles = numbers(of: cell, spectrum.sizes)
      let all = alleles.reduce(0, +)
      if all == 0 || all == haplotypes || value == 0 { continue }
      sum += value
      let upTo = Int(sum.rounded())
      if upTo > before { counts.append((cell, upTo - before)) }
      total += upTo - before
      before = upTo
    }
    guard Double(total) <= min(mostSites, length) else {
      throw .damaged(
        path: path,
        problem:
          "it has \(total.of("site")), more than the \(Int(length).grouped) bases that data.length gives them",
        remedy: "give the bases that were looked at, with and without variation")
    }
    var alleles = [[UInt64]](repeating: [], count: total)
    let words = (haplotypes + 63) / 64
    // Neighbours in the order of cells lie far apart, and every part of the stretch has its share of each cell.
    let step = stride(near: 0.618_033_988_75 * Double(total), coprimeTo: total)
    var next = 0
    for (cell, sites) in counts {
      let bits = bits(of: cell, spectrum.sizes, words: words)
      for _ in 0..<sites {
        alleles[next] = bits
        next = (next + step) % total
      }
    }
    var segregating = SegregatingSites(
      HaplotypeMatrix(
        haplotypeCount: haplotypes, positions: [], words: [], missing: nil,
        ploidies: [UInt8](repeating: 1, count: haplotypes), isPhased: false, isPolarised: !spectrum.isFolded))
    for (index, bits) in alleles.enumerated() {
      segregating.add(position: (Double(index) + 0.5) * length / Double(total), alleles: bits, missing: nil)
    }
    let names = zip(spectrum.populations, spectrum.sizes).flatMap { name, size in
      (1...size).map { (sample: "\(name)_\($0)", population: name) }
    }
    return ReadHaplotypes(
      contig: "spectrum", length: length, sites: segregating, samples: names.map(\.sample),
      populations: names.map(\.population),
      notes: [
        "\(path) is a spectrum: its sites were placed evenly, so that only features that count alleles of single sites mean something "
          + "(spectra, pi, Tajima's D, dxy, Fst and their like)"
      ])
  }

  /// The numbers of alleles of `cell` in each population.
  private static func numbers(of cell: Int, _ sizes: [Int]) -> [Int] {
    var rest = cell
    var numbers: [Int] = []
    for size in sizes.reversed() {
      numbers.append(rest % (size + 1))
      rest /= size + 1
    }
    return numbers.reversed()
  }

  private static func bits(of cell: Int, _ sizes: [Int], words: Int) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: words)
    var first = 0
    for (size, carriers) in zip(sizes, numbers(of: cell, sizes)) {
      for haplotype in first..<first + carriers { bits[haplotype >> 6] |= 1 << UInt64(haplotype & 63) }
      first += size
    }
    return bits
  }

  private static func stride(near wanted: Double, coprimeTo total: Int) -> Int {
    guard total > 2 else { return 1 }
    func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
    var step = max(1, Int(wanted))
    while divisor(step, total) != 1 { step += 1 }
    return step
  }

  /// The number of cells of populations of `sizes`; nil if that is none, or more than can be.
  static func cellCount(_ sizes: [Int]) -> Int? {
    var count = 1
    for size in sizes {
      guard size > 0, size < mostCells, count <= mostCells / (size + 1) else { return nil }
      count *= size + 1
    }
    return sizes.isEmpty ? nil : count
  }
}

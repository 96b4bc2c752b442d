import CHtslib
import CHtslibShims
import Haplotypes

/// Collects the sites of a region while the ploidies of the samples are still being learnt.
struct SiteBuilder {
  /// The number of haplotypes of each selected sample, as known so far.
  private(set) var ploidies: [UInt8]
  /// 1 for a sample whose ploidy a call has settled.
  private(set) var known: [UInt8]
  /// The first bit of each sample.
  private(set) var firstHaplotype: [Int32] = []
  private(set) var haplotypeCount = 0
  private(set) var wordsPerSite = 0
  /// The site decoded last.
  private(set) var siteWords: [UInt64] = []
  private(set) var siteMissing: [UInt64] = []

  private(set) var positions: [Double] = []
  private var words: [UInt64] = []
  private var missing: [UInt64]?
  /// The column of each selected sample in the record.
  private let columns: [Int32]

  init(columns: [Int32]) {
    self.columns = columns
    ploidies = [UInt8](repeating: 0, count: columns.count)
    known = ploidies
  }

  /// What can be wrong with the genotypes of one record.
  enum Fault: Error {
    case ploidyChanged(sample: Int, from: Int, to: Int)
    case noSuchAllele(sample: Int, allele: Int)
  }

  /// Takes first ploidies from a record, whatever its alleles.
  mutating func observe(_ format: UnsafePointer<bcf_fmt_t>) {
    if haplotypeCount == 0 { learnPloidies(format) }
  }

  /// Decodes FORMAT/GT of a record into `siteWords` and `siteMissing`.
  mutating func decode(_ format: UnsafePointer<bcf_fmt_t>, alleleCount: Int) throws(Fault) -> apus_genotypes {
    while true {
      let result = apus_decode_genotypes(
        format, columns, Int32(columns.count), firstHaplotype, ploidies, &known, Int32(alleleCount), &siteWords,
        &siteMissing, Int32(wordsPerSite))
      let sample = Int(result.sample)
      switch result.status {
      case 0: return result
      case 1: learnPloidies(format)
      case 2: throw .ploidyChanged(sample: sample, from: Int(ploidies[sample]), to: Int(result.found))
      default: throw .noSuchAllele(sample: sample, allele: Int(result.found))
      }
    }
  }

  /// Takes the ploidies of samples that had no call so far from a record, and moves the sites to the new layout.
  private mutating func learnPloidies(_ format: UnsafePointer<bcf_fmt_t>) {
    var next = ploidies
    apus_observe_ploidies(format, columns, Int32(columns.count), &next, &known)
    relayout(next)
  }

  /// Gives samples that never had a call the commonest ploidy of the others; returns their indices.
  mutating func settleUncalledSamples() -> [Int] {
    let uncalled = known.indices.filter { known[$0] == 0 }
    var counts = [Int](repeating: 0, count: 256)
    for index in known.indices where known[index] == 1 { counts[Int(ploidies[index])] += 1 }
    guard !uncalled.isEmpty, let most = counts.max(), most > 0, let commonest = counts.firstIndex(of: most) else {
      return uncalled
    }
    var next = ploidies
    for index in uncalled { next[index] = UInt8(commonest) }
    relayout(next)
    return uncalled
  }

  /// The layout where no genotype says otherwise.
  mutating func assumeDiploid() { relayout([UInt8](repeating: 2, count: columns.count)) }

  /// Turns the decoded site's bits around: the second allele is the ancestral one.
  mutating func flip() {
    for index in siteWords.indices {
      let bits = haplotypeCount - index * 64
      let valid = bits >= 64 ? UInt64.max : (1 << UInt64(bits)) - 1
      siteWords[index] = ~siteWords[index] & ~siteMissing[index] & valid
    }
  }

  /// Adds the decoded site.
  mutating func append(position: Int) {
    if missing == nil, siteMissing.contains(where: { $0 != 0 }) {
      missing = [UInt64](repeating: 0, count: words.count)
    }
    positions.append(Double(position))
    words.append(contentsOf: siteWords)
    missing?.append(contentsOf: siteMissing)
  }

  /// Removes the site added last.
  mutating func removeLast() {
    positions.removeLast()
    words.removeLast(wordsPerSite)
    missing?.removeLast(wordsPerSite)
  }

  /// The matrix of the sites added.
  func matrix(isPhased: Bool, isPolarised: Bool) -> HaplotypeMatrix {
    HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: positions, words: words, missing: missing, ploidies: ploidies,
      isPhased: isPhased, isPolarised: isPolarised)
  }

  /// Moves to `next` ploidies: a sample whose ploidy changes has had no call, so its haplotypes are missing so far.
  private mutating func relayout(_ next: [UInt8]) {
    guard next != ploidies || haplotypeCount == 0 else { return }
    let old = (ploidies: ploidies, first: firstHaplotype, wordsPerSite: wordsPerSite, words: words, missing: missing)
    ploidies = next
    firstHaplotype = []
    haplotypeCount = 0
    for ploidy in next {
      firstHaplotype.append(Int32(haplotypeCount))
      haplotypeCount += Int(ploidy)
    }
    wordsPerSite = (haplotypeCount + 63) / 64
    siteWords = [UInt64](repeating: 0, count: wordsPerSite)
    siteMissing = siteWords
    guard !positions.isEmpty else { return }
    words = [UInt64](repeating: 0, count: positions.count * wordsPerSite)
    var newMissing = words
    for site in positions.indices {
      for sample in next.indices {
        let isUnchanged = next[sample] == old.ploidies[sample]
        for k in 0..<Int(next[sample]) {
          let to = Int(firstHaplotype[sample]) + k
          let word = site * wordsPerSite + to >> 6
          let bit = UInt64(to & 63)
          if isUnchanged {
            let from = Int(old.first[sample]) + k
            let oldWord = site * old.wordsPerSite + from >> 6
            words[word] |= (old.words[oldWord] >> UInt64(from & 63) & 1) << bit
            newMissing[word] |= ((old.missing?[oldWord] ?? 0) >> UInt64(from & 63) & 1) << bit
          } else {
            newMissing[word] |= 1 << bit
          }
        }
      }
    }
    missing = newMissing
  }
}

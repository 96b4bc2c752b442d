import CHtslib
import CHtslibShims

/// Where the haplotypes of the selected samples go, and the site decoded last: the storage that the decoding functions work
/// on. Nobody outside holds a pointer into it.
final class SampleLayout {
  /// The number of selected samples.
  let sampleCount: Int
  /// All haplotypes, as known so far; 0 before the first record.
  private(set) var haplotypeCount = 0
  /// The number of 64-bit words of a site.
  private(set) var wordsPerSite = 0
  private var view: apus_samples
  private let columns: UnsafeMutablePointer<Int32>
  private let sampleOfColumn: UnsafeMutablePointer<Int32>
  private let first: UnsafeMutablePointer<Int32>
  private let ploidy: UnsafeMutablePointer<UInt8>
  private let known: UnsafeMutablePointer<UInt8>
  private var words: UnsafeMutablePointer<UInt64>
  private var missingWords: UnsafeMutablePointer<UInt64>
  /// True if all samples are selected in the order of the file.
  private let isEverySample: Bool

  /// The layout of `samples` as `cursor` reads them.
  init(_ samples: [String], _ cursor: VariantCursor) {
    sampleCount = samples.count
    var indexOfSample: [String: Int32] = [:]
    for (index, name) in samples.enumerated() { indexOfSample[name] = Int32(index) }
    func allocate<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
      let storage = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
      storage.initialize(repeating: value, count: max(1, count))
      return storage
    }
    columns = allocate(samples.count, 0)
    for (column, name) in cursor.samples.enumerated() {
      if let index = indexOfSample[name] { columns[Int(index)] = Int32(column) }
    }
    sampleOfColumn = allocate(cursor.fileSamples.count, -1)
    var isEverySample = samples.count == cursor.fileSamples.count
    for (column, name) in cursor.fileSamples.enumerated() {
      sampleOfColumn[column] = indexOfSample[name] ?? -1
      isEverySample = isEverySample && sampleOfColumn[column] == column
    }
    self.isEverySample = isEverySample
    first = allocate(samples.count, 0)
    ploidy = allocate(samples.count, 0)
    known = allocate(samples.count, 0)
    words = allocate(0, 0)
    missingWords = allocate(0, 0)
    view = apus_samples(
      sample_count: Int32(samples.count), columns: columns, sample_of_column: sampleOfColumn, first: first,
      ploidy: ploidy, known: known, word_count: 0, is_plain_diploid: 0, is_settled: 0)
  }

  deinit {
    columns.deallocate()
    sampleOfColumn.deallocate()
    first.deallocate()
    ploidy.deallocate()
    known.deallocate()
    words.deallocate()
    missingWords.deallocate()
  }

  /// The number of haplotypes of each sample.
  var ploidies: [UInt8] { Array(UnsafeBufferPointer(start: ploidy, count: sampleCount)) }

  /// The first bit of a sample.
  func firstHaplotype(_ sample: Int) -> Int { Int(first[sample]) }

  /// True for a sample whose ploidy a call has settled.
  func isKnown(_ sample: Int) -> Bool { known[sample] == 1 }

  /// The bits of the site decoded last.
  var site: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: words, count: wordsPerSite) }

  /// The missing calls of the site decoded last.
  var missing: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: missingWords, count: wordsPerSite) }

  /// Gives the samples other numbers of haplotypes.
  func setPloidies(_ ploidies: [UInt8]) {
    haplotypeCount = 0
    for (sample, count) in ploidies.enumerated() {
      ploidy[sample] = count
      first[sample] = Int32(haplotypeCount)
      haplotypeCount += Int(count)
    }
    wordsPerSite = (haplotypeCount + 63) / 64
    words.deallocate()
    missingWords.deallocate()
    words = .allocate(capacity: max(1, wordsPerSite))
    words.initialize(repeating: 0, count: max(1, wordsPerSite))
    missingWords = .allocate(capacity: max(1, wordsPerSite))
    missingWords.initialize(repeating: 0, count: max(1, wordsPerSite))
    view.word_count = Int32(wordsPerSite)
    view.is_plain_diploid = isEverySample && ploidies.allSatisfy { $0 == 2 } ? 1 : 0
  }

  /// The ploidies with those of samples that had no call so far taken from a record.
  func observedPloidies(_ format: UnsafePointer<bcf_fmt_t>) -> [UInt8] {
    var next = ploidies
    apus_observe_ploidies(format, columns, Int32(sampleCount), &next, known)
    return next
  }

  /// Lets `decided` stand, 0 for samples without a call: from now on calls with another number of alleles are missing.
  func settle(_ decided: [UInt8]) {
    for (sample, count) in decided.enumerated() where count > 0 { known[sample] = 1 }
    view.is_settled = 1
  }

  /// Adds each sample's call to `tallies`, 256 counts a sample.
  func countPloidies(_ format: UnsafePointer<bcf_fmt_t>, _ tallies: inout [UInt32]) {
    apus_count_ploidies(format, columns, Int32(sampleCount), &tallies)
  }

  /// Adds 1 to the tally of each sample whose call has alleles that differ and no phase.
  func countUnphased(_ format: UnsafePointer<bcf_fmt_t>, _ tallies: inout [UInt32]) {
    apus_count_unphased(format, columns, Int32(sampleCount), &tallies)
  }

  /// Decodes the scanned line; a status other than 0 leaves it to htslib.
  func decode(_ text: UnsafePointer<apus_text>, alleleCount: Int32, target: Int) -> apus_genotypes {
    apus_text_decode(text, &view, alleleCount, Int32(target), words, missingWords)
  }

  /// Decodes a record that htslib has parsed.
  func decode(_ format: UnsafePointer<bcf_fmt_t>, alleleCount: Int32, target: Int) -> apus_genotypes {
    apus_decode_genotypes(format, &view, alleleCount, Int32(target), words, missingWords)
  }

  /// True if htslib would find no fault with the genotypes of the scanned line.
  func isSound(_ text: UnsafePointer<apus_text>) -> Bool { apus_text_is_sound(text, &view) != 0 }

  /// Turns the bits of the decoded site around where there are calls.
  func flip() {
    for index in 0..<wordsPerSite {
      let bits = haplotypeCount - index * 64
      let valid = bits >= 64 ? UInt64.max : (1 << UInt64(bits)) - 1
      words[index] = ~words[index] & ~missingWords[index] & valid
    }
  }
}

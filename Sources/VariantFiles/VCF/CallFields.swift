import CHtslib
import CHtslibShims

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads FORMAT fields of the records of a cursor.
final class CallFields {
  private var numbers: UnsafeMutablePointer<Int32>?
  private var numberCapacity: Int32 = 0
  private var reals: UnsafeMutablePointer<Float>?
  private var realCapacity: Int32 = 0
  private var texts: UnsafeMutablePointer<CChar>?
  private var textCapacity: Int32 = 0

  deinit {
    free(numbers)
    free(reals)
    free(texts)
  }

  /// FORMAT/`key` of each sample of the parsed record, rounded up, nil where it is missing; empty if the record does not have it.
  ///
  /// The header may declare it a whole number, a real number or text, or not at all (which makes text of it).
  func numbers(_ key: String, _ header: UnsafePointer<bcf_hdr_t>, _ record: UnsafeMutablePointer<bcf1_t>) -> [Int?] {
    let samples = Int(apus_sample_count(header))
    let count = Int(apus_format_numbers(header, record, key, &numbers, &numberCapacity))
    guard count >= samples, samples > 0, let numbers else {
      let reals = reals(key, header, record)
      return reals.isEmpty ? texts(key, header, record).map { Int($0) } : reals
    }
    let width = count / samples
    return (0..<samples).map { sample in
      // The two least numbers stand for missing values and the end of a list.
      let value = numbers[sample * width]
      return value <= Int32.min + 1 ? nil : Int(value)
    }
  }

  /// FORMAT/`key` of each sample where it is declared a real number.
  private func reals(
    _ key: String, _ header: UnsafePointer<bcf_hdr_t>, _ record: UnsafeMutablePointer<bcf1_t>
  ) -> [Int?] {
    let samples = Int(apus_sample_count(header))
    let count = Int(apus_format_reals(header, record, key, &reals, &realCapacity))
    guard count >= samples, samples > 0, let reals else { return [] }
    let width = count / samples
    return (0..<samples).map { Int(exactly: reals[$0 * width].rounded(.up)) }
  }

  /// FORMAT/`key` of each sample of the parsed record, as text; empty if the record does not have it.
  func texts(_ key: String, _ header: UnsafePointer<bcf_hdr_t>, _ record: UnsafeMutablePointer<bcf1_t>) -> [String] {
    let samples = Int(apus_sample_count(header))
    let count = Int(apus_format_texts(header, record, key, &texts, &textCapacity))
    guard count >= samples, samples > 0, let texts else { return [] }
    let width = count / samples
    return (0..<samples).map { sample in
      let bytes = UnsafeBufferPointer(start: texts + sample * width, count: width).prefix { $0 != 0 }
      return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  /// Makes the calls of the parsed record missing that `rules` say are none.
  func apply(
    _ rules: CallRules, _ header: UnsafePointer<bcf_hdr_t>, _ record: UnsafeMutablePointer<bcf1_t>,
    _ genotypes: UnsafePointer<bcf_fmt_t>
  ) {
    func blank(_ sample: Int) { apus_blank_call(genotypes, Int32(sample)) }
    for (key, limit) in [("DP", rules.depth), ("GQ", rules.quality)] {
      guard let limit else { continue }
      for (sample, value) in numbers(key, header, record).enumerated() where value.map({ $0 <= limit }) == true {
        blank(sample)
      }
    }
    guard !rules.filters.isEmpty else { return }
    for (sample, text) in texts("FT", header, record).enumerated() {
      let names = text.isEmpty ? ["."] : text.split(separator: ";").map(String.init)
      if !names.contains(where: rules.filters.contains) { blank(sample) }
    }
  }
}

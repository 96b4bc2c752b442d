import CHtslib
import CHtslibShims

/// The names of samples as users write them: without the blanks that stand around a name in a header.
struct SampleNames {
  /// The names, in the order of the columns.
  let names: [String]
  /// Names as the header writes them, and without blanks, where they differ.
  private var written: [String: String] = [:]
  private var trimmed: [String: String] = [:]

  /// The names in `header`; as they are written if two would be the same without their blanks.
  init(_ header: UnsafePointer<bcf_hdr_t>) {
    let raw = Self.raw(header)
    let bare = raw.map { PopulationMapFile.trimmed($0[...]) }
    guard bare != raw, Set(bare).count == raw.count, !bare.contains("") else {
      names = raw
      return
    }
    names = bare
    for (name, own) in zip(bare, raw) where name != own { (written[name], trimmed[own]) = (own, name) }
  }

  private static func raw(_ header: UnsafePointer<bcf_hdr_t>) -> [String] {
    (0..<apus_sample_count(header)).map { String(cString: apus_sample_name(header, $0)) }
  }

  /// `name` as the header writes it.
  func inHeader(_ name: String) -> String { written[name] ?? name }

  /// The names of the samples that are left in `header`, which was the header of these.
  func names(in header: UnsafePointer<bcf_hdr_t>) -> [String] { Self.raw(header).map { trimmed[$0] ?? $0 } }
}

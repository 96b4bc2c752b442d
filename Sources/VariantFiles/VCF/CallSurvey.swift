import CHtslib
import CHtslibShims
import Groundwork

/// What the records that are used say of the quality of their calls, and of phase sets: what a user should know of it.
///
/// Quality is looked at in the first records and some of the others; phase sets in all.
struct CallSurvey {
  private let columns: [Int]
  private let fields = CallFields()
  private var records = 0
  private var filteredRecords = 0
  private var calls = 0
  private var withoutReads = 0
  /// Calls without a depth in records where others have one.
  private var withoutDepth = 0
  private var withoutQuality = 0
  private var filteredCalls = 0
  private var phaseSets: [PhaseSet]

  /// The phase set that a sample's last phased heterozygous call was of.
  private struct PhaseSet {
    var set: Int?
    var first = -1
    var last = -1
    var changes = 0
  }

  /// The bases from the first to the last heterozygous call of each phase set that has ended.
  private var blockLengths: [Int] = []
  private static let mostBlocks = 100_000

  /// A survey of the samples in these columns of parsed records.
  init(columns: [Int]) {
    self.columns = columns
    phaseSets = [PhaseSet](repeating: PhaseSet(), count: columns.count)
  }

  /// Samples with phased heterozygous calls of more than one phase set.
  var samplesOfSeveralSets: Int { phaseSets.count { $0.changes > 0 } }

  /// Looks at the cursor's record, which became a site.
  mutating func add(_ cursor: VariantCursor) throws(VariantFilesError) {
    records += 1
    if cursor.fields.is_filtered != 0 { filteredRecords += 1 }
    let isOfQuality = records <= 2000 || records % 50 == 0
    if cursor.state == .scanned {
      let present = cursor.fields.call_fields
      guard present & Int32(APUS_HAS_PS) != 0 || (present != 0 && isOfQuality) else { return }
      try cursor.parse()
    }
    guard let genotypes = cursor.genotypeFormat else { return }
    if isOfQuality { addQuality(cursor, genotypes) }
    if cursor.definesPhaseSets { addPhaseSets(cursor, genotypes) }
  }

  private mutating func addQuality(_ cursor: VariantCursor, _ genotypes: UnsafePointer<bcf_fmt_t>) {
    let depths = fields.numbers("DP", cursor.header, cursor.record)
    let qualities = fields.numbers("GQ", cursor.header, cursor.record)
    let filters = fields.texts("FT", cursor.header, cursor.record)
    guard !(depths.isEmpty && qualities.isEmpty && filters.isEmpty) else { return }
    let hasDepths = columns.contains { !depths.isEmpty && depths[$0] != nil }
    for column in columns where apus_is_no_call(genotypes, Int32(column)) == 0 {
      calls += 1
      if hasDepths && depths[column] == nil { withoutDepth += 1 }
      if !depths.isEmpty && depths[column] == 0 { withoutReads += 1 }
      if !qualities.isEmpty && qualities[column] == 0 { withoutQuality += 1 }
      if !filters.isEmpty && !["", ".", "PASS"].contains(filters[column]) { filteredCalls += 1 }
    }
  }

  private mutating func addPhaseSets(_ cursor: VariantCursor, _ genotypes: UnsafePointer<bcf_fmt_t>) {
    let sets = sets(cursor)
    if sets.isEmpty { return }
    for (sample, column) in columns.enumerated() where apus_phased_heterozygote(genotypes, Int32(column)) != 0 {
      let set = sets[column] ?? -1
      if phaseSets[sample].set == set {
        phaseSets[sample].last = cursor.position
        continue
      }
      end(phaseSets[sample])
      phaseSets[sample] = PhaseSet(
        set: set, first: cursor.position, last: cursor.position,
        changes: phaseSets[sample].changes + (phaseSets[sample].set == nil ? 0 : 1))
    }
  }

  /// The phase set of each sample: numbers, or names (PS of the type String, PSL of VCF 4.4) by their hashes; empty without any.
  private func sets(_ cursor: VariantCursor) -> [Int?] {
    let numbers = fields.numbers("PS", cursor.header, cursor.record)
    if numbers.contains(where: { $0 != nil }) { return numbers }
    for key in ["PS", "PSL"] {
      let names = fields.texts(key, cursor.header, cursor.record)
      guard !names.isEmpty else { continue }
      return names.map { name in
        ["", "."].contains(name) ? nil : name.utf8.reduce(0x0BF2_9CE4_8422_2325) { ($0 ^ Int($1)) &* 0x100_0000_01B3 }
      }
    }
    return []
  }

  private mutating func end(_ set: PhaseSet) {
    if set.set != nil && blockLengths.count < Self.mostBlocks { blockLengths.append(set.last - set.first + 1) }
  }

  private func share(_ part: Int, of whole: Int) -> String {
    "\((100 * Double(part) / Double(max(1, whole))).fixed(1)) %"
  }

  /// What a user should know; `options` say what is looked after already.
  func notes(_ options: VariantReadOptions) -> [String] {
    var notes: [String] = []
    if options.filters.isEmpty && filteredRecords > 0 {
      notes.append(
        "\(filteredRecords.grouped) of \(records.grouped) records used have another FILTER than PASS; 'data.filter: [PASS, .]' "
          + "leaves them out")
    }
    let kinds = [
      (
        withoutReads, options.calls.depth == nil, "no reads (DP 0), so that nothing says what they are",
        "data.no_call_depth: 0"
      ),
      (withoutQuality, options.calls.quality == nil, "the quality GQ 0", "data.no_call_quality: 0"),
      (filteredCalls, options.calls.filters.isEmpty, "another FT than PASS", "data.genotype_filter: [PASS, .]"),
    ]
    for (count, isOpen, words, key) in kinds where count > 0 && isOpen {
      notes.append(
        "\(share(count, of: calls)) of the calls (of \(calls.grouped) looked at) have \(words); '\(key)' makes them missing"
      )
    }
    if withoutDepth > 0 {
      notes.append(
        "\(share(withoutDepth, of: calls)) of the calls (of \(calls.grouped) looked at) say nothing of their reads (DP .) where other "
          + "samples do: no-calls that a merge wrote as 0/0? Write them as ./. again")
    }
    if samplesOfSeveralSets > 0 {
      var lengths = blockLengths
      for set in phaseSets where set.set != nil { lengths.append(set.last - set.first + 1) }
      lengths.sort()
      notes.append(
        "\(samplesOfSeveralSets.of("sample has", "samples have")) several phase sets (PS), half of them shorter than "
          + "\((lengths.isEmpty ? 0 : lengths[lengths.count / 2]).grouped) bases; phase holds within a set only, so the data are "
          + "used as unphased")
    }
    return notes
  }
}

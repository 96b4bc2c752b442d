import Groundwork

/// Counts what a user should know of a region, and says it.
struct RegionNotes {
  /// Notes of before the first record.
  var texts: [String] = []
  /// Records without a position on the contig (POS 0, a telomere).
  var unplaced = 0
  /// Records behind the contig's end as the header has it.
  var beyondHeader = 0
  /// Heterozygous calls without a phase, of the sites used.
  var unphasedCalls = 0
  /// Sites used at which nobody differs.
  var invariantSites = 0
  /// Unphased calls of each sample; empty if there are none. Not all are counted where many samples have some.
  private var unphasedSamples: [Int] = []
  private var areManyUnphased = false

  /// Forgets what was counted of records, but not how many have no position.
  mutating func restart() { self = RegionNotes(texts: texts, unplaced: unplaced) }

  /// Forgets what was said, but not whose calls have no phase.
  mutating func forget() {
    texts = []
    (unplaced, beyondHeader, unphasedCalls, invariantSites) = (0, 0, 0, 0)
  }

  /// Adds `note` unless it is there.
  mutating func add(_ note: String) {
    if !texts.contains(note) { texts.append(note) }
  }

  /// Counts the unphased calls of each sample, until more than a tenth of the samples have some.
  mutating func noteUnphased(_ samples: @autoclosure () -> [Int], of count: Int) {
    if unphasedSamples.isEmpty { unphasedSamples = [Int](repeating: 0, count: count) }
    if areManyUnphased { return }
    for sample in samples() { unphasedSamples[sample] += 1 }
    areManyUnphased = unphasedSamples.count { $0 > 0 } * 10 > count
  }

  /// What is known of a region when its notes are written.
  struct Facts {
    /// The region in words.
    let place: String
    let contig: String
    let declaredLength: Int?
    let ledger: VariantLedger
    let samples: [String]
    /// Samples without a call.
    let uncalled: [String]
    let uncertainStates: Int
    let survey: CallSurvey
    let options: VariantReadOptions
  }

  /// Says what was counted.
  mutating func settle(_ facts: Facts) {
    let ledger = facts.ledger
    if beyondHeader > 0, let length = facts.declaredLength {
      texts.append(
        beyondHeader.of("record of contig '\(facts.contig)' lies", "records of contig '\(facts.contig)' lie")
          + " beyond its end in the header "
          + "(\(length.grouped) bases); read anyway")
    }
    if !facts.uncalled.isEmpty && ledger.used > 0 {
      texts.append(
        "no call in \(facts.place) for \(ContigNames.list(facts.uncalled)), who do not count in call rates")
    }
    if unphasedCalls > 0 {
      texts.append(
        "\(unphasedCalls.of("heterozygous call has", "heterozygous calls have")) no phase: the data are used as unphased"
          + whoIsUnphased(facts))
    }
    if ledger[.severalBases] > 0 {
      texts.append(
        "\(ledger[.severalBases].of("record differs", "records differ")) in several bases; `bcftools norm --atomize` makes SNPs of them"
      )
    }
    if ledger.used == 0 && ledger[.notSNP] > 0 {
      texts.append(
        "`bcftools norm --atomize -m -any` splits records of several alleles and bases into what can be read")
    }
    texts += facts.survey.notes(facts.options)
    if facts.uncertainStates > 0 {
      texts.append(
        "\(facts.uncertainStates.grouped) of \(ledger.used.grouped) sites have an ancestral state of low confidence "
          + "(lower case); they are used")
    }
    if invariantSites > 0 {
      texts.append("\(invariantSites.grouped) of \(ledger.used.grouped) sites do not vary in the sample; they are kept")
    }
  }

  /// Who has the unphased calls, if that is few of many.
  private func whoIsUnphased(_ facts: Facts) -> String {
    let open = unphasedSamples.indices.filter { unphasedSamples[$0] > 0 }
    guard open.count * 10 <= facts.samples.count, facts.survey.samplesOfSeveralSets == 0 else { return "" }
    return " (all of them are of \(ContigNames.list(open.map { facts.samples[$0] })); without, -s "
      + "^\(open.prefix(12).map { facts.samples[$0] }.joined(separator: ",")), the data are phased)"
  }
}

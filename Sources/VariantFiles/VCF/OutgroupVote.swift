import CHtslibShims

/// Ancestral alleles from outgroup samples of the same file.
///
/// Of the called haplotypes of all outgroup samples the allele of the majority is ancestral, if its share is at least
/// `agreement` (1: all of them carry it). Without a call, with a tie, or below that share the state is unknown. An allele that
/// the ingroup does not have makes the site inconsistent.
struct OutgroupVote {
  /// The samples that vote.
  let samples: [String]
  private let agreement: Double
  private var builder: SiteBuilder

  init(_ samples: [String], agreement: Double, _ cursor: VariantCursor) {
    self.samples = samples
    self.agreement = agreement
    builder = SiteBuilder(samples, cursor)
  }

  /// As ``SiteBuilder/agrees(with:)``.
  func agrees(with decided: [UInt8]) -> Bool { builder.agrees(with: decided) }

  /// As ``SiteBuilder/settle(_:)``.
  mutating func settle(_ decided: [UInt8]) { builder.settle(decided) }

  /// Forgets the ploidies learnt so far.
  mutating func restart(_ cursor: VariantCursor) { builder = SiteBuilder(samples, cursor) }

  /// The letter of the allele of the cursor's record that wins, where `alleles` differ; 0 if none does.
  mutating func letter(_ cursor: VariantCursor, _ alleles: SiteAlleles) throws(SiteBuilder.Fault) -> UInt8 {
    var called = 0
    var most = 0
    var winner = 0
    var others = 0
    for allele in 1..<max(2, Int(cursor.fields.allele_count)) {
      let genotypes = try builder.decode(cursor, target: allele)
      let count = Int(genotypes.alternative)
      called = builder.haplotypeCount - Int(genotypes.missing)
      others += count
      if count > most { (most, winner) = (count, allele) }
    }
    let reference = called - others
    if reference == most { return 0 }
    if reference > most { (most, winner) = (reference, 0) }
    guard most > 0, Double(most) >= agreement * Double(called) else { return 0 }
    return alleles.letter(winner, cursor)
  }
}

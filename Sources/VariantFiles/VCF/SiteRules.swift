/// Which sites are used by their calls and their variation, whatever the format that they come in.
struct SiteRules {
  /// The least share of the haplotypes that must have a call.
  let minimumCallRate: Double

  /// The rules of `options`.
  init(_ options: VariantReadOptions) { minimumCallRate = options.minimumCallRate }

  /// What the calls of a site say.
  enum Verdict {
    /// Called alleles differ.
    case varies
    /// All called alleles are the same.
    case isInvariant
    /// Too few calls, or none.
    case lacksCalls
  }

  /// What is to be made of a site at which `carriers` of `called` alleles, of `total` in the sample, are derived (alternative).
  func verdict(carriers: Int, called: Int, of total: Int) -> Verdict {
    if called == 0 || Double(called) < minimumCallRate * Double(total) { return .lacksCalls }
    return carriers == 0 || carriers == called ? .isInvariant : .varies
  }
}

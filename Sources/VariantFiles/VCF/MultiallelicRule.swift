/// What becomes of a record of which the chosen samples carry more than two alleles; alleles that none of them carries do not count.
public enum MultiallelicRule: String, Sendable, Codable, CaseIterable {
  /// It is skipped, and so are several records of one position with different alleles.
  case skip
  /// Each ALT allele of one base is a site of its own, at which all other alleles count as not carrying it; records of
  /// one position with different alleles are sites of their own, too. Ancestral alleles: where the site's own ALT is
  /// ancestral its bits are turned around; where REF or another ALT of the record is, carrying the site's ALT is derived.
  case split
}

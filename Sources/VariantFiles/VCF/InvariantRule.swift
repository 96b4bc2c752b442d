/// What becomes of a site at which all calls of the chosen samples are the same allele.
public enum InvariantRule: String, Sendable, Codable, CaseIterable {
  /// It is skipped.
  case skip
  /// It is a site of the matrix at which nobody carries a derived (alternative) allele, whichever allele the samples have and
  /// whether or not an ancestral one is known; its missing calls tell how many alleles were compared there. It never stands
  /// against a site that varies at the same position.
  case keep
}

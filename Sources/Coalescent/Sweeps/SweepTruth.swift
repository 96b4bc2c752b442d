/// What is known of a sweep that was simulated.
public struct SweepTruth: Sendable, Equatable {
  /// Generations ago when the allele arose, or entered from another population.
  public let originTime: Double
  /// Generations ago when the allele was fixed; nil if its path ended before it was.
  public let fixationTime: Double?
  /// The frequency of the allele in its population when the sweep ended, at its `fixationTime`; 1 if it was fixed by then.
  public let finalFrequency: Double
  /// Lineages of the sample that carried the allele when its path ended: the carriers among the haplotypes, if the sweep ended now.
  public let carriers: Int
  /// Independent origins of the allele among the sample's ancestors at the selected site: mutations, or copies that
  /// entered from the source population; 0 if no lineage carried it. Nil if the site lies outside the sequence, where
  /// ancestry is not followed.
  public let survivingOrigins: Int?
  /// The path of the frequency, the most recent point first, if it was asked for.
  public let trajectory: SweepPath?
}

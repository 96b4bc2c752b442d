import Haplotypes

/// One simulated data set with what is known of its history.
public struct SimulatedReplicate: Sendable {
  /// Sites in base pairs from the start of the sequence; phased, polarised, haploid individuals.
  public let matrix: HaplotypeMatrix
  /// What is known of the sweep; nil without one.
  public let sweep: SweepTruth?
  /// Trajectories drawn until one was accepted; 0 without a sweep.
  public let trajectoryProposals: Int
  /// Pairs of lineages that found their common ancestor.
  public let coalescences: Int
  /// Crossovers that split ancestral material.
  public let crossovers: Int

  /// Generations ago when the selected allele arose; nil without a sweep.
  package var sweepOrigin: Double? { sweep?.originTime }

  /// Gene-conversion tracts that split ancestral material.
  public let conversions: Int
  /// Recurrent sweeps until every site had found its ancestor.
  public let recurrentSweeps: Int
  /// Lineages of the sample that moved to another population by migration or a pulse, counted at each move; not those that
  /// entered an ancestor where their population began.
  public let migrantLineages: Int
  /// Generations ago when the last common ancestor of the sample lived: at the selected site if it is in the sequence, else in
  /// the middle.
  public let ancestorTime: Double
}

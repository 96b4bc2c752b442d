/// A selective sweep: one allele rose in frequency by selection in one population.
///
/// Fitnesses are 1, 1 + 2hs and 1 + 2s for zero, one and two copies. With h = 1/2, the default, selection is genic: each
/// copy adds s (discoal's alpha = 2Ns; msprime's s is twice this).
///
/// The allele is selected in one population only and not followed elsewhere: lineages that carry it do not migrate out of
/// that population while the sweep runs, and immigrants bring the ancestral allele (except by ``source``).
///
/// With changing sizes any generation is as likely for the origin of one new mutation, and any generation for the onset of
/// selection on an allele that stood at `initialFrequency`: paths are those of Wright-Fisher populations in which a sweep
/// ended at `fixationTime`. Selection is taken to begin when the allele last stood at `initialFrequency`, which differs
/// from the onset by about 1 / (2 N s^2 f (1-f)) generations, f the initial frequency.
///
/// Balancing selection is not among these models: a balanced allele has no path from an origin to a final frequency that
/// the conditioned diffusion could draw. A path of the allele made elsewhere, balanced or under selection that changes with
/// time, can be given as ``trajectory``.
public struct Sweep: Sendable, Equatable {
  /// The index of the population in which the allele is selected.
  public var population: Int
  /// The selected site, in base pairs from the start of the sequence. It may lie outside the sequence, at most
  /// ``farthestSite`` sequence lengths from either end.
  public var position: Double
  /// The advantage s per generation: that of one copy if h is 1/2, half that of two copies always.
  public var selectionCoefficient: Double
  /// The dominance h, 0 (recessive) to 1 (dominant).
  public var dominance: Double
  /// Generations ago when the allele reached its final frequency; with an ``onset``, when its path ends at the latest.
  public var fixationTime: Double
  /// The frequency at which selection began. 0: from its origin (a hard sweep). Above 0: the allele drifted neutrally up
  /// to this frequency first (a soft sweep from standing variation), or entered at it (``source``).
  public var initialFrequency: Double
  /// The frequency that the allele reached at `fixationTime`; 1 if the sweep is complete, less if it is partial.
  public var finalFrequency: Double
  /// Mutations of the ancestral to the selected allele, per chromosome per generation; above 0 the sweep may be soft by
  /// several origins (Pennings & Hermisson 2006, doi:10.1093/molbev/msj117). The path of the frequency is drawn as if
  /// there were one origin. Beside forward Wright-Fisher populations (2N = 20,000, s = 0.05) with 4Nu = 0.1 and 1 this makes
  /// sweeps 0 and 3 % too long, and 20 haplotypes have one origin with probabilities of 0.71 and 0.057, forwards 0.73 and
  /// 0.061 (standard errors 0.007 and 0.003; Ewens' formula: 0.707 and 0.050).
  public var recurrentMutationRate: Double
  /// The population from which the allele entered by a pulse (adaptive introgression); nil if it arose by mutation.
  ///
  /// At the start of the path, which is the time of the pulse, lineages that carry the allele move to this population,
  /// taken to have been fixed for it. The pulse brings the allele at `initialFrequency`, or in one copy if that is 0. Its
  /// time is the ``onset`` if there is one.
  public var source: Int?
  /// Generations ago when selection began at `initialFrequency`, or in one copy if that is 0; nil: the path ends in
  /// `finalFrequency` at `fixationTime`, and when selection began is drawn.
  ///
  /// With an onset the path is drawn forwards, given that the allele is not lost before it ends: at its fixation, or at
  /// `fixationTime` if that comes first. `finalFrequency` must stay 1 and is not used. An allele from another population
  /// (``source``) enters then, at `initialFrequency`; one that arose by mutation drifted up to it neutrally before.
  public var onset: Double?
  /// The path of the allele's frequency, in place of one drawn; nil if it is drawn.
  public var trajectory: SweepPath?

  /// The largest distance of the selected site from the sequence, in sequence lengths.
  public static let farthestSite = 1000.0

  /// A sweep; hard, complete and genic unless told otherwise.
  public init(
    population: Int = 0, position: Double, selectionCoefficient: Double, dominance: Double = 0.5,
    fixationTime: Double = 0, initialFrequency: Double = 0, finalFrequency: Double = 1,
    recurrentMutationRate: Double = 0, source: Int? = nil, onset: Double? = nil
  ) {
    self.population = population
    self.position = position
    self.selectionCoefficient = selectionCoefficient
    self.dominance = dominance
    self.fixationTime = fixationTime
    self.initialFrequency = initialFrequency
    self.finalFrequency = finalFrequency
    self.recurrentMutationRate = recurrentMutationRate
    self.source = source
    self.onset = onset
  }

  /// A sweep along a given path; the last frequency of the path says how the allele began (``SweepPath``).
  public init(
    population: Int = 0, position: Double, trajectory: SweepPath, recurrentMutationRate: Double = 0, source: Int? = nil
  ) {
    self.init(
      population: population, position: position, selectionCoefficient: 0,
      fixationTime: trajectory.points.first?.time ?? 0, finalFrequency: trajectory.points.first?.frequency ?? 1,
      recurrentMutationRate: recurrentMutationRate, source: source)
    self.trajectory = trajectory
  }
}

/// The frequency of an allele through time, linear between its points.
public struct SweepPath: Sendable, Equatable {
  /// A frequency at a time.
  public struct Point: Sendable, Equatable {
    /// Generations ago.
    public var time: Double
    /// The frequency of the allele in its population.
    public var frequency: Double

    /// `frequency` at `time` generations ago.
    public init(time: Double, frequency: Double) {
      self.time = time
      self.frequency = frequency
    }
  }

  /// The most recent first. The first is where the sweep ended, the last where the allele arose: the lineages that carry
  /// it there find their common ancestor at once, whatever its frequency.
  public var points: [Point]

  /// A path through `points`, the most recent first.
  public init(_ points: [Point]) { self.points = points }
}

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

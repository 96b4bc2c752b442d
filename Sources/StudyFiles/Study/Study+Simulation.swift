extension Study {
  /// What is simulated.
  public struct SimulationModel: Sendable, Codable, Equatable {
    /// Haplotypes where there are no observed data to count them in.
    public var haplotypes: Int?
    /// Samples of several demes or times, in place of `haplotypes` and `population`; empty for one sample at present.
    public var samples: [Sample]
    /// A Demes file; nil for a constant population.
    public var demography: String?
    /// The demes of the demography that the samples are of, one a population; those named as the populations if empty.
    public var population: [String]
    /// Numbers of the Demes file that are drawn anew for each replicate.
    public var parameters: [Parameter]
    /// What the drawn parameters must obey; draws that do not are drawn again.
    public var conditions: [ParameterCondition]
    /// Diploid individuals of a constant population.
    public var populationSize: Prior
    /// Per base per generation.
    public var mutationRate: Prior
    /// Mutations along the sequence, in place of `mutationRate`.
    public var mutationMap: RateMapSource?
    /// Crossovers per base per generation.
    public var recombinationRate: Prior
    /// Crossovers along the sequence, in place of `recombinationRate`.
    public var recombinationMap: RateMapSource?
    /// The standard deviation of the logarithm of the rate of crossovers along a replicate; nil where the rate is the same all along.
    public var recombinationVariation: Prior?
    /// Gene conversion, if there is any.
    public var geneConversion: GeneConversionPriors?
    /// True if mutations lie on whole bases.
    public var usesWholeBases: Bool
    /// Which lineages may find a common ancestor: "hudson" (any two), "smc_prime", or "smc" within `smcReach` base pairs.
    public var ancestry: String
    /// Base pairs; nil unless `ancestry` is "smc".
    public var smcReach: Int?
    /// Background selection as a map of B; nil if there is none.
    public var backgroundSelection: RateMapSource?
    /// Sweeps all along the genealogy, if there are any.
    public var recurrentSweeps: RecurrentSweepPriors?
    /// Bytes that a replicate may need.
    public var memoryLimit: Int
    /// The sweeps.
    public var sweep: SweepPriors

    /// The model with every file that it names called as `name` says.
    package func renamingFiles(_ name: (String) -> String) -> SimulationModel {
      var model = self
      model.demography = demography.map(name)
      model.mutationMap?.file = name(mutationMap?.file ?? "")
      model.recombinationMap?.file = name(recombinationMap?.file ?? "")
      model.backgroundSelection?.file = name(backgroundSelection?.file ?? "")
      model.sweep.trajectory = sweep.trajectory.map(name)
      return model
    }
  }

  /// Haplotypes sampled from one deme at one time.
  public struct Sample: Sendable, Codable, Equatable {
    /// The deme; nil in a constant population.
    public var deme: String?
    /// How many haplotypes.
    public var haplotypes: Int
    /// Generations ago.
    public var time: Double
  }

  /// A number of the Demes file that is drawn anew for each replicate.
  public struct Parameter: Sendable, Codable, Equatable {
    /// Its name, in conditions and in the truth.
    public var name: String
    /// What it is drawn from, in the units of the Demes file.
    public var prior: Prior
    /// Where it stands in the Demes file: `demes.CEU.epochs.0.end_size`. Several places get the same value; none, if it only
    /// takes part in expressions.
    public var replaces: [String]
  }

  /// A map of rates in a file, and the stretch of it that is simulated.
  public struct RateMapSource: Sendable, Codable, Equatable {
    /// The file.
    public var file: String
    /// The stretch of a contig in which the simulated windows lie, each at a place of its own; nil for all of a file of one
    /// contig.
    public var region: String?
    /// What the rates are multiplied with.
    public var scale: Prior
  }

  /// Gene conversion.
  public struct GeneConversionPriors: Sendable, Codable, Equatable {
    /// Tracts that begin, per base per generation.
    public var rate: Prior
    /// Base pairs.
    public var meanTractLength: Prior
  }

  /// Recurrent hitch-hiking in the deme of the first sample.
  public struct RecurrentSweepPriors: Sendable, Codable, Equatable {
    /// Sweeps fixed per base per generation.
    public var rate: Prior
    /// The advantage s of each.
    public var selectionCoefficient: Prior
    /// Base pairs on either side of the window in which sites are selected too.
    public var reach: Int
  }
}

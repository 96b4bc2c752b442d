extension RandomStream {
  /// What a stream of a replicate is for; streams of different purposes are independent. All purposes stand here, as two with one
  /// number would draw the same numbers; those of several streams for one purpose have numbers of 2^32 and more.
  public enum Purpose: UInt64, Sendable {
    /// Draws from the priors.
    case parameters = 1
    /// The genealogy and its mutations.
    case genealogy = 2
    /// The path of the selected allele's frequency.
    case trajectory = 3
    /// Growing one tree of a forest.
    case tree = 4
    /// Splitting rows into training and test sets or folds.
    case split = 5
    /// Choosing the observed window whose mask a simulated window copies.
    case mask = 6
    /// Choosing a row of a table of joint draws; the lowest byte of the numbers that tables have.
    case jointDraws = 7
    /// Drawing rows, or their order, again to see how much a score owes to chance.
    case resampling = 0x7265_7361
    /// Drawing from a posterior.
    case posterior = 0x706F_7374
    /// Choosing the rows that a posterior is tried on.
    case trial = 0x7472_6163
    /// Dealing rows into folds.
    case fold = 0x666F_6C64
    /// Drawing combinations of hyper-parameters.
    case search = 0x7365_6172
    /// The first weights of a network, the order of its rows, what it leaves out and how rows are changed.
    case network = 0x6E65_7477_6F72_6B
    /// Choosing the points of a simulated chromosome that are learned from.
    case sitePoints = 0x706F_696E_7473
    /// Errors of phase and of ancestral alleles that simulated windows have as the data do.
    case likeness = 0x6C69_6B65
    /// Where rates of crossovers change along a replicate.
    case rateVariation = 0x7261_7465
    /// The seeds of the further attempts at a replicate whose conditions on what happened were not met.
    case attempts = 0x7472_6961
    /// Where a locus lies in the maps of a model.
    case locus = 0x6C6F_6375
    /// The random points about which joint posteriors are tried.
    case reference = 0x7461_7270
    /// Blocks drawn again.
    case bootstrap = 0x626F_6F74
    /// Exchanging features between rows of a two-sample test.
    case exchange = 0x7377_6170
    /// Errors of phase and of ancestral alleles.
    case error = 0x6572_726F
    /// Drawing rows that are like those of another table.
    case resemblance = 0x6C69_6B65_6E65_7373
  }
}

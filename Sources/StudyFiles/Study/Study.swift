import Haplotypes
import Learning
import Statistics
import VariantFiles

/// A study as it will be run: every key of the study file, none left to be guessed.
///
/// Paths are as they must be opened; lengths are base pairs, times generations, rates per base per generation.
public struct Study: Sendable, Codable {
  /// The study's name, which names its outputs.
  public var name: String
  /// The recipe that filled the keys that were left out.
  public var recipe: String
  /// The observed data; nil in a study that only simulates.
  public var data: DataSource?
  /// What simulated windows are given of the data.
  public var likeness = Likeness()
  /// What is simulated.
  public var model: SimulationModel
  /// What is simulated in its place for populations of `data.compare`, or for one that is the target; nil where the study has one model.
  public var populationModels: [String: SimulationModel]?
  /// The kinds of windows that are simulated, in the order of labels and probabilities.
  public var classes: [StudyClass]
  /// The numbers to predict, of the truth of a replicate; empty where its class is predicted.
  public var targets: [TargetVariable]
  /// Targets that are worked out from other numbers of the truth; nil without any.
  public var quantities: [Quantity]?
  /// Windows and subwindows.
  public var windows: WindowLayout
  /// Independent windows whose statistics, averaged, make one example; nil where each window is one.
  public var loci: Int?
  /// The feature set's name, or "auto": chosen by what the data know (phase, ancestral alleles).
  public var features: String
  /// The alignments that rows have beside features; nil if they have none.
  public var alignments: AlignmentSettings?
  /// How many replicates, the seed, the share held out.
  public var training: Training
  /// The learner.
  @LearnerSpecification public var learner: any Learner
  /// True if the file at `path`, by the ending of its name, says itself of which populations its samples are: a spectrum, a tree sequence.
  public static func namesPopulations(_ path: String) -> Bool {
    [".fs", ".obs", ".fs.gz", ".obs.gz", ".trees", ".ts"].contains(where: path.hasSuffix)
  }

  /// How the data are scanned.
  public var scan: ScanSettings
  /// The folder of the outputs.
  public var output: String

  /// The study with the model of the population that `target` names, if it names one that has a model of its own.
  package func ofPopulation(_ target: [String]) -> Study {
    guard target.count == 1, let model = populationModels?[target[0]] else { return self }
    var own = self
    own.model = model
    own.populationModels = nil
    return own
  }

  /// The observed data.
  public struct DataSource: Sendable, Codable, Equatable {
    /// The files: VCF, BCF, PLINK .bed, selscan .hap, tskit .trees, ms text.
    public var variants: [String]
    /// The regions to scan; empty for all contigs.
    public var regions: [String] = []
    /// A file of samples and their populations.
    public var populations: String?
    /// The populations to scan together; empty for all samples.
    public var target: [String] = []
    /// Populations to scan each by itself, in place of `target`, and to compare.
    public var compare: [String] = []
    /// A selection of samples as in bcftools -s, in place of populations.
    public var samples: String?
    /// A file of samples as in bcftools -S, in place of samples; with a leading `^` all but them.
    public var samplesFile: String?
    /// Samples with one haplotype though the file writes two, by name; "auto": those that the genotypes show.
    public var haploid: [String] = []
    /// A BED or a FASTA mask of accessible bases.
    public var accessible: String?
    /// A BED of inaccessible bases.
    public var inaccessible: String?
    /// Regions outside which sites are left out and bases count as inaccessible, as in bcftools -t; with a leading `^` within which.
    public var targets: [String]?
    /// A file of such regions, as in bcftools -T.
    public var targetsFile: String?
    /// "auto", "none", "INFO/AA", or the path of a FASTA of ancestral alleles.
    public var ancestral = "none"
    /// Outgroup samples of the variants, or a population of the map, in place of `ancestral`; empty for none.
    public var outgroup: [String] = []
    /// The least share of the outgroup's called alleles that must agree, in (0.5, 1].
    public var outgroupAgreement = 1.0
    /// The smallest share of called alleles a site may have.
    public var minimumCallRate = 0.0
    /// FILTER must hold one of these names, `.` meaning an empty FILTER; empty for any record.
    public var filters: [String] = []
    /// Which calls are none, by their reads, their quality and FORMAT/FT.
    public var calls = CallRules()
    /// What becomes of records of which the samples carry more than two alleles.
    public var multiallelic = MultiallelicRule.skip
    /// What becomes of records without variation in the sample; they are of use to features of files alone.
    public var invariant = InvariantRule.skip
    /// A BED of regions to show beside the calls (planted truth, genes).
    public var known: String?
    /// A BED of regions whose names are classes: their windows are learned from, in place of simulations.
    public var labels: String?
    /// A GFF3 or GTF of genes to name beside the calls.
    public var genes: String?
    /// Files of values to draw below the scan (bedGraph, tables of `apus statistics scan`).
    public var tracks: [String]?
    /// The bases that each replicate of ms text is long; nil where `variants` has none.
    public var length: Double?
    /// A recombination map of the data, of which simulated windows have what belongs to observed ones.
    public var recombinationMap: String?

    /// All samples and contigs of `variants`, without ancestral alleles.
    public init(variants: [String]) { self.variants = variants }

    /// `sites` without those that are kept although they do not vary.
    package func variable(_ sites: ObservedSites, _ storage: SiteStorage) throws(VariantFilesError) -> ObservedSites {
      invariant == .keep ? try sites.variable(in: storage) : sites
    }
  }

  /// How many replicates, the seed, the share held out.
  public struct Training: Sendable, Codable, Equatable {
    /// Replicates of each class.
    public var replicates: Int
    /// The share of replicates held out to measure the accuracy.
    public var testFraction: Double
    /// The seed of everything random.
    public var seed: UInt64
    /// How the probabilities of the classes are corrected; nil if they are not.
    public var calibration: CalibrationMethod?
    /// How hyper-parameters of the learner are chosen within the training replicates; nil if they are given.
    public var search: ModelSearch?
    /// Fresh replicates of each class that the model is tried on, as they are and under each alteration; a fortieth of `replicates`, if
    /// that is 10 at least, where nil.
    public var robustness: Int?
    /// Times that replicates are simulated where a posterior is asked for, each within the region that the one before left; once where nil.
    public var rounds: Int?
  }

  /// How the data are scanned.
  public struct ScanSettings: Sendable, Codable, Equatable {
    /// The smallest accessible share of every subwindow.
    public var minimumAccessible: Double
    /// The fewest segregating sites of a window.
    public var minimumSites: Int
    /// The least probability of a class for its window to be called a region.
    public var callThreshold: Double
    /// The classes whose windows are merged into regions.
    public var classes: [String]
    /// The share of the genome's windows, or of the points of a scan for sites, that are of a class, by its name; see
    /// `ExpectedGenome` for those left out.
    public var rarity: [String: Double]
    /// The largest estimated false discovery rate of a window that is called; nil for any.
    public var fdr: Double?
    /// Windows that are simulated to see small false discovery rates, beyond those held out; as many as the scan needs where nil.
    public var nullWindows: Int?
    /// True if regions are written whatever the check says.
    public var force: Bool
    /// Which neighbouring windows become one region.
    public var merging = RegionMerging.each
    /// What is asked of each place of the genome.
    public var answer = ScanAnswer.windows
    /// Of a scan for sites: how far, in base pairs, a selected site may lie from a point that answers yes.
    public var within = 50_000
    /// Of a scan for sites: which peaks are called.
    public var objective = CallObjective.fdr(0.1)
    /// Of a scan for sites: what statistics are relative to.
    package var reference = SiteReference.chromosome

    /// Base pairs of the genome whose answer is yes because of one sweep.
    package var positionsPerSweep: Double { 2 * Double(within) }
  }
}

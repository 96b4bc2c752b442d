import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// What to compute along chromosomes, and of which data.
public struct ChromosomeScanRequest: Sendable {
  /// The file: VCF, BCF, PLINK `.bed`, selscan `.hap`, tskit `.trees` or ms text, told by content.
  public var file: String
  /// The statistics, each once.
  public var statistics: [ScanStatistic]
  /// The regions; empty for all contigs.
  public var regions: [String] = []
  /// Regions outside which sites are left out, as `data.targets` of a study.
  public var targets: [String] = []
  /// A file of them, as `data.targets_file`.
  public var targetsFile: String?
  /// A selection of samples as in bcftools -s, where there are no populations.
  public var samples: String?
  /// A file of samples as in bcftools -S.
  public var samplesFile: String?
  /// A file of samples and their populations.
  public var populations: String?
  /// The populations to scan.
  public var target: [String]
  /// The populations to compare them with.
  public var reference: [String]
  /// "auto", "none", "INFO/AA", or the path of a FASTA of ancestral alleles.
  public var ancestral: String
  /// A BED or a FASTA mask of accessible bases.
  public var accessible: String?
  /// A recombination map, over which curves are integrated; nil: over bases.
  public var map: String?
  /// How curves are integrated.
  public var options: HaplotypeScanOptions
  /// Frequency bins of a standardisation.
  public var bins: Int
  /// True to standardise each contig by itself.
  public var standardisesByContig: Bool
  /// The bases around a site that DIND compares.
  public var diversityWindow: Double
  /// The bases that a stretch of ms text is long.
  public var length: Double?
  /// Threads to work on.
  public var threads: Int

  /// A request with the usual settings.
  public init(file: String, statistics: [ScanStatistic]) {
    self.file = file
    self.statistics = statistics
    target = []
    reference = []
    ancestral = "auto"
    options = HaplotypeScanOptions()
    bins = 20
    standardisesByContig = false
    diversityWindow = 100_000
    threads = 1
  }
}

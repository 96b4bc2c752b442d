/// Everything a report shows, as plain values: this module reads no files and computes no science.
public struct ReportContents: Sendable {
  /// The heading and the title of the page.
  public var title: String
  /// The answer in two or three sentences: what was found, where, how sure, and what stands against it.
  public var answer: [String]
  /// The study in words, one sentence or paragraph each.
  public var studySummary: [String]
  /// The few numbers that stand at the top.
  public var keyFigures: [LabelledValue]
  /// What the reader must know before believing anything else.
  public var warnings: [String]
  /// Whether the simulations resemble the data, as a whole; nil without data.
  public var check: CheckValues?
  /// What calls are worth; nil where nothing is called.
  public var trust: TrustValues?
  /// How the model does on altered simulations; nil where that was not tried.
  public var robustness: ReportTable?
  /// Further sentences on whether the simulations resemble the data (a two-sample test, say).
  public var resemblance: [String]
  /// Every feature, simulated against observed.
  public var featureRanges: [FeatureRange]
  /// Sentences on the accuracy (with intervals).
  public var accuracy: [String]
  /// The confusion table of the held-out simulations.
  public var confusion: ConfusionTable?
  /// One curve a class or group of classes.
  public var rocCurves: [ROCCurveValues]
  /// Scores of each class against the others.
  public var classScores: ReportTable?
  /// Whether probabilities mean what they say.
  public var reliability: ReliabilityValues?
  /// Predicted numbers of held-out simulations, one a target.
  public var numberAccuracies: [NumberAccuracy]
  /// Importances, most important first or not.
  public var importances: [FeatureImportance]
  /// One track a contig.
  public var scan: [ScanTrack]
  /// Predicted numbers along the genome, one a contig and target.
  public var numberScan: [NumberTrack]
  /// The classes that are looked for, and the least probability of one that is called.
  public var soughtClasses: [String]
  /// See `soughtClasses`; 0 for any.
  public var callThreshold: Double
  /// Why regions were called, in the order of the page.
  public var reasons: [CallReason]
  /// The features that `reasons` speak of, class by class.
  public var distributions: [FeatureDistribution]
  /// The posterior of the data as a whole, in place of a scan; nil where windows were scanned.
  public var posterior: PosteriorValues?
  /// The merged regions.
  public var calledRegions: ReportTable?
  /// Every site, sample and window that was used or not, by reason.
  public var ledger: ReportTable?
  /// Versions, seed, command, hashes.
  public var provenance: [LabelledValue]
  /// What to cite.
  public var citations: [String]
  /// How it was done, as a paragraph of a paper; "" for none.
  public var methodsParagraph: String
  /// The works as a .bib file; "" for none.
  public var bibtex: String

  /// Contents with nothing but a title; the caller fills what there is.
  public init(title: String) {
    self.title = title
    answer = []
    studySummary = []
    keyFigures = []
    warnings = []
    check = nil
    trust = nil
    robustness = nil
    resemblance = []
    featureRanges = []
    accuracy = []
    confusion = nil
    rocCurves = []
    classScores = nil
    reliability = nil
    numberAccuracies = []
    importances = []
    scan = []
    numberScan = []
    soughtClasses = []
    callThreshold = 0
    reasons = []
    distributions = []
    calledRegions = nil
    ledger = nil
    provenance = []
    citations = []
    methodsParagraph = ""
    bibtex = ""
  }
}

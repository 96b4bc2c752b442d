/// Everything a report shows, as plain values: this module reads no files and computes no science.
package struct ReportContents: Sendable {
  /// The heading and the title of the page.
  package var title: String
  /// The answer in two or three sentences: what was found, where, how sure, and what stands against it.
  package var answer: [String]
  /// The study in words, one sentence or paragraph each.
  package var studySummary: [String]
  /// The few numbers that stand at the top.
  package var keyFigures: [LabelledValue]
  /// What the reader must know before believing anything else.
  package var warnings: [String]
  /// Whether the simulations resemble the data, as a whole; nil without data.
  package var check: CheckValues?
  /// What calls are worth; nil where nothing is called.
  package var trust: TrustValues?
  /// How the model does on altered simulations; nil where that was not tried.
  package var robustness: ReportTable?
  /// Further sentences on whether the simulations resemble the data (a two-sample test, say).
  package var resemblance: [String]
  /// Every feature, simulated against observed.
  package var featureRanges: [FeatureRange]
  /// Sentences on the accuracy (with intervals).
  package var accuracy: [String]
  /// The confusion table of the held-out simulations.
  package var confusion: ConfusionTable?
  /// One curve a class or group of classes.
  package var rocCurves: [ROCCurveValues]
  /// Scores of each class against the others.
  package var classScores: ReportTable?
  /// Whether probabilities mean what they say.
  package var reliability: ReliabilityValues?
  /// Predicted numbers of held-out simulations, one a target.
  package var numberAccuracies: [NumberAccuracy]
  /// Scores of the numbers that are predicted, with what their intervals cover.
  package var numberScores: ReportTable?
  /// How the score grew with the rows that were learned from; empty where it was not measured.
  package var growth: [GrowthCurveValues]
  /// Importances, most important first or not.
  package var importances: [FeatureImportance]
  /// One track a contig.
  package var scan: [ScanTrack]
  /// Predicted numbers along the genome, one a contig and target.
  package var numberScan: [NumberTrack]
  /// Values of each window that stand below the scan.
  package var tracks: [GenomeTrack]
  /// The genes to draw, by contig and start.
  package var genes: [String: [ScanMark]]
  /// Of a page that compares populations: what each was called; nil of any other.
  package var populations: PopulationsValues?
  /// The classes that are looked for, and the least probability of one that is called.
  package var soughtClasses: [String]
  /// See `soughtClasses`; 0 for any.
  package var callThreshold: Double
  /// Why regions were called, in the order of the page.
  package var reasons: [CallReason]
  /// The features that `reasons` speak of, class by class.
  package var distributions: [FeatureDistribution]
  /// The posterior of the data as a whole, in place of a scan; nil where windows were scanned.
  package var posterior: PosteriorValues?
  /// The merged regions.
  package var calledRegions: ReportTable?
  /// Every site, sample and window that was used or not, by reason.
  package var ledger: ReportTable?
  /// Versions, seed, command, hashes.
  package var provenance: [LabelledValue]
  /// What to cite.
  package var citations: [String]
  /// How it was done, as a paragraph of a paper; "" for none.
  package var methodsParagraph: String
  /// The works as a .bib file; "" for none.
  package var bibtex: String

  /// Contents with nothing but a title; the caller fills what there is.
  package init(title: String) {
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
    numberScores = nil
    growth = []
    importances = []
    scan = []
    numberScan = []
    tracks = []
    genes = [:]
    populations = nil
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

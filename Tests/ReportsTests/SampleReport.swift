import Foundation
import Reports

/// Contents like those of a real study, without chance: shapes come from sines.
enum SampleReport {
  static let classes = ["hard", "linked-hard", "soft", "linked-soft", "neutral"]

  static func track(contig: String, windows count: Int, step: Int = 20_000, length: Int = 20_000) -> ScanTrack {
    let windows = (0..<count).map { index in
      let start = 134_000_000 + index * step + (index > count * 3 / 4 ? 5 * step : 0)
      if index % 97 > 93 { return ScanWindow(start: start, end: start + length, probabilities: [], called: nil) }
      let distance = abs(Double(index) - Double(count) * 0.45) / Double(max(count, 2)) * 12
      let peak = exp(-distance * distance)
      let shoulder = exp(-pow(distance - 1.3, 2) * 2)
      let soft = 0.15 * (1 + sin(Double(index) * 0.7)) * (1 - peak)
      let raw = [peak * 1.6, shoulder, soft, soft * 0.8 + 0.05, 0.5 * (1 - peak) + 0.1]
      let sum = raw.reduce(0, +)
      let probabilities = raw.map { $0 / sum }
      let called = probabilities.indices.max { probabilities[$0] < probabilities[$1] }
      return ScanWindow(
        start: start, end: start + length, probabilities: probabilities, called: called,
        details: .init(sites: 90 + index % 40, accessible: 1 - 0.1 * Double(index % 5), span: 1_100_000, q: 0.5))
    }
    let middle = 134_000_000 + Int(Double(count) * 0.45) * step
    return ScanTrack(
      contig: contig, classes: classes, windows: windows,
      marks: [
        ScanMark(start: middle - 40_000, end: middle + 60_000, label: "LCT"),
        ScanMark(start: middle + 20_000, end: middle + 110_000, label: "MCM6"),
      ],
      regions: [ScanRegion(start: middle, end: middle + 3 * step, kind: "hard", probability: 0.97)])
  }

  static func features(statistics: [String], subwindows: Int) -> [FeatureRange] {
    statistics.enumerated().flatMap { row, name in
      (0..<subwindows).map { column in
        let shift = row == 2 ? 1.4 : 0.15 * sin(Double(row * 7 + column))
        let width = row == 4 ? 2.4 : 1.0
        func quantiles(_ middle: Double, _ spread: Double) -> FeatureQuantiles {
          FeatureQuantiles(
            minimum: middle - 3.4 * spread, q01: middle - 2.3 * spread, q25: middle - 0.67 * spread, median: middle,
            q75: middle + 0.67 * spread, q99: middle + 2.3 * spread, maximum: middle + 4.1 * spread)
        }
        let share = row == 2 ? 0.28 + 0.01 * Double(column) : row == 4 ? 0.34 : 0.02 + 0.01 * abs(shift) * 8
        return FeatureRange(
          name: "\(name)_win\(column)", simulated: quantiles(Double(row), 1),
          observed: quantiles(Double(row) + shift, width),
          shareOutside: share)
      }
    }
  }

  /// A rate and a scan of another statistic along `scan`.
  static func tracks(_ scan: [ScanTrack]) -> [GenomeTrack] {
    func values(_ value: (Int) -> Double) -> [String: [Double]] {
      Dictionary(uniqueKeysWithValues: scan.map { track in (track.contig, track.windows.indices.map(value)) })
    }
    return [
      GenomeTrack(
        name: "recombination rate (cM/Mb)", scale: .amount,
        values: values { $0 % 50 == 49 ? .nan : 1.2 + sin(Double($0) * 0.37) }),
      GenomeTrack(name: "ihs_std", scale: .signed, values: values { 3 * sin(Double($0) * 0.11) }),
    ]
  }

  /// Two populations side by side.
  static func populations() -> ReportContents {
    var contents = ReportContents(title: "Two populations")
    contents.answer = ["2 regions were called in 2 populations, 1 of them in all."]
    contents.populations = PopulationsValues(
      populations: ["CEU", "YRI"].map {
        .init(
          name: $0, page: "\($0)/report.html", check: "they fit", called: 1, alone: 0, furthest: "2:1-9 (log-odds +4.1)"
        )
      }, notes: ["How to read it."])
    let windows = (0..<200).map {
      ScanWindow(start: 1000 * $0, end: 1000 * $0 + 1000, probabilities: [], called: nil)
    }
    contents.scan = [
      ScanTrack(
        contig: "2", classes: [], windows: windows,
        regions: [ScanRegion(start: 90_000, end: 110_000, kind: "CEU", probability: 0.9)])
    ]
    let colours = Palette.classColours(["CEU", "YRI"])
    contents.tracks = ["CEU", "YRI"].enumerated().map { index, name in
      GenomeTrack(
        name: name, scale: .share, colour: colours[index],
        values: ["2": (0..<200).map { exp(-pow(Double($0 - 100) / 10, 2)) * (index == 0 ? 0.9 : 0.2) }])
    }
    contents.genes = ["2": [ScanMark(start: 95_000, end: 99_000, label: "LCT")]]
    contents.calledRegions = ReportTable(
      header: ["region", "stands out in"], rows: [["2:90001-110000", "CEU"], ["2:1-9", "alike in all: landscape"]])
    return contents
  }

  static func contents(windows: Int = 300, subwindows: Int = 1) -> ReportContents {
    var contents = ReportContents(title: "Selective sweeps around LCT in CEU")
    contents.warnings = ["Two statistics lie outside the simulations in more than a quarter of the observed windows."]
    contents.answer = ["Three regions were called as sweeps; the strongest lies over LCT and MCM6."]
    contents.studySummary = [
      "A classifier of five classes was trained on 10,000 coalescent simulations of the demography ceu.demes.yaml and "
        + "applied to \(windows) windows of 1.1 Mb of 99 CEU individuals."
    ]
    contents.keyFigures = [
      LabelledValue("Windows scanned", "\(windows)"), LabelledValue("Regions called", "3"),
      LabelledValue("Balanced accuracy", "0.87"), LabelledValue("SNPs used", "12,345"),
      LabelledValue("Haplotypes", "198"),
    ]
    var check = CheckValues(verdict: "they differ", isAlarming: true)
    check.reasons = ["The data have 4.8 times fewer segregating sites per base than the simulations <&>."]
    check.summaries = [
      CheckValues.Summary(
        name: "segregating sites per base", simulated: [1.6, 2.1, 3], observed: [0.2, 0.4, .nan],
        distance: -5.6, standardErrors: -12, isOff: true),
      CheckValues.Summary(
        name: "share of missing calls", simulated: [0, 0, 0], observed: [0, 0, 0], distance: 0, standardErrors: 0,
        isOff: false),
    ]
    check.telltales = [LabelledValue("H2/H1", "0.200")]
    check.axisShares = [0.4, 0.2]
    check.simulated = [CheckValues.Point(x: 1, y: -1), CheckValues.Point(x: 0.5, y: 0.2)]
    check.observed = [CheckValues.Point(x: 12, y: 3)]
    contents.check = check
    contents.trust = TrustValues(
      notes: ["expected false calls: 3 of 10 windows."],
      scores: ReportTable(header: ["probabilities", "Brier score"], rows: [["calibrated", "0.0100"]]),
      power: [
        TrustValues.Power(
          kind: "hard", parameter: "selection_coefficient", range: "0.01 to 0.02", share: 0.62, low: 0.5, high: 0.7)
      ])
    contents.robustness = ReportTable(
      header: ["alteration", "accuracy"], rows: [["recombination rate x 2.0", "0.71"]])
    contents.resemblance = ["A classifier told simulated from observed windows with an AUC of 0.71 (0.5 is blind)."]
    contents.featureRanges = features(
      statistics: ["pi", "theta_w", "tajimas_d", "h12", "omega", "zns", "dist_var", "max_fda", "hap_count", "h2_h1"],
      subwindows: subwindows)
    contents.accuracy = ["Balanced accuracy 0.870 (95 % interval 0.862-0.878) on 2,000 simulations held out."]
    contents.confusion = ConfusionTable(
      classes: classes,
      counts: [
        [352, 31, 12, 4, 1], [22, 330, 6, 40, 2], [30, 8, 318, 41, 3], [4, 30, 40, 300, 26], [0, 2, 1, 20, 377],
      ])
    contents.rocCurves = classes.enumerated().map { index, name in
      let power = 0.06 + 0.05 * Double(index)
      return ROCCurveValues(
        className: name, auc: 1 / (1 + power),
        points: (0...200).map { (Double($0) / 200, pow(Double($0) / 200, power)) })
    }
    contents.rocCurves.insert(
      ROCCurveValues(className: "sweep or not", auc: 0.9, points: [(0, 0), (0.1, 0.9), (1, 1)]), at: 0)
    contents.classScores = ReportTable(
      header: ["class", "area under the ROC curve", "95 % interval"], rows: [["hard", "0.943", "0.930 to 0.951"]])
    contents.reliability = ReliabilityValues(
      bins: [
        .init(probability: 0.45, observed: 0.4, low: 0.3, high: 0.52, rows: 60),
        .init(probability: 0.93, observed: 0.81, low: 0.76, high: 0.85, rows: 300),
      ], expectedCalibrationError: 0.108)
    contents.importances = contents.featureRanges.prefix(40).enumerated().map { index, range in
      FeatureImportance(feature: range.name, importance: 0.2 / Double(index + 1), spread: 0.01, share: 0.1)
    }
    contents.scan = [track(contig: "2", windows: windows)]
    contents.tracks = tracks(contents.scan)
    contents.genes = [
      "2": (0..<12).map {
        ScanMark(start: 134_100_000 + 200_000 * $0, end: 134_150_000 + 200_000 * $0, label: "GENE\($0)")
      }
    ]
    contents.soughtClasses = ["hard", "soft"]
    contents.callThreshold = 0.4
    addReasons(to: &contents)
    contents.calledRegions = ReportTable(
      header: ["region", "start", "end", "class", "peak probability", "windows"],
      rows: [
        ["2:136500001-136700000", "136,500,001", "136,700,000", "hard", "0.97", "10"],
        ["2:137000001-137100000", "137,000,001", "137,100,000", "soft", "0.71", "5"],
      ])
    contents.ledger = ReportTable(
      header: ["reason", "records"], rows: [["read", "54,666"], ["used", "12,345"], ["multiallelic", "31"]])
    contents.provenance = [
      LabelledValue("Apus", "0.1.0"), LabelledValue("seed", "42"), LabelledValue("command", "apus run study.yaml"),
    ]
    contents.citations = [
      "Schrider DR, Kern AD (2018) Supervised machine learning for population genetics: a new paradigm. "
        + "Trends in Genetics 34:301-312. doi:10.1016/j.tig.2017.12.005"
    ]
    return contents
  }

  private static func addReasons(to contents: inout ReportContents) {
    contents.distributions = [
      FeatureDistribution(
        feature: "h12_win0", classes: classes,
        quantiles: classes.indices.map { index in (0..<5).map { 0.2 * Double($0) + 0.1 * Double(index) } })
    ]
    var reason = CallReason(region: "2:136500001-136700000", kind: "hard")
    reason.notes = ["The 50 training simulations of 'hard' that are most like this window have s 0.05."]
    reason.evidence = [.init(feature: "h12_win0", observed: 0.7, ratio: 12)]
    reason.links = [.init("UCSC", "https://genome.ucsc.edu/cgi-bin/hgTracks?db=hg19&position=chr2:136500001-136700000")]
    let rows = (0..<20).map { row in
      (0..<30).map { site -> HaplotypePicture.Allele in (row * site) % 7 == 0 ? .derived : .ancestral }
    }
    reason.pictures = [HaplotypePicture(caption: "The data: 20 haplotypes", rows: rows, focus: 10..<20)]
    contents.reasons = [reason]
    contents.methodsParagraph = "Windows of 1,100,000 bp were classified (Schrider & Kern 2018)."
    contents.bibtex = "@article{Schrider2018paradigm,\n}\n"
  }
}

import Foundation
import Reports
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Counts what a parser meets.
final class Outline: NSObject, XMLParserDelegate {
  var elements: [String: Int] = [:]
  var attributes: Set<String> = []
  var ids: [String] = []
  var targets: [String] = []
  var text = ""

  static func of(_ page: String) throws -> Outline {
    let outline = Outline()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = outline
    try #require(parser.parse(), "\(String(describing: parser.parserError)) at line \(parser.lineNumber)")
    return outline
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes found: [String: String] = [:]
  ) {
    elements[name, default: 0] += 1
    attributes.formUnion(found.keys)
    if let id = found["id"] { ids.append(id) }
    if let target = found["href"] { targets.append(target) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}

@Suite struct ReportPageTests {
  /// What must hold for any page.
  private func check(_ page: String) throws -> Outline {
    let outline = try Outline.of(page)
    for name in ["link", "iframe", "img", "object", "embed"] { #expect(outline.elements[name] == nil) }
    #expect(!page.contains("@import") && page.components(separatedBy: "<script>").count == 2, "one script that runs")
    #expect(outline.attributes.isDisjoint(with: ["src", "onclick", "onload", "xlink:href", "srcset"]))
    #expect(page.contains("default-src &#39;none&#39;; script-src &#39;sha256-"))
    #expect(Set(outline.ids).count == outline.ids.count, "ids are unique")
    #expect(
      outline.targets.allSatisfy {
        $0.hasPrefix("#")
          ? outline.ids.contains(String($0.dropFirst())) : $0.hasPrefix("https://") || $0.hasPrefix("data:")
      })
    #expect(outline.elements["section"] == 9 && outline.elements["h1"] == 1)
    return outline
  }

  @Test func aFullReport() throws {
    let page = ReportPage.html(SampleReport.contents())
    let outline = try check(page)
    for words in [
      "Can the scan be believed?", "4.8 times fewer", "segregating sites per base", "first two principal axes",
      "2.10 (1.60 to 3.00)", "What is a call worth?", "expected false calls: 3", "62.0 %", "recombination rate x 2.0",
      "Does the training resemble the data?", "Accuracy on held-out simulations",
      "Genome scan", "Data ledger",
      "Provenance and citations", "LCT", "AUC of 0.71", "136,500,001", "88.0 %", "doi:10.1016/j.tig.2017.12.005",
    ] { #expect(outline.text.contains(words), "\(words)") }
    #expect(ReportPage.html(SampleReport.contents()) == page)
  }

  /// A class has one colour on the whole page, whatever stands beside it in a figure.
  @Test func linesHaveTheColoursOfTheirClasses() throws {
    let page = ReportPage.html(SampleReport.contents())
    let lines = page.split(separator: "<path ").filter { $0.contains("stroke-linejoin") }
    try #require(lines.count == 6)
    // The group stands first and has no colour of a class.
    #expect(lines[0].contains("stroke=\"#1b2733\""))
    let colours = ["#D55E00", "#E69F00", "#0072B2", "#56B4E9"]
    for (place, colour) in colours.enumerated() {
      #expect(lines[place + 1].contains("stroke=\"\(colour)\""), "\(colour)")
      #expect(page.contains("background:\(colour)\"></span>\(SampleReport.classes[place])<"), "\(colour)")
    }
  }

  /// The answer stands on top, then what was found, then whether to believe it.
  @Test func theAnswerComesFirst() throws {
    let page = ReportPage.html(SampleReport.contents())
    let order = [
      "Three regions were called", "id=\"scan\"", "Called regions", "id=\"check\"", "id=\"trust\"", "id=\"methods\"",
    ]
    let places = try order.map { try #require(page.range(of: $0)?.lowerBound, "\($0)") }
    #expect(places == places.sorted())
  }

  /// Precision follows from the rates and the numbers of rows.
  @Test func precisionOverRecall() throws {
    var contents = SampleReport.contents()
    contents.rocCurves = [
      ROCCurveValues(
        className: "hard", auc: 0.9, points: [(0, 0), (0.1, 0.5), (1, 1)], averagePrecision: 0.75, positives: 100,
        negatives: 400)
    ]
    let page = ReportPage.html(contents)
    let outline = try check(page)
    #expect(outline.text.contains("Precision and recall, one class against the others"))
    // 50 of 90 are right where half are found, 100 of 500 where all are.
    #expect(page.contains("\"columns\":[[\"hard\",\"hard\"],[0.5,1.0],[0.5555556,0.2]]"))
    #expect(page.contains("Precision-recall curves. hard: average precision 0.750"))
    contents.rocCurves = [ROCCurveValues(className: "hard", auc: 0.9, points: [(0, 0), (1, 1)])]
    #expect(!ReportPage.html(contents).contains("Precision-recall"))
  }

  @Test func whetherMoreSimulationsWouldHelp() throws {
    func page(_ values: [Double]) -> String {
      var contents = SampleReport.contents()
      contents.growth = [
        GrowthCurveValues(
          name: "accuracy",
          points: values.enumerated().map { .init(rows: 100 << $0, value: $1, low: $1 - 0.02, high: $1 + 0.02) })
      ]
      return ReportPage.html(contents)
    }
    let rising = page([0.5, 0.6, 0.66])
    _ = try check(rising)
    #expect(rising.contains("From 200 to 400 rows it changed by +0.060; the curve still rises"))
    #expect(rising.contains("accuracy by training rows: 100 rows 0.500, 200 rows 0.600, 400 rows 0.660"))
    #expect(page([0.5, 0.6, 0.601]).contains("more simulations would hardly help"))
    #expect(!page([0.5]).contains("Would more simulations help?"))
  }

  /// What the script draws below the scan is there without it.
  @Test func tracksAreStillPicturesToo() throws {
    let page = ReportPage.html(SampleReport.contents())
    #expect(page.contains("aria-label=\"Contig 2: recombination rate (cM/Mb), ihs_std, genes\""))
    let populations = ReportPage.html(SampleReport.populations())
    let outline = try Outline.of(populations)
    #expect(outline.ids.contains("populations") && !outline.ids.contains("accuracy"))
    #expect(
      outline.targets.contains("CEU/report.html") && populations.contains("aria-label=\"Contig 2: CEU, YRI, genes\""))
  }

  @Test func reliabilityInWordsAndPoints() throws {
    let page = ReportPage.html(SampleReport.contents())
    let outline = try Outline.of(page)
    #expect(outline.text.contains("Do probabilities mean what they say?") && outline.text.contains("10.8 %"))
    #expect(outline.text.contains("0.930 to 0.951") && outline.elements["circle"] == 2)
    // 0.81 is right of 300 calls of 0.93: 12 + 0.19 x 300 down, 60 + 0.93 x 300 to the right.
    #expect(page.contains("cx=\"339\"") && page.contains("cy=\"69\""))
    var without = SampleReport.contents()
    without.reliability = nil
    #expect(!ReportPage.html(without).contains("Do probabilities"))
  }

  @Test func whatUsersWriteIsNeverMarkup() throws {
    let nasty = "<script>alert('x')</script>\"&\u{0}\u{7}]]>"
    let turned = "\u{202E}\u{2066}"
    var contents = SampleReport.contents(windows: 3)
    contents.title = nasty
    contents.warnings = [nasty]
    contents.studySummary = [nasty]
    contents.keyFigures = [LabelledValue(nasty, nasty)]
    contents.confusion = ConfusionTable(classes: [nasty], counts: [[1]])
    contents.rocCurves = [ROCCurveValues(className: nasty, auc: 0.5, points: [(0, 0), (1, 1)])]
    let window = ScanWindow(start: 0, end: 10, probabilities: [1], called: 0)
    contents.scan = [
      ScanTrack(
        contig: nasty, classes: [nasty], windows: [window], marks: [ScanMark(start: 1, end: 5, label: nasty)])
    ]
    contents.calledRegions = ReportTable(header: [nasty], rows: [[nasty]])
    contents.provenance = [LabelledValue(nasty, nasty)]
    contents.citations = [nasty + turned]
    contents.reasons = [CallReason(region: nasty + turned, kind: nasty)]
    contents.methodsParagraph = nasty + turned
    contents.bibtex = nasty
    contents.soughtClasses = [nasty]
    contents.tracks = [GenomeTrack(name: nasty + turned, scale: .amount, values: [nasty: [1]])]
    contents.genes = [nasty: [ScanMark(start: 1, end: 5, label: nasty + turned)]]
    let page = ReportPage.html(contents)
    _ = try check(page)
    #expect(!page.lowercased().contains("<script>alert") && !page.lowercased().contains("</script>\""))
    #expect(!page.unicodeScalars.contains("\u{202E}") && !page.unicodeScalars.contains("\u{2066}"))
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;\u{FFFD}\u{FFFD}]]&gt;"))
  }

  @Test func nothingAtAll() throws {
    let outline = try check(ReportPage.html(ReportContents(title: "Empty")))
    for words in [
      "No windows were scanned.", "the accuracy is not known", "No observed windows were compared",
      "No observed data were read.", "No provenance was recorded.",
    ] { #expect(outline.text.contains(words), "\(words)") }
    var contents = ReportContents(title: "No windows")
    contents.scan = [ScanTrack(contig: "1", classes: ["a"], windows: [])]
    contents.calledRegions = ReportTable(header: ["x"], rows: [])
    contents.confusion = ConfusionTable(classes: ["a", "b"], counts: [[0, 0], [1, 2]])
    #expect(try check(ReportPage.html(contents)).text.contains("No region passed the threshold."))
  }

  @Test(arguments: [1, 2, 2000, 10_000])
  func scansOfAnySizeHaveOnePathAClass(count: Int) throws {
    var contents = ReportContents(title: "Scan")
    contents.scan = [SampleReport.track(contig: "2", windows: count)]
    let page = ReportPage.html(contents)
    let outline = try check(page)
    #expect((outline.elements["path"] ?? 0) < 20)
    #expect(outline.text.contains(count == 1 ? "1 window:" : "windows:"))
    #expect(page.utf8.count < 900_000, "\(page.utf8.count)")
    #expect(page.firstMatch(of: /[ "MHVLvh-](nan|inf)\b/) == nil)
    #expect(outline.text.contains("means of neighbouring windows") == (count > 3000))
  }

  @Test func windowsWithoutDataAndOddValues() throws {
    var contents = ReportContents(title: "Odd")
    let none = ScanWindow(start: 0, end: 100, probabilities: [], called: nil)
    let bad = ScanWindow(start: 100, end: 200, probabilities: [.nan, .nan], called: nil)
    contents.scan = [ScanTrack(contig: "1", classes: ["a", "b"], windows: [none, bad])]
    let q = FeatureQuantiles(
      minimum: .nan, q01: .nan, q25: .nan, median: .nan, q75: .nan, q99: .nan, maximum: .nan)
    let flat = FeatureQuantiles(minimum: 1, q01: 1, q25: 1, median: 1, q75: 1, q99: 1, maximum: 1)
    contents.featureRanges = [
      FeatureRange(name: "empty", simulated: q, observed: q, shareOutside: .nan),
      FeatureRange(name: "flat_win0", simulated: flat, observed: flat, shareOutside: 0),
    ]
    let outline = try check(ReportPage.html(contents))
    #expect(outline.text.contains("insufficient data 2") && outline.text.contains("no values"))
    #expect(contents.featureRanges[1].statistic == "flat" && contents.featureRanges[1].subwindow == 0)
  }

  /// The stacked bands of a window with known probabilities lie where they should.
  @Test func bandsAreStackedInClassOrder() throws {
    var contents = ReportContents(title: "Bands")
    let window = ScanWindow(start: 0, end: 100, probabilities: [0.25, 0.5, 0.25], called: 1)
    contents.scan = [ScanTrack(contig: "1", classes: ["a", "b", "c"], windows: [window])]
    let page = ReportPage.html(contents)
    // The plot is 150 high from y = 34: class a from the bottom (184) up to 146.5, b up to 71.5, c to the top.
    for path in [
      "M46 146.5H1066V184H46Z", "M46 71.5H1066V146.5H46Z", "M46 34H1066V71.5H46Z",
    ] { #expect(page.contains("\"\(path)\""), "\(path)") }
  }

  @Test func manyFeaturesBecomeAHeatTable() throws {
    let outline = try check(ReportPage.html(SampleReport.contents(subwindows: 11)))
    #expect(outline.text.contains("statistics by subwindows") && outline.text.contains("All 110 features in numbers"))
    #expect(outline.text.contains("of 110 features have more than 10 % outside"))
    let few = try check(ReportPage.html(SampleReport.contents(subwindows: 1)))
    #expect(!few.text.contains("statistics by subwindows"))
  }
}

/// Numbers that were learned on a logarithmic scale are shown on one.
@Suite struct LogarithmicAxesTests {
  @Test func decadesAreEvenlySpaced() throws {
    var contents = ReportContents(title: "Rates")
    let points = [1e-9, 1e-8, 1e-7].map { NumberAccuracy.Point(truth: $0, predicted: $0) }
    contents.numberAccuracies = [NumberAccuracy(name: "rate", points: points, isLogarithmic: true)]
    let page = ReportPage.html(contents)
    // The square is 360 wide from x = 90, its upper edge at y = 12.
    #expect(page.contains("M90 372h0M270 192h0M450 12h0"))
    for number in ["1.0e-09", "2.0e-09", "1.0e-08", "5.0e-08", "1.0e-07"] {
      #expect(page.contains(">\(number)<"), "\(number)")
    }
    #expect(page.contains("on logarithmic axes"))
  }
}

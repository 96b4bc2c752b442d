import Foundation
import Reports
import TestSupport
import Testing

/// The page in a real browser; skipped where none is installed.
@Suite struct BrowserTests {
  static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: browser != nil, "no chromium is installed"), .timeLimit(.minutes(30)))
  func chromiumShowsThePage() throws {
    let folder = try TemporaryFolder()
    let page = try write(ReportPage.html(SampleReport.contents(windows: 2000, subwindows: 11)), to: folder)
    let (dom, messages) = try run(folder, ["--dump-dom", "file://" + page])
    #expect(dom.contains("Selective sweeps around LCT in CEU") && dom.contains("<svg") && dom.contains("</html>"))
    #expect(dom.components(separatedBy: "<section").count == 10)
    // The page's own policy lets its script run, and nothing is to be complained of.
    #expect(dom.contains("class=\"scripted\""))
    #expect(!messages.contains("CONSOLE"), "\(messages)")
    let picture = ProcessInfo.processInfo.environment["APUS_REPORT_SCREENSHOT"] ?? folder.file("report.png")
    _ = try run(folder, ["--window-size=1500,5200", "--screenshot=" + picture, "file://" + page])
    let size = try FileManager.default.attributesOfItem(atPath: picture)[.size] as? Int ?? 0
    #expect(size > 50_000)
  }

  /// Nothing of the page needs the script: every section and still picture is there without it.
  @Test(.enabled(if: browser != nil, "no chromium is installed"), .timeLimit(.minutes(30)))
  func aForeignScriptDoesNotRun() throws {
    let folder = try TemporaryFolder()
    let foreign = "<script>document.documentElement.dataset.foreign = 'ran'</script></body>"
    let page = try write(
      ReportPage.html(SampleReport.contents()).replacing("</body>", with: foreign), to: folder)
    let (dom, messages) = try run(folder, ["--dump-dom", "file://" + page])
    #expect(!dom.contains("data-foreign") && dom.contains("class=\"scripted\""))
    #expect(messages.contains("CONSOLE") && messages.contains("Content Security Policy"))
  }

  /// What readers do: zoom, pan, walk, sort, filter, save.
  @Test(.enabled(if: browser != nil, "no chromium is installed"), .timeLimit(.minutes(30)))
  func thePageAnswers() throws {
    let folder = try TemporaryFolder()
    let page = ReportPage.html(SampleReport.contents(windows: 2000, subwindows: 11))
    let (dom, messages) = try run(
      folder,
      ["--virtual-time-budget=3000", "--dump-dom", "file://" + (try write(tried(page, Self.actions), to: folder))])
    let found = try results(dom)
    #expect(found["error"] == nil, "\(found["error"] ?? "") \(messages)")
    #expect(found["whole"] == "2:134000001-174100000")
    #expect(found["zoomed"] == "2:144025001-164075000", "twice as close about the middle")
    #expect(found["moved"] == "2:149037501-169087500", "a quarter further")
    #expect(found["home"] == found["whole"])
    #expect(found["region"]?.contains("most probable: hard") == true && found["region"]?.contains("LCT") == true)
    #expect(found["walked"] != found["region"])
    #expect(found["nowhere"]?.contains("no contig 'chrQ'") == true)
    #expect(found["shown"] == "2:136100001-137100000 true", "a click on a region shows it and its reasons")
    #expect(found["sorted"] == "0.71,0.97" && found["again"] == "0.97,0.71")
    #expect(found["aria"] == "ascending" && found["filtered"] == "1 of 110 rows")
    #expect(found["figure"]?.contains("xmlns=\"http://www.w3.org/2000/svg\"") == true)
    #expect(found["figure"]?.contains("<use") == false)
    #expect(found["points"]?.hasPrefix("class\tfalse_positive_rate\ttrue_positive_rate\nsweep or not\t0\t0\n") == true)
    #expect(found["scan"]?.hasPrefix("contig\tstart\tend\tp_hard") == true)
    #expect(found["scan"]?.contains("\n2\t134000000\t134020000\t") == true)
    #expect(found["scan"]?.contains("\tsnps_per_kb\trecombination rate (cM/Mb)\tihs_std\t") == true)
    #expect(found["region"]?.contains("recombination rate (cM/Mb) ") == true)
    #expect(found["genes"] == "genes (12 here) true 1")
  }

  /// Populations are drawn side by side, regions in the colour of the one that stands out.
  @Test(.enabled(if: browser != nil, "no chromium is installed"), .timeLimit(.minutes(30)))
  func populationsSideBySide() throws {
    let folder = try TemporaryFolder()
    let actions = """
      const place = document.getElementById("genome-view");
      const detail = place.querySelectorAll(":scope > svg")[1];
      note("tracks", [...detail.querySelectorAll("path.track")].map((one) => one.getAttribute("fill")).join(","));
      note("region", detail.querySelector("rect.region").getAttribute("fill"));
      note("legend", place.querySelector(".legend").textContent);
      [...place.querySelectorAll("button")].find((one) => one.textContent === "region ›").click();
      note("words", place.querySelector(".readout").textContent);
      note("page", [...document.querySelectorAll("#populations a")].map((one) => one.getAttribute("href")).join(","));
      """
    let page = try write(tried(ReportPage.html(SampleReport.populations()), actions), to: folder)
    let (dom, messages) = try run(folder, ["--virtual-time-budget=3000", "--dump-dom", "file://" + page])
    let found = try results(dom)
    #expect(found["error"] == nil, "\(found["error"] ?? "") \(messages)")
    #expect(found["tracks"] == "#D55E00,#E69F00" && found["region"] == "#D55E00")
    #expect(found["legend"] == "CEUYRI" && found["page"] == "CEU/report.html,YRI/report.html")
    #expect(found["words"] == "2:100,001-101,000 · CEU 0.9 · YRI 0.2", "\(found["words"] ?? "")")
  }

  /// What is done in the page; `note(name, text)` keeps what was seen.
  private static let actions = """
    const place = document.getElementById("genome-view");
    const target = place.querySelector("input");
    const detail = place.querySelectorAll(":scope > svg")[1];
    const press = (key) => detail.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const named = (root, text) => [...root.querySelectorAll("button")].find((one) => one.textContent === text);
    note("whole", target.value);
    press("+");
    note("zoomed", target.value);
    press("ArrowRight");
    note("moved", target.value);
    press("Home");
    note("home", target.value);
    named(place, "region ›").click();
    note("region", place.querySelector(".readout").textContent);
    press(".");
    note("walked", place.querySelector(".readout").textContent);
    press("Home");
    const title = [...detail.querySelectorAll("text")].find((one) => one.textContent.startsWith("genes ("))?.textContent;
    const names = detail.querySelectorAll("text.gene").length > 0;
    note("genes", `${title} ${names} ${detail.querySelectorAll("path.track").length}`);
    target.value = "chrQ:1-2";
    target.dispatchEvent(new Event("change"));
    note("nowhere", place.querySelector(".readout").textContent);
    const reason = document.querySelector("details.reason");
    reason.open = false;
    document.querySelector("table.regions .place").click();
    note("shown", `${target.value} ${reason.open}`);
    const regions = document.querySelector("table.regions");
    const sorter = named(regions, "peak probability");
    const column = () => [...regions.tBodies[0].rows].map((row) => row.cells[4].textContent).join(",");
    sorter.click();
    note("sorted", column());
    note("aria", sorter.parentElement.getAttribute("aria-sort"));
    sorter.click();
    note("again", column());
    const filter = [...document.querySelectorAll("input[type=search]")].find((one) => one.ariaLabel.includes("Quantiles"));
    filter.value = "h12 win10";
    filter.dispatchEvent(new Event("input"));
    note("filtered", [...document.querySelectorAll(".count")].map((one) => one.textContent).find((one) => one));
    const taken = [];
    URL.createObjectURL = (blob) => { taken.push(blob); return "#"; };
    const roc = [...document.querySelectorAll("figure")].find((one) => one.textContent.includes("ROC curves"));
    named(roc, "save SVG").click();
    named(roc, "data as TSV").click();
    named(document.querySelector("figure[data-contig]"), "data as TSV").click();
    const [figure, points, scan] = await Promise.all(taken.map((blob) => blob.text()));
    note("figure", figure);
    note("points", points);
    note("scan", scan);
    """

  /// `page` with a policy that lets a test act in it.
  private func tried(_ page: String, _ actions: String) throws -> String {
    let policy = try #require(page.firstMatch(of: /script-src &#39;sha256-[A-Za-z0-9+\/=]*&#39;;/))
    let script = """
      <script>
      (async () => {
        const found = {};
        const note = (name, text) => { found[name] = text; };
        try { \(actions) } catch (error) { note("error", String(error)); }
        const kept = document.createElement("pre");
        kept.id = "found";
        kept.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(found))));
        document.body.append(kept);
      })();
      </script></body>
      """
    return page.replacing(String(policy.output), with: "script-src &#39;unsafe-inline&#39;;")
      .replacing("</body>", with: script)
  }

  private func results(_ dom: String) throws -> [String: String] {
    let text = try #require(dom.firstMatch(of: /<pre id="found">([^<]*)<\/pre>/), "the actions left nothing")
    let data = try #require(Data(base64Encoded: String(text.output.1)))
    return try JSONDecoder().decode([String: String].self, from: data)
  }

  /// A genome of 24,000 windows with 200 regions stays a page that can be sent.
  @Test func aWholeGenomeIsSmall() throws {
    let page = ReportPage.html(SampleReport.genome())
    #expect(page.utf8.count < 2_000_000, "\(page.utf8.count)")
    #expect(page.contains("200 regions"))
    // A page to look at, and to time.
    if let path = ProcessInfo.processInfo.environment["APUS_GENOME_PAGE"] {
      try page.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  private func write(_ page: String, to folder: TemporaryFolder) throws -> String {
    let path = folder.file("report.html")
    try page.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func run(_ folder: TemporaryFolder, _ arguments: [String]) throws -> (output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.browser))
    process.arguments =
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr",
        "--user-data-dir=" + folder.file("profile"),
      ] + arguments
    let messages = folder.file("messages")
    _ = FileManager.default.createFile(atPath: messages, contents: nil)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: messages)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return (String(decoding: data, as: UTF8.self), try String(contentsOfFile: messages, encoding: .utf8))
  }
}

import Groundwork

/// One HTML page, without scripts and links: a table of z values and quantile plots for each section.
enum Page {
  static func html(_ sections: [Section]) -> String {
    let style = """
      body{font:15px/1.45 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}
      table{border-collapse:collapse;margin:1rem 0}td,th{padding:.15rem .7rem;text-align:right;border-bottom:1px solid #ddd}
      td:first-child,th:first-child{text-align:left}.bad{background:#fdd}figure{display:inline-block;margin:.4rem}
      figcaption{font-size:12px;text-align:center}
      """
    let failed = sections.filter { !$0.holds }.map(\.title)
    let verdict =
      failed.isEmpty
      ? "All checks hold: every |z| below 4, no p below 0.001." : "Failed: \(failed.joined(separator: ", "))."
    let body = sections.map(section).joined(separator: "\n")
    return """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Apus: verification of the simulator</title>
      <style>\(style)</style></head><body><h1>Verification of the simulator</h1><p><b>\(verdict)</b></p>
      \(contents(sections))
      \(body)
      </body></html>

      """
  }

  private static func contents(_ sections: [Section]) -> String {
    let rows = sections.map { "<tr><td>\(escaped($0.title))</td><td>\(escaped($0.summary))</td></tr>" }
    return "<table>\(rows.joined())</table>"
  }

  private static func section(_ section: Section) -> String {
    let rows = section.checks.map { check in
      let cells = [check.expected, check.found, check.z].map { "<td>\(text($0))</td>" }.joined()
      let p = check.p.map(text) ?? ""
      return "<tr\(check.holds ? "" : " class=\"bad\"")><td>\(escaped(check.what))</td>\(cells)<td>\(p)</td></tr>"
    }
    let head = ["check", section.reference, "Apus", "z", "p (Holm)"].map { "<th>\(escaped($0))</th>" }.joined()
    return """
      <h2>\(escaped(section.title))</h2><p>\(escaped(section.text))</p><p>\(escaped(section.summary))</p>
      \(section.plots.map(plot).joined())
      <details><summary>Table</summary><table><tr>\(head)</tr>\(rows.joined(separator: "\n"))</table></details>
      """
  }

  /// Apus' quantiles over the peer's.
  private static func plot(_ plot: QuantilePlot) -> String {
    let values = plot.points.flatMap { [$0.apus, $0.peer] }
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let range = high > low ? high - low : 1
    func place(_ value: Double) -> Double { 8 + 134 * (value - low) / range }
    let dots = plot.points.map {
      "<circle cx=\"\(text(place($0.peer)))\" cy=\"\(text(150 - place($0.apus)))\" r=\"2\" fill=\"#1f5fa8\"/>"
    }
    return """
      <figure><svg width="150" height="150" role="img"><rect x="1" y="1" width="148" height="148" fill="none" stroke="#bbb"/>\
      <line x1="8" y1="142" x2="142" y2="8" stroke="#c33"/>\(dots.joined())</svg>\
      <figcaption>\(escaped(plot.title))</figcaption></figure>
      """
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

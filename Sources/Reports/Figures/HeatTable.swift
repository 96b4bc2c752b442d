import Groundwork

/// Statistics by subwindows, coloured by the share outside.
enum HeatTable {
  static func html(_ ranges: [FeatureRange]) -> HTML {
    var statistics: [String] = []
    var cells: [String: [Int: Double]] = [:]
    for range in ranges {
      if cells[range.statistic] == nil { statistics.append(range.statistic) }
      cells[range.statistic, default: [:]][range.subwindow ?? -1] = range.shareOutside
    }
    let columns = Set(cells.values.flatMap(\.keys)).sorted()
    return HTML.element("div", [Attribute("class", "scroll"), Attribute("tabindex", "0")]) {
      HTML.element("table", [Attribute("class", "heat")]) {
        HTML.element("caption") {
          "Share of observed windows (in %) outside the simulated 1-99 % range: statistics by subwindows. 2 is expected."
        }
        HTML.element("thead") {
          HTML.element("tr") {
            HTML.element("th", [Attribute("scope", "col")]) { "Statistic" }
            for column in columns {
              HTML.element("th", [Attribute("scope", "col")]) { column < 0 ? "whole" : "\(column)" }
            }
          }
        }
        HTML.element("tbody") {
          for statistic in statistics {
            HTML.element("tr") {
              HTML.element("th", [Attribute("scope", "row")]) { statistic }
              for column in columns { cell(cells[statistic]?[column]) }
            }
          }
        }
      }
    }
  }

  private static func cell(_ share: Double?) -> HTML {
    guard let share else { return HTML.element("td") { "" } }
    let style = "background:\(Palette.alarm(share));color:\(Palette.alarmText(share))"
    return HTML.element("td", [Attribute("style", style)]) {
      share.isFinite ? (share * 100).fixed(share < 0.0995 ? 1 : 0) : "–"
    }
  }
}

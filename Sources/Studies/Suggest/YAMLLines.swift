import Groundwork

extension [String] {
  /// These lines of YAML as a text. Names of files and samples stand in comments: their line feeds and control characters end none of
  /// them.
  var yamlText: String {
    let lines = map { line -> String in
      let whole = line.split(whereSeparator: \.isNewline).joined(separator: " ")
      return whole.hasPrefix("#") ? whole.printable : whole
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

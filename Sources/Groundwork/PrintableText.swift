/// Text of files and command lines, as it may be shown on a terminal or a page.
extension String {
  /// The text with control characters and those that change the direction of writing spelled out (`\x1B`, `\u{202E}`): shown as
  /// they are, they could move the cursor, or make a line read otherwise than it is. Line feeds and tabs stay.
  package var printable: String {
    if utf8.allSatisfy({ ($0 >= 32 && $0 < 127) || $0 == 10 || $0 == 9 }) { return self }
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}":
        let code = String(scalar.value, radix: 16, uppercase: true)
        result += "\\x" + (code.utf8.count < 2 ? "0" : "") + code
      case "\u{61C}", "\u{200B}"..."\u{200F}", "\u{2028}"..."\u{202E}", "\u{2060}"..."\u{206F}", "\u{FEFF}",
        "\u{FFF9}"..."\u{FFFB}":
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text, with what is in its middle left out if it has more than `most` characters.
  package func shortened(to most: Int) -> String {
    guard utf8.count > most, count > most else { return self }
    return "\(prefix(most * 3 / 4)) ... \(suffix(most / 4))"
  }
}

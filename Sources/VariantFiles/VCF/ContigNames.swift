/// Contig names as people write them: `8`, `chr8`, `Chr8`; `M`, `MT`, `chrM`.
public enum ContigNames {
  /// What two names of the same contig have in common.
  static func canonical(_ name: String) -> String {
    var rest = Substring(name)
    if rest.count > 3, rest.prefix(3).lowercased() == "chr" { rest = rest.dropFirst(3) }
    return rest == "MT" ? "M" : String(rest)
  }

  /// The member of `known` that is `name`, or is `name` written otherwise if only one is.
  public static func match(_ name: String, among known: some Sequence<String>) -> String? {
    let wanted = canonical(name)
    var aliases: [String] = []
    for candidate in known {
      if candidate == name { return candidate }
      if canonical(candidate) == wanted { aliases.append(candidate) }
    }
    return aliases.count == 1 ? aliases[0] : nil
  }

  /// The first sign of `name` that VCF (4.3, 1.4.7) does not allow in the names of contigs; nil if there is none.
  static func forbiddenSign(in name: String) -> Character? {
    name.first { sign in
      guard let code = sign.asciiValue, sign.unicodeScalars.count == 1 else { return true }
      return code <= 32 || code == 127 || "\\,\"‘’'`()[]{}<>".contains(sign)
    }
  }

  /// The first few of `names`, for an error message.
  public static func list(_ names: [String], limit: Int = 12) -> String {
    if names.isEmpty { return "none" }
    if names.count <= limit { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
  }
}

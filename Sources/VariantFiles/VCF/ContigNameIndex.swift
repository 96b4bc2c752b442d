/// Many contig names, among which one after the other is looked up as by ``ContigNames/match(_:among:)``.
package struct ContigNameIndex: Sendable {
  private let known: Set<String>
  /// The names that are the same contig written in one way or another.
  private let aliases: [String: [String]]

  /// An index of `names`.
  package init(_ names: some Sequence<String>) {
    known = Set(names)
    aliases = Dictionary(grouping: known, by: ContigNames.canonical)
  }

  /// The names that are `name`, written in one way or another.
  package func all(_ name: String) -> [String] { aliases[ContigNames.canonical(name)] ?? [] }

  /// The name that is `name`, or is `name` written otherwise if only one is.
  package func match(_ name: String) -> String? {
    if known.contains(name) { return name }
    guard let aliases = aliases[ContigNames.canonical(name)], aliases.count == 1 else { return nil }
    return aliases[0]
  }
}

import Groundwork

extension FeatureTableFile {
  /// The text layouts that can be written.
  public enum TextFormat: Sendable {
    /// `chrom start end` (0-based, half-open), `classLabel` (the class's name), `replicate`, `truth:NAME`, the features:
    /// what the table has of these, in this order. Reading it gives the same rows.
    case tsv
    /// As S/HIC and diploS/HIC have it: `classLabel` with the index of the class, or, where rows have places,
    /// `chrom classifiedWinStart classifiedWinEnd bigWinRange` (1-based, closed); then the features. Replicates and truths
    /// have no place there.
    case fvec
  }

  /// The table as text; numbers with the fewest digits that give the same number again, as Python writes them.
  ///
  /// `.fvec` of rows with places needs ``wholeWindows``.
  public func text(_ format: TextFormat) -> String {
    var text = header(format).joined(separator: "\t") + "\n"
    for row in 0..<table.rowCount {
      let cells = leading(row, format) + table.row(row).map { "\($0)" }
      text += cells.joined(separator: "\t") + "\n"
    }
    return text
  }

  /// Writes ``text(_:)`` to `path`, whole or not at all.
  public func write(_ format: TextFormat, to path: String) throws(FeatureTablesError) {
    do { try AtomicFile.write(text(format), to: path) } catch { throw .file(error) }
  }

  private func header(_ format: TextFormat) -> [String] {
    var names: [String] = []
    switch format {
    case .tsv:
      if !table.locations.isEmpty { names += ["chrom", "start", "end"] }
      if !accessibleBases.isEmpty { names.append("numSites") }
      if !wholeWindows.isEmpty { names.append("bigWinRange") }
      if !table.labels.isEmpty { names.append("classLabel") }
      if !table.replicates.isEmpty { names.append("replicate") }
      names += table.truthNames.map { "truth:" + $0 }
    case .fvec:
      if !table.labels.isEmpty { names.append("classLabel") }
      if !table.locations.isEmpty {
        precondition(!wholeWindows.isEmpty, "feature vectors of windows need the whole windows")
        names += ["chrom", "classifiedWinStart", "classifiedWinEnd", "bigWinRange"]
      }
    }
    return names + table.schema.columns.map(\.name)
  }

  private func leading(_ row: Int, _ format: TextFormat) -> [String] {
    var cells: [String] = []
    let location = table.locations.isEmpty ? nil : table.locations[row]
    let whole = wholeWindows.isEmpty ? nil : "\(wholeWindows[row].lowerBound + 1)-\(wholeWindows[row].upperBound)"
    switch format {
    case .tsv:
      if let location { cells += [location.contig, "\(location.start)", "\(location.end)"] }
      if !accessibleBases.isEmpty { cells.append("\(accessibleBases[row])") }
      if let whole { cells.append(whole) }
      if !table.labels.isEmpty { cells.append(table.classes[Int(table.labels[row])]) }
      if !table.replicates.isEmpty { cells.append("\(table.replicates[row])") }
      let width = table.truthNames.count
      cells += table.truth[row * width..<(row + 1) * width].map { "\($0)" }
    case .fvec:
      if !table.labels.isEmpty { cells.append("\(table.labels[row])") }
      if let location, let whole { cells += [location.contig, "\(location.start + 1)", "\(location.end)", whole] }
    }
    return cells
  }
}

import Reports

/// The table of altered simulations as people read it.
enum RobustnessWords {
  /// The table of `rows`, header first, as robustness.tsv has them.
  static func table(_ rows: [[String]]) -> ReportTable {
    func share(_ row: [String], from first: Int) -> String {
      let values = row[first..<first + 3].map { Double($0).map { NumberWords.percent($0) } ?? $0 }
      return "\(values[0]) (\(values[1]) to \(values[2]))"
    }
    return ReportTable(
      header: [
        "Simulations", "Accuracy (95 % interval)", "AUC, sought or not",
        "Called though of no class sought (95 % interval)",
      ],
      rows: rows.dropFirst().filter { $0.count >= 8 }.map { row in
        [row[0], share(row, from: 1), row[4], share(row, from: 5)]
      })
  }
}

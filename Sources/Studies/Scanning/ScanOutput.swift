import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training
import VariantFiles

/// Writes a finished scan: tables, browser tracks, the ledger.
package enum ScanOutput {
  /// What is to be said of a table that could not be indexed.
  static func noteOnIndex(_ path: String) -> String {
    "\(path) is complete, but has no index: positions may lie beyond what one can hold (2^31)"
  }

  /// Writes every file of the scan into `folder`; what a user should know of them.
  package static func write(
    _ result: ScanResult, _ study: Study, _ data: ObservedData, _ stage: ScanStage, _ trust: ScanTrust?,
    model: ModelFile,
    folder: RunFolder
  ) throws(StudyError) -> [String] {
    var notes: [String] = []
    let genes = try NearestGenes(study, contigs: data.contigs.map(\.region.contig))
    let summary = ScanSummary(result, study, data, model)
    try attempt {
      let tables =
        [(folder.scan, table(result, study, trust))]
        + tracks(result, study).map { (folder.track($0.name), $0.text) }
      for (path, text) in tables where try !IndexedTable.write(text, to: path) { notes.append(noteOnIndex(path)) }
      if study.isClassification {
        try AtomicFile.write(bed(result, study), to: folder.regions)
        try AtomicFile.write(
          try RegionTable.text(
            result, data, trust, areTogether: study.scan.merging == .together, genes: genes), to: folder.regionTable)
      }
      if let map = estimatedMap(result, study) {
        try AtomicFile.write(map.hapMap, to: folder.hapMap)
        try AtomicFile.write(map.plink, to: folder.plinkMap)
        if map.filled > 0 {
          notes.append(
            "\(folder.hapMap): \(map.filled.grouped) of \(result.windows.count.grouped) windows have no rate of their own; there the map has the "
              + "mean of the nearest ones")
        }
      }
      try AtomicFile.write(try summary.json(), to: folder.summary)
      try AtomicFile.write(try summary.multiQC(), to: folder.multiQC)
      try AtomicFile.write(ledger(data, stage, result), to: folder.ledger)
      try result.observed.container(
        provenance: ProgramVersion.provenance(study, key: model.provenance.studyHash)
      ).write(to: folder.observed)
    }
    return notes
  }

  /// The map of the rates that are predicted; nil if none are.
  private static func estimatedMap(_ result: ScanResult, _ study: Study) -> EstimatedMap? {
    study.targets.firstIndex { $0.name == EstimatedMap.target }.flatMap { index in
      EstimatedMap(result.windows.map { ($0.window.focus, $0.estimates?[index].value) })
    }
  }

  /// The classified windows: 0-based half-open, the middle subwindow first.
  static func table(_ result: ScanResult, _ study: Study, _ trust: ScanTrust?) -> String {
    let names = study.classNames
    let verdict =
      study.isClassification
      ? names.map { "p_" + $0 } : study.targets.flatMap { [$0.name, $0.name + "_low", $0.name + "_high"] }
    let header =
      ["#chrom", "start", "end", "window_start", "window_end", "sites", "accessible", "call"] + verdict
      + ["atypical_features"] + (study.isClassification ? ["p_at_rarity", "q", "p_in_window"] : [])
    var lines = [header.joined(separator: "\t")]
    for (index, scanned) in result.windows.enumerated() {
      let window = scanned.window
      let focus = window.focus
      var fields = [
        focus.contig, "\(focus.start)", "\(focus.end)", "\(window.interval.start)", "\(window.interval.end)",
        "\(window.sites)", window.accessibleShare.fixed(4),
        call(scanned, names),
      ]
      switch scanned.finding?.verdict {
      case .classes(let probabilities, _): fields += probabilities.map { $0.fixed(6) }
      case .numbers(let numbers):
        fields += numbers.flatMap { ["\(Float($0.value))", "\(Float($0.low))", "\(Float($0.high))"] }
      case nil: fields += verdict.map { _ in "NA" }
      }
      fields.append(scanned.finding?.atypicalShare.fixed(4) ?? "NA")
      if study.isClassification {
        let own = result.sites?.windows[index] ?? trust?.windows[index]
        fields += [
          own?.probability.fixed(6) ?? "NA", own?.q.fixed(4) ?? "NA", own?.inWindow?.fixed(6) ?? "NA",
        ]
      }
      lines.append(fields.joined(separator: "\t"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is said of a window in a word: the class called, or why there is none.
  private static func call(_ scanned: ScannedWindow, _ names: [String]) -> String {
    if let lacking = scanned.window.insufficient { return "insufficient: \(lacking.rawValue)" }
    if let called = scanned.called { return names[called] }
    return scanned.mostProbable.map { "not called: " + names[$0] } ?? "predicted"
  }

  /// The probability of each class, or each number predicted, along the genome, as bedGraph.
  static func tracks(_ result: ScanResult, _ study: Study) -> [(name: String, text: String)] {
    func track(_ title: String, _ value: (ScannedWindow) -> String?) -> String {
      var lines = ["track type=bedGraph name=\"\(study.name): \(title)\" description=\"Apus: \(title)\""]
      for scanned in result.windows {
        guard let value = value(scanned) else { continue }
        let focus = scanned.window.focus
        lines.append("\(focus.contig)\t\(focus.start)\t\(focus.end)\t\(value)")
      }
      return lines.joined(separator: "\n") + "\n"
    }
    if study.isClassification {
      return study.classNames.enumerated().map { index, name in
        (name, track("probability of \(name)") { $0.probabilities?[index].fixed(6) })
      }
    }
    return study.targets.enumerated().map { index, target in
      (target.name, track(target.name) { scanned in scanned.estimates.map { "\(Float($0[index].value))" } })
    }
  }

  /// The called regions, as BED: name, score 0-1000, the peak as thick part.
  static func bed(_ result: ScanResult, _ study: Study) -> String {
    var lines = ["track name=\"\(study.name)\" description=\"Apus: called regions\" useScore=1"]
    for region in result.regions {
      let score = Int((region.probability * 1000).rounded())
      lines.append(
        "\(region.interval.contig)\t\(region.interval.start)\t\(region.interval.end)\t\(region.kind)\t\(score)\t.\t"
          + "\(region.peak.start)\t\(region.peak.end)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every record, sample and window, by what became of it.
  package static func ledgerRows(
    _ data: ObservedData, _ stage: ScanStage, _ result: ScanResult
  ) -> [(item: String, contig: String, what: String, count: Int)] {
    var rows: [(item: String, contig: String, what: String, count: Int)] = [
      ("samples", "all", "used", data.samples.count), ("haplotypes", "all", "used", data.haplotypeCount),
    ]
    for contig in data.contigs {
      let name = contig.region.contig
      rows.append(("records", name, "read", contig.ledger.read))
      rows.append(("records", name, "used", contig.ledger.used))
      for (reason, count) in contig.ledger.entries where count > 0 {
        rows.append(("records", name, "not used: \(reason)", count))
      }
    }
    for contig in data.leftOut {
      let name = contig.region.contig
      rows.append(("records", name, "read", contig.ledger.read))
      rows.append(
        ("records", name, "not used: other numbers of haplotypes than on the other contigs", contig.ledger.used))
      for (reason, count) in contig.ledger.entries where count > 0 {
        rows.append(("records", name, "not used: \(reason)", count))
      }
    }
    for region in data.absentRegions { rows.append(("regions", region, "not used: the data have no such contig", 1)) }
    if stage.sitesOutside > 0 { rows.append(("sites", "all", "in no window", stage.sitesOutside)) }
    rows.append(("windows", "all", "in all", result.windows.count))
    rows.append(("windows", "all", "classified", result.observed.rowCount))
    for (reason, count) in stage.insufficient where count > 0 {
      rows.append(("windows", "all", "not classified: \(reason)", count))
    }
    rows.append(("values", "all", "computed", result.observed.values.count))
    for lacking in result.insufficientValues {
      rows.append(("values", "all", "insufficient: \(lacking.statistic)", lacking.values))
      rows.append(("windows", "all", "with insufficient values of \(lacking.statistic)", lacking.windows))
    }
    return rows
  }

  private static func ledger(_ data: ObservedData, _ stage: ScanStage, _ result: ScanResult) -> String {
    let rows = ledgerRows(data, stage, result).map { "\($0.item)\t\($0.contig)\t\($0.what)\t\($0.count)" }
    return (["item\tcontig\twhat\tcount"] + rows).joined(separator: "\n") + "\n"
  }
}

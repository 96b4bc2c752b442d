import FeatureTables
import Groundwork
import Learning
import VariantFiles

/// Writes a finished scan: tables, browser tracks, the ledger.
public enum ScanOutput {
  /// Writes every file of the scan into `folder`.
  public static func write(
    _ result: ScanResult, _ study: Study, _ data: ObservedData, _ stage: ScanStage, model: ModelFile,
    folder: RunFolder
  ) throws(StudyError) {
    try attempt {
      try IndexedTable.write(table(result), to: folder.scan)
      for kind in SweepClass.allCases {
        try IndexedTable.write(track(result, kind), to: folder.track(kind.name))
      }
      try AtomicFile.write(bed(result, study), to: folder.regions)
      try AtomicFile.write(ledger(data, stage, result), to: folder.ledger)
      try result.observed.container(
        provenance: ProgramVersion.provenance(study, key: model.provenance.studyHash)
      ).write(to: folder.observed)
    }
  }

  /// The classified windows: 0-based half-open, the middle subwindow first.
  static func table(_ result: ScanResult) -> String {
    var lines = [
      "#chrom\tstart\tend\twindow_start\twindow_end\tsites\taccessible\tcall\t"
        + SweepClass.names.map { "p_" + $0 }.joined(separator: "\t") + "\tatypical_features"
    ]
    for scanned in result.windows {
      let window = scanned.window
      let focus = window.focus
      var fields = [
        focus.contig, "\(focus.start)", "\(focus.end)", "\(window.interval.start)", "\(window.interval.end)",
        "\(window.sites)", window.accessibleShare.fixed(4),
        scanned.called?.name ?? "insufficient: \(window.insufficient?.rawValue ?? "")",
      ]
      fields += scanned.probabilities?.map { $0.fixed(6) } ?? SweepClass.allCases.map { _ in "NA" }
      fields.append(scanned.atypicalShare?.fixed(4) ?? "NA")
      lines.append(fields.joined(separator: "\t"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The probability of `kind` along the genome, as bedGraph.
  static func track(_ result: ScanResult, _ kind: SweepClass) -> String {
    var lines = ["#bedGraph probability of \(kind.name)"]
    for scanned in result.windows {
      guard let probability = scanned.probabilities?[kind.rawValue] else { continue }
      let focus = scanned.window.focus
      lines.append("\(focus.contig)\t\(focus.start)\t\(focus.end)\t\(probability.fixed(6))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The called regions, as BED: name, score 0-1000, the peak as thick part.
  static func bed(_ result: ScanResult, _ study: Study) -> String {
    var lines = ["track name=\"\(study.name)\" description=\"Apus: called sweeps\" useScore=1"]
    for region in result.regions {
      let score = Int((region.probability * 1000).rounded())
      lines.append(
        "\(region.interval.contig)\t\(region.interval.start)\t\(region.interval.end)\t\(region.kind.name)\t\(score)\t.\t"
          + "\(region.peak.start)\t\(region.peak.end)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every record, sample and window, by what became of it.
  public static func ledgerRows(
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
    rows.append(("windows", "all", "in all", result.windows.count))
    rows.append(("windows", "all", "classified", result.observed.rowCount))
    for (reason, count) in stage.insufficient where count > 0 {
      rows.append(("windows", "all", "not classified: \(reason)", count))
    }
    return rows
  }

  private static func ledger(_ data: ObservedData, _ stage: ScanStage, _ result: ScanResult) -> String {
    let rows = ledgerRows(data, stage, result).map { "\($0.item)\t\($0.contig)\t\($0.what)\t\($0.count)" }
    return (["item\tcontig\twhat\tcount"] + rows).joined(separator: "\n") + "\n"
  }
}

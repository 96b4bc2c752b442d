import Studies

/// Nucleotide diversity, Tajima's D and H12 in windows of 100 kb of a file of variants, without a study; NaN where there is nothing
/// to compute them from.
func statisticsInWindows(of path: String, threads: Int) throws -> [(contig: String, start: Int, values: [Double])] {
  var windows = WindowRequest()
  windows.features = "pi, tajimasD, H12"
  windows.window = 100_000
  let settings = ["data.variants=\(path)", "data.ancestral=INFO/AA"]
  let table = try FileFeatures(path, settings: settings, windows: windows, threads: threads).table
  return (0..<table.rowCount).map { row in
    (table.locations[row].contig, table.locations[row].start, Array(table.row(row)))
  }
}

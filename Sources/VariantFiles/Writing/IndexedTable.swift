import CHtslib
import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tables by position, compressed with BGZF and indexed with tabix, as genome browsers and bedtools want them.
package enum IndexedTable {
  /// Writes `text` to `path` and its index to `path`.tbi, whole or not at all; false if no index could be made: the table is
  /// there all the same.
  ///
  /// Lines are `contig<TAB>start<TAB>end...`, 0-based and half-open, sorted by contig and start; header lines begin with
  /// `#`, and the first may be the `track` line of a browser. A contig longer than 2^29 bases gets a `.csi` index.
  /// - Throws: ``VariantFilesError`` if the lines are not sorted or not of that shape, or the file cannot be written.
  @discardableResult
  package static func write(_ text: String, to path: String) throws(VariantFilesError) -> Bool {
    _ = Library.silent
    let last = try checkShape(text, path)
    let partial = try Library.beginPartial(path)
    guard let file = bgzf_open(partial, "w") else {
      throw .file(FileError(path: path, operation: "create", code: errno))
    }
    var copy = text
    let written = copy.withUTF8 { bytes in bgzf_write(file, bytes.baseAddress, bytes.count) == bytes.count }
    let code = errno
    guard bgzf_close(file) == 0, written else {
      Library.remove(partial)
      throw .file(FileError(path: path, operation: "write", code: code == 0 ? EIO : code))
    }
    var configuration = tbx_conf_bed
    if text.hasPrefix(trackMark) { configuration.line_skip = 1 }
    return try Indexing.publishIndexed(path, configuration: configuration, needsCSI: last > Indexing.mostOfTBI)
  }

  private static let trackMark = "track "

  /// What tabix would only call a failure: says which line is wrong. The last base of all lines.
  private static func checkShape(_ text: String, _ path: String) throws(VariantFilesError) -> Int {
    var number = 0
    var last = 0
    var contig = Substring()
    var finished: Set<Substring> = []
    var lastStart = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty || line.hasPrefix("#") || number == 1 && line.hasPrefix(trackMark) { continue }
      let fields = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count >= 3, let start = Int(fields[1]), let end = Int(fields[2]), start >= 0, start <= end else {
        throw .badRecord(
          path: path, place: "\(number)", problem: "the row does not begin with contig, start and end",
          remedy: "tables by position need 0-based, half-open whole numbers there")
      }
      let isNew = fields[0] != contig
      if isNew ? !finished.insert(fields[0]).inserted : start < lastStart {
        throw .badRecord(
          path: path, place: "\(number)", problem: "the row is out of order", remedy: "sort rows by contig and start")
      }
      contig = fields[0]
      lastStart = start
      last = max(last, end)
    }
    return last
  }
}

/// Publishing a finished `.partial` file together with its index.
enum Indexing {
  /// The last base that a `.tbi` index can hold.
  static let mostOfTBI = 1 << 29

  /// Indexes `path`.partial (BGZF text), then renames both; a stale index is removed first, so that no moment shows new
  /// data with an old index. False if there is no index: what took hours to make is not given up for it.
  static func publishIndexed(
    _ path: String, configuration: tbx_conf_t, needsCSI: Bool = false
  ) throws(VariantFilesError) -> Bool {
    // Nobody wants the index of a stream.
    if AtomicFile.isStream(path) { return true }
    let partial = AtomicFile.partialPath(for: path)
    let index = path + (needsCSI ? ".csi" : ".tbi")
    var configuration = configuration
    let code = tbx_index_build3(
      partial, try Library.beginPartial(index), needsCSI ? 14 : 0, 0, &configuration)
    return try publish(path, index: index, succeeded: code == 0)
  }

  /// The same for BCF.
  static func publishIndexedBCF(_ path: String) throws(VariantFilesError) -> Bool {
    if AtomicFile.isStream(path) { return true }
    let index = path + ".csi"
    let code = bcf_index_build3(AtomicFile.partialPath(for: path), try Library.beginPartial(index), 14, 0)
    return try publish(path, index: index, succeeded: code == 0)
  }

  private static func publish(_ path: String, index: String, succeeded: Bool) throws(VariantFilesError) -> Bool {
    Library.remove(path + ".tbi")
    Library.remove(path + ".csi")
    try Library.publish(path)
    guard succeeded else {
      Library.remove(AtomicFile.partialPath(for: index))
      return false
    }
    try Library.publish(index)
    return true
  }
}

import FeatureTables
import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// Windows of the data that lie within labelled regions, as rows to learn from: nothing is simulated.
///
/// Windows that are linked must not be learned from and measured on: rows of one block of the genome count as one replicate, so
/// that splits and folds keep them together, and the window next to the end of a block is left out, so that no two blocks touch.
package struct LabelledWindows: Sendable {
  /// The rows; the number of a row's block is its replicate.
  package let table: FeatureTable
  /// Labelled windows left out because they lie at the end of a block.
  package let atBorders: Int
  /// The hash of what was learned from.
  package let key: String

  /// Windows in a block.
  package static let windowsOfBlock = 20

  /// The labelled windows of `data` under `study`, whose `data.labels` name the regions and their classes.
  package init(
    _ study: Study, _ data: ObservedData, labels path: String, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) {
    let regions = try attempt { try BEDFile.readNamed(path) }
    let features = try ObservedFeatures(study, data)
    let rows = try features.table(threads: threads, progress: progress).table
    let names = Self.names(of: data, regions.map(\.interval.contig))
    var byContig: [String: [(interval: Interval, label: Int)]] = [:]
    for region in regions {
      guard let label = study.classNames.firstIndex(of: region.name) else {
        throw .invalid(
          "\(path): a region is called '\(region.name)', which is not one of the classes \(study.classNames.joined(separator: ", "))"
        )
      }
      byContig[names[region.interval.contig] ?? region.interval.contig, default: []].append((region.interval, label))
    }
    for contig in byContig.keys { byContig[contig]?.sort { $0.interval.start < $1.interval.start } }
    var table = FeatureTable(schema: rows.schema, classes: study.classNames)
    var blocks: [String: UInt64] = [:]
    var atBorders = 0
    let (length, block) = (study.windows.length, study.windows.length * Self.windowsOfBlock)
    for (row, window) in features.usable.enumerated() {
      let place = window.interval
      guard let label = Self.label(of: place, byContig[place.contig] ?? []) else { continue }
      let number = place.start / block
      guard place.end + length <= (number + 1) * block else {
        atBorders += 1
        continue
      }
      let name = "\(place.contig):\(number)"
      let replicate = blocks[name] ?? UInt64(blocks.count)
      blocks[name] = replicate
      table.append(Array(rows.row(row)), label: label, replicate: replicate, truth: [])
    }
    try Self.check(table, blocks: blocks.count, path)
    self.table = table
    self.atBorders = atBorders
    key = StageKey.ofWords(
      table.values.map(\.bitPattern) + table.labels.map { UInt64(UInt32(bitPattern: $0)) } + table.replicates)
  }

  /// The label of the one region that holds all of `place`; nil if none does, or one with another label overlaps it.
  package static func label(of place: Interval, _ regions: [(interval: Interval, label: Int)]) -> Int? {
    var label: Int?
    for region in regions {
      if region.interval.start >= place.end { break }
      guard region.interval.end > place.start else { continue }
      let holds = region.interval.start <= place.start && region.interval.end >= place.end
      guard holds, label == nil || label == region.label else { return nil }
      label = region.label
    }
    return label
  }

  /// What the data call the contigs that the regions name.
  private static func names(of data: ObservedData, _ contigs: [String]) -> [String: String] {
    let known = data.contigs.map(\.region.contig)
    var names: [String: String] = [:]
    for contig in Set(contigs) { names[contig] = ContigNames.match(contig, among: known) }
    return names
  }

  private static func check(_ table: FeatureTable, blocks: Int, _ path: String) throws(StudyError) {
    for (label, name) in table.classes.enumerated() where !table.labels.contains(Int32(label)) {
      throw .invalid(
        "\(path): no window of \(table.schema.windowLength.grouped) bases lies within a region called '\(name)' (windows at the ends of "
          + "blocks of \(windowsOfBlock) are left out); choose shorter windows, or longer regions")
    }
    guard blocks >= 5 else {
      throw .invalid(
        "\(path): the labelled windows lie in \(blocks) blocks of \(windowsOfBlock) windows, expected at least 5: neighbours are linked, so "
          + "that whole blocks are held out")
    }
  }
}

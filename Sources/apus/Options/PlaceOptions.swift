import ArgumentParser
import Haplotypes
import StudyFiles
import VariantFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Which places of variants are read, by the letters of bcftools.
struct PlaceOptions: ParsableArguments {
  @Option(
    name: [.customShort("r"), .customLong("regions"), .customLong("region")],
    help: ArgumentHelp("Regions to read: 2:134,000,000-140,000,000,3.", valueName: "regions"))
  var regions: String?

  @Option(
    name: [.customShort("R"), .customLong("regions-file")],
    help: ArgumentHelp("The same from a file: BED, or contig, first and last base.", valueName: "file"))
  var regionsFile: String?

  @Option(
    name: [.customShort("t"), .customLong("targets")],
    help: ArgumentHelp(
      "Leave out sites elsewhere, which count as inaccessible; ^ before the first: sites there.", valueName: "regions"))
  var targets: String?

  @Option(
    name: [.customShort("T"), .customLong("targets-file")],
    help: ArgumentHelp("The same from a file, or ^FILE.", valueName: "file"))
  var targetsFile: String?

  mutating func validate() throws {
    if regions != nil && regionsFile != nil { throw ValidationError("give -r or -R, not both") }
    if targets != nil && targetsFile != nil { throw ValidationError("give -t or -T, not both") }
  }

  /// The regions to read; empty for all.
  func regionList() throws -> [String] {
    if let regions { return RegionList.split(regions) }
    guard let regionsFile else { return [] }
    return try attempt { try RegionList.read(regionsFile).map(RegionList.text) }
  }

  /// The regions of -t; empty without.
  var targetList: [String] { targets.map(RegionList.split) ?? [] }

  /// The file of -T from the root of the file system, with its ^.
  var targetsPath: String? { targetsFile.map(Self.whole) }

  /// The keys of a study that these options stand for.
  func overrides() throws -> [String] {
    var overrides: [String] = []
    let regions = try regionList()
    if !regions.isEmpty { overrides.append(StudyFile.override("data.region", regions)) }
    if !targetList.isEmpty {
      overrides += [StudyFile.override("data.targets", targetList), "data.targets_file=null"]
    }
    if let targetsPath { overrides += [StudyFile.override("data.targets_file", targetsPath), "data.targets=null"] }
    return overrides
  }

  /// The options as a command line has them.
  var passed: [String] {
    [("--regions", regions), ("--regions-file", regionsFile), ("--targets", targets), ("--targets-file", targetsFile)]
      .flatMap { name, value in value.map { [name, $0] } ?? [] }
  }

  /// `path` from the root of the file system: paths of a study file are relative to its folder, those of a command line to where it is
  /// given. A leading ^ stays in front.
  static func whole(_ path: String) -> String {
    let excludes = path.hasPrefix("^")
    let plain = excludes ? String(path.dropFirst()) : path
    let whole = plain.hasPrefix("/") ? plain : FileManager.default.currentDirectoryPath + "/" + plain
    return (excludes ? "^" : "") + whole
  }
}

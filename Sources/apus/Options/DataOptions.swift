import ArgumentParser
import Studies
import StudyFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What commands take that read the data of a study.
struct DataOptions: ParsableArguments {
  @OptionGroup var places: PlaceOptions
  @OptionGroup var samples: SampleOptions

  @Option(
    name: .customLong("replicates"), help: ArgumentHelp("Training replicates of each class.", valueName: "number"))
  var replicates: Int?

  @Flag(name: .customLong("force"), help: "Give the regions of a scan that the check refuses.")
  var force = false

  /// The keys of a study that these options stand for.
  func overrides() throws -> [String] {
    try places.overrides() + samples.overrides + (replicates.map { ["training.replicates=\($0)"] } ?? [])
      + (force ? ["scan.force=true"] : [])
  }

  /// The options as a command line has them.
  var passed: [String] {
    places.passed + samples.passed + (replicates.map { ["--replicates", "\($0)"] } ?? []) + (force ? ["--force"] : [])
  }
}

import ArgumentParser
import Haplotypes
import StudyFiles
import VariantFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Which samples of variants are read, by the letters of bcftools.
struct SampleOptions: ParsableArguments {
  @Option(
    name: [.customShort("s"), .customLong("samples")],
    help: ArgumentHelp("Samples: a,b,c, or ^a for all but a.", valueName: "names"))
  var samples: String?

  @Option(
    name: [.customShort("S"), .customLong("samples-file")],
    help: ArgumentHelp("A file of samples, or ^FILE for all but those in it.", valueName: "file")
  )
  var samplesFile: String?

  mutating func validate() throws {
    if samples != nil && samplesFile != nil { throw ValidationError("give -s or -S, not both") }
  }

  /// The file of -S from the root of the file system, with its ^.
  var samplesPath: String? { samplesFile.map(PlaceOptions.whole) }

  /// What -s and -S put in the place of the samples of a study file.
  var overrides: [String] {
    let others = ["data.populations=null", "data.target=null"]
    if let samples { return [StudyFile.override("data.samples", samples), "data.samples_file=null"] + others }
    guard let samplesPath else { return [] }
    return [StudyFile.override("data.samples_file", samplesPath), "data.samples=null"] + others
  }

  /// The options as a command line has them.
  var passed: [String] {
    [("--samples", samples), ("--samples-file", samplesFile)].flatMap { name, value in value.map { [name, $0] } ?? [] }
  }
}

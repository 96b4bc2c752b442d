import ArgumentParser
import Studies
import StudyFiles

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Tell what a file holds and can be used for: variants (VCF, BCF, PLINK, .hap, .trees, ms), features, intervals, maps, "
      + "FASTA, Demes, a study file, or what Apus wrote.")

  @Argument(help: "The file.")
  var file: String

  func run() throws {
    for line in try FileInspection.describe(file) { print(line) }
  }
}

import ArgumentParser
import Groundwork
import Studies
import StudyFiles

struct SpeciesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "species",
    abstract: "What is known of common species: mutation and recombination rate, generation time, size.",
    discussion: """
        apus species
            the table
        apus species HomSap
            one of them, with the sources of its numbers
        apus suggest calls.vcf.gz --species "fruit fly" -o study.yaml
      The numbers are those that stdpopsim 0.3.0 collects; rates are means over the genome.
      """)

  @Argument(help: "A species: its letters, its scientific or its common name; all if left out.")
  var name: String?

  func run() throws {
    if let name {
      for line in try Species.named(name).lines { print(line) }
      return
    }
    print("id\tname\tcommon name\tmutation rate\trecombination rate\tgeneration (years)\tsize")
    for one in Species.all {
      print(
        [
          one.id, one.name, one.commonName, one.mutationRate.significant, one.recombinationRate.significant,
          one.generationTime.significant, one.size.grouped,
        ].joined(separator: "\t"))
    }
  }
}

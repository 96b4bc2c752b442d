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

struct RecipesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipes", abstract: "List the recipes, or show one whole.",
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the recipes.")

    func run() {
      for recipe in Recipe.all { print("\(recipe.id)\t\(recipe.question)\t\(recipe.title)\t\(recipe.reference)") }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a recipe: every key of a study file with its default.")

    @Argument(help: "The recipe.")
    var recipe: String

    func run() throws { print(try Recipe.named(recipe).studyFile()) }
  }
}

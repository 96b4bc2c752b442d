import ArgumentParser
import Studies

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Tell what a file holds: VCF or BCF, ms text, BED, a study file, or an archive, model or table that Apus wrote.")

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
      for recipe in Recipe.all { print("\(recipe.id)\t\(recipe.title)\t\(recipe.reference)") }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a recipe: every key of a study file with its default.")

    @Argument(help: "The recipe.")
    var recipe: String

    func run() throws { print(try Recipe.named(recipe).yaml) }
  }
}

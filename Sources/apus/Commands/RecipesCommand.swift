import ArgumentParser
import Studies
import StudyFiles

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

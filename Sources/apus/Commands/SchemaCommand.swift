import ArgumentParser
import StudyFiles

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print what study files hold: a JSON schema for editors, or a page.",
    discussion: """
      With the schema in a file, editors that run yaml-language-server check and complete study files that begin with:
        # yaml-language-server: $schema=apus.schema.json
      """)

  @Flag(help: "Every key as a page of Markdown, in place of the schema.")
  var markdown = false

  func run() throws { print(markdown ? StudySchema.markdown : try StudySchema.json, terminator: markdown ? "" : "\n") }
}

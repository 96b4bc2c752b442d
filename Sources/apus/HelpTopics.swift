import ArgumentParser
import Groundwork

/// What 'apus help' can be asked for; the parser by itself answers with the whole help to a word that it does not know.
enum HelpTopics {
  /// What is wrong with the topic of `arguments`, the words of a command line; nil if it is one, or no help is asked for.
  static func problem(_ arguments: [String]) -> String? {
    guard arguments.count > 2, arguments[1] == "help" else { return nil }
    var command: any ParsableCommand.Type = Apus.self
    for word in arguments[2...] where !word.hasPrefix("-") {
      let known = command.configuration.subcommands
      guard let next = known.first(where: { name(of: $0) == word }) else {
        let names = known.map(name)
        if names.isEmpty { return "there is no help on '\(word)': '\(name(of: command))' has no commands" }
        let similar = nearestSpelling(of: word, among: names).map { " (do you mean '\($0)'?)" } ?? ""
        return "there is no help on '\(word)'\(similar); topics: \(names.joined(separator: ", "))"
      }
      command = next
    }
    return nil
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? "\(command)".lowercased()
  }
}

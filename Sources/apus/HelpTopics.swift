import ArgumentParser
import Groundwork

/// Which commands there are, and what 'apus help' can be asked for; the parser by itself answers with the whole help to a word that it does not know.
enum HelpTopics {
  /// What is wrong with the command of `arguments`, the words of a command line, or with the topic of its help; nil if nothing is.
  static func problem(_ arguments: [String]) -> String? {
    if let first = arguments.dropFirst().first, !first.hasPrefix("-"), first != "help" {
      let names = Apus.configuration.subcommands.map(name)
      if names.contains(first) { return nil }
      let similar = nearestSpelling(of: first, among: names).map { "; did you mean '\($0)'?" } ?? ""
      return "there is no command '\(first)'\(similar); 'apus --help' lists them"
    }
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

  /// The command of `arguments`, the words of a command line, as far as it is one: "apus statistics scan".
  static func command(of arguments: [String]) -> String {
    var words = ["apus"]
    var command: any ParsableCommand.Type = Apus.self
    for word in arguments.dropFirst() {
      guard let next = command.configuration.subcommands.first(where: { name(of: $0) == word }) else { break }
      words.append(word)
      command = next
    }
    return words.joined(separator: " ")
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? "\(command)".lowercased()
  }
}

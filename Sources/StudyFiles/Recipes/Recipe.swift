import Groundwork
import Yams

/// A named method: what its study files have where they say nothing.
public struct Recipe: Sendable {
  /// The name in study files.
  public let id: String
  /// What a user wants to know, as a question.
  public let question: String
  /// One line for lists: what the method does, and its name.
  public let title: String
  /// Where the method comes from.
  public let reference: String
  /// The data that it takes.
  public let needs: String
  /// The keys whose value is not that of every study, as YAML.
  let ownKeys: String

  /// Every recipe.
  public static let all: [Recipe] = [
    .shic, .sweepSites, .diploshic, .sfselect, .xpSFselect, .pavlidis, .evolBoosting, .hierarchicalBoosting, .filet,
    .evonet,
    .modelChoice, .parameters, .jointSFS, .recombination, .popcons,
  ]

  /// The recipe `id`; an unknown one is an error that names the nearest spelling and the choices.
  public static func named(_ id: String) throws(StudyError) -> Recipe {
    guard let recipe = all.first(where: { $0.id == id }) else {
      let known = all.map(\.id)
      let hint = nearestSpelling(of: id, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw .invalid("there is no recipe '\(id)'\(hint) (known: \(known.joined(separator: ", ")))")
    }
    return recipe
  }

  /// The recipe as a study file: every key with its value, or, behind a `#`, with an example.
  public func studyFile() throws(StudyError) -> String { try RecipePage(self).text }

  /// Its own keys.
  func keys() throws(StudyError) -> Node.Mapping { try StudyFile.mapping(ownKeys, path: "recipe \(id)") }
}

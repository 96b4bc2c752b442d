import Groundwork
import StudyFiles

/// What is known of a species that a study needs, as the catalogue of stdpopsim 0.3.0 collects it from the literature
/// (Adrion et al. 2020, doi:10.7554/eLife.54967; Lauterbur et al. 2023, doi:10.7554/eLife.84874).
public struct Species: Sendable {
  /// Six letters, as stdpopsim has them: "HomSap".
  public let id: String
  /// The scientific name.
  public let name: String
  /// The common name.
  public let commonName: String
  /// Mutations per base and generation, the mean of the chromosomes that recombine.
  public let mutationRate: Double
  /// Crossovers per base and generation, the same mean.
  public let recombinationRate: Double
  /// Years.
  public let generationTime: Double
  /// Diploid individuals, as diversity tells.
  public let size: Int
  /// Where the numbers come from.
  public let sources: [String]
  /// What must be known of the numbers; "" for nothing.
  public let note: String

  init(
    _ id: String, _ name: String, _ commonName: String, mutation: Double, recombination: Double, generation: Double,
    size: Int, _ sources: [String], note: String = ""
  ) {
    self.id = id
    self.name = name
    self.commonName = commonName
    mutationRate = mutation
    recombinationRate = recombination
    generationTime = generation
    self.size = size
    self.sources = sources
    self.note = note
  }

  /// The species called `text`: its letters, its scientific or its common name, in any case.
  ///
  /// - Throws: a `StudyError` that names similar ones.
  public static func named(_ text: String) throws(StudyError) -> Species {
    let wanted = text.lowercased()
    if let found = all.first(where: { one in
      [one.id, one.name, one.commonName].contains { $0.lowercased() == wanted }
    }) {
      return found
    }
    let names = all.flatMap { [$0.id, $0.name, $0.commonName] }
    let similar = nearestSpelling(of: text, among: names).map { ", do you mean '\($0)'?" } ?? ""
    throw .invalid(
      "species '\(text)' is not in the table\(similar); 'apus species' lists those that are, and --mutation-rate and "
        + "--recombination-rate take the numbers of any other")
  }

  /// Lines about the species.
  package var lines: [String] {
    [
      "\(name) (\(commonName)), \(id)",
      "  mutation rate       \(mutationRate.significant) per base and generation",
      "  recombination rate  \(recombinationRate.significant) per base and generation",
      "  generation time     \(generationTime.significant) years",
      "  population size     \(size.grouped) diploid individuals, as diversity tells",
    ] + (note.isEmpty ? [] : ["  note: \(note)"]) + sources.map { "  source: \($0)" }
  }
}

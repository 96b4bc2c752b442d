import FeatureTables
import Learning
import StudyFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What to cite beside a result: of a study, or of a file that Apus made.
package struct Bibliography: Sendable {
  /// What each work was used for, and the work: one a line, as in the report.
  package let lines: [String]

  /// What a study rests on, before it is run; features chosen by the data count as those of S/HIC.
  package init(_ study: Study) {
    lines = Citations.of(
      LearningPlan(study, search: nil), featureSet: study.features == "auto" ? "s-hic" : study.features,
      hasNovelty: true)
  }

  /// What a fitted model rests on.
  package init(_ model: ModelFile) { lines = model.citations }

  /// What the file at `path` rests on: a model says so itself; of a table or of simulations, the study that it was made for
  /// without what is learned and scanned.
  package init(file path: String) throws(StudyError) {
    if let model = try? ModelFile.read(path) {
      self.init(model)
      return
    }
    try self.init(container: path)
  }

  private init(container path: String) throws(StudyError) {
    let container = try attempt { try ArrayContainer(path: path) }
    struct Made: Decodable { var provenance: Provenance }
    let manifest = try? JSONDecoder().decode(Made.self, from: Data(container.manifest))
    guard let manifest, let study = try? JSONDecoder().decode(Study.self, from: Data(manifest.provenance.study.utf8))
    else { throw .invalid("\(path): its manifest does not say for which study it was made") }
    let features = (try? FeatureTable.read(container, path: path))?.table.schema.featureSet ?? ""
    lines = Citations.table(study, featureSet: features)
  }

  /// The works as entries of a .bib file, Apus first.
  package var bibtex: String {
    let apus = """
      @software{Apus,
        author = {{The Apus developers}},
        title = {Apus: supervised machine learning in population genetics},
        version = {\(ProgramVersion.current)},
      }

      """
    let works = CitedWork.all.filter { work in lines.contains { $0.contains(work.identifier) } }
    return ([apus] + works.map(\.bibtex)).joined(separator: "\n")
  }
}

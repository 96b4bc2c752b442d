import ArgumentParser
import Studies
import StudyFiles

struct CiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cite", abstract: "What to cite beside a result: the works that a study or a file rests on.",
    discussion: """
        apus cite study.yaml
            what each work is used for
        apus cite lct.run/model.npz --bibtex
            the works as a .bib file; also of training.npz, observed.npz and
            simulations
      """)

  @Argument(help: "A study file, or an .npz that Apus made.")
  var source: String

  @Flag(name: .customLong("bibtex"), help: "As BibTeX.")
  var bibtex = false

  func run() throws {
    let works =
      TableRun.isStudy(source) ? Bibliography(try StudyFile.read(source)) : try Bibliography(file: source)
    if bibtex {
      print(works.bibtex, terminator: "")
    } else {
      for line in works.lines { print(line) }
    }
  }
}

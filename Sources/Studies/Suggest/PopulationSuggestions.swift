import Groundwork
import StudyFiles
import Training
import VariantFiles

/// A study file for several populations of given data, each studied by itself: sizes, rates and sample differ, windows are the same, so
/// that calls can be compared.
package struct PopulationSuggestions: Sendable {
  /// What was found of each population, in order.
  package let populations: [(name: String, suggestion: Suggestion)]
  /// Populations that are left out, and why.
  package let leftOut: [(name: String, reason: String)]
  private let request: SuggestionRequest

  /// The populations that `request` is about, each by itself; nil if it is about one, or about samples taken together: those of
  /// `data.compare`, or all of `data.populations` where it names neither these nor a target.
  package init?(_ request: SuggestionRequest, progress: @escaping StudyProgress) throws(StudyError) {
    let study = try StudyFile.parse("study: suggestion", path: "the command line", overrides: request.settings)
    guard let source = study.data, let file = source.populations, source.target.isEmpty else { return nil }
    let map = try attempt { try PopulationMapFile.read(file) }
    let all = map.populations.filter { !source.outgroup.contains($0) }
    let names = source.compare.isEmpty ? all : source.compare
    guard names.count > 1 else { return nil }
    if let recipe = request.recipe, recipe != "s-hic" {
      throw .invalid(
        "the recipe '\(recipe)' is of one population: say which with --target (\(file) has \(ContigNames.list(all)))")
    }
    self.request = request
    var found: [(name: String, suggestion: Suggestion)] = []
    var leftOut: [(name: String, reason: String)] = []
    for name in names {
      guard map.populations.contains(name) else {
        throw .invalid(
          "data.compare: \(file) has no population '\(name)' (it has \(ContigNames.list(map.populations)))")
      }
      var own = request
      own.settings += ["data.compare=null", "data.target='\(name)'"]
      do throws(StudyError) {
        found.append((name, try Suggestion(own, progress: progress)))
      } catch {
        guard error.kind == .badData else { throw error }
        leftOut.append((name, error.description))
      }
    }
    guard found.count > 1 else {
      throw .invalid(
        "no two of \(names.count) populations can be studied: "
          + leftOut.prefix(3).map { "\($0.name): \($0.reason)" }.joined(separator: "; "))
    }
    populations = found
    self.leftOut = leftOut
  }

  /// What is to be told of each.
  package var summary: [String] {
    populations.flatMap { one in ["population \(one.name)"] + one.suggestion.summary.map { "  " + $0 } }
      + leftOut.map { "population \($0.name) is left out: \($0.reason)" }
  }

  /// Writes the study to `path`, and the demography of each population whose size changes beside it; returns the paths that were written.
  package func write(to path: String) throws(StudyError) -> [String] {
    let first = populations[0].suggestion
    var lines = first.heading
    lines.append(
      "# Each of \(populations.count) populations is simulated, learned and scanned by itself; comparison.tsv puts their calls side by side."
    )
    lines += leftOut.map { "# left out: \($0.name): \($0.reason)" }
    for (name, suggestion) in populations { lines += suggestion.data.notes.map { "# note: \(name): \($0)" } }
    lines += ["study: \(request.nameInYAML)", "recipe: s-hic"]
    lines += first.dataSection(path, compare: populations.map(\.name))
    lines += ["model:"] + first.sweepKeys(advantages, populations.map { $0.suggestion.oldestFixation() }.max() ?? 0)
    lines.append("population_models:           # keys of the model, of each population")
    var histories: [(suffix: String, text: String)] = []
    for (name, suggestion) in populations {
      let demes = Suggestion.beside(path, name + ".demes.yaml")
      if suggestion.history.epochs.count > 1 { histories.append((name + ".demes.yaml", suggestion.demography)) }
      lines += ["  \(name):"] + suggestion.modelKeys(demes.name).map { "  " + $0 }
    }
    lines += first.likenessKeys + first.closing(subwindow)
    return try first.write(lines.yamlText, to: path, beside: histories)
  }

  /// The longest subwindow that any population asks for, so that each has the sites and the reach that it needs.
  private var subwindow: (length: Int, reasons: [String]) {
    populations.map(\.suggestion.subwindow).max { $0.length < $1.length } ?? (1, [])
  }

  /// From the weakest to the strongest advantage of any.
  private var advantages: (low: Double, high: Double) {
    let all = populations.map { $0.suggestion.advantages() }
    return (all.map(\.low).min() ?? 0.01, all.map(\.high).max() ?? 0.1)
  }
}

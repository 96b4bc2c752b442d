import Groundwork
import Learning
import Studies
import StudyFiles

/// How a study was done, as a paragraph that a paper can take over.
struct MethodsParagraph {
  private let study: Study
  private let model: ModelFile

  /// The paragraph about `study` and the model fitted for it.
  init(_ study: Study, _ model: ModelFile) {
    self.study = study
    self.model = model
  }

  /// The text; `result` says what was found in a sentence, "" for nothing.
  func text(accuracy: String, result: String) -> String {
    ([what, simulations, learning(accuracy), calls, result, reproduction].filter { !$0.isEmpty }).joined(separator: " ")
  }

  private var what: String {
    let schema = model.model.schema
    let question =
      study.isClassification
      ? "classified as \(Self.list(study.classNames))" : "used to predict \(Self.list(study.targets.map(\.name)))"
    let place =
      study.data == nil
      ? "Simulated windows"
      : "Windows of \(schema.windowLength.grouped) bp of \(schema.haplotypeCount.of("haplotype"))"
    return
      "\(place) were \(question) by supervised machine learning\(cited("The paradigm")) with Apus \(model.provenance.version)."
  }

  private var simulations: String {
    if study.data?.labels != nil {
      return
        "The training windows are those of the data within labelled regions (nothing was simulated); neighbouring windows were never "
        + "both learned from and measured on."
    }
    let (model, sweep) = (study.model, study.model.sweep)
    let own = study.classes.filter { $0.model != nil }.map(\.name)
    let size: String
    if own.count == study.classes.count {
      size = "models of their own"
    } else if let file = model.demography {
      size = "the demography \(file.split(separator: "/").last.map(String.init) ?? file)"
    } else {
      size = "a constant population (\(model.populationSize.words) diploid individuals)"
    }
    let count =
      "\(study.training.replicates.grouped) training windows" + (study.classNames.count > 1 ? " of each class" : "")
    var text =
      "\(count) were simulated under the coalescent with recombination\(cited("Coalescent with recombination")) for \(size); per base "
      + "and generation, the mutation rate was \(drawn(model.mutationRate)), the recombination rate "
      + "\(drawn(model.recombinationRate))."
    if !own.isEmpty, own.count < study.classes.count {
      text +=
        " \(Self.list(own)) \(own.count == 1 ? "has a model" : "have models") of \(own.count == 1 ? "its" : "their") own."
    }
    guard study.classes.contains(where: { $0.sweep != .none }) else { return text }
    let time: String
    switch sweep.timing {
    case .given: return text
    case .onset(let ago): time = "onset were \(drawn(ago))"
    case .ended(let ago, _): time = "end were \(drawn(ago))"
    }
    text +=
      " The selection coefficient s of sweeps\(cited("Sweep trajectories")) was \(drawn(sweep.selectionCoefficient)) (fitnesses 1, 1+s, "
      + "1+2s where alleles are codominant); the generations since their \(time)."
    return text
  }

  /// A prior as the end of "the rate was ...".
  private func drawn(_ prior: Prior) -> String {
    if case .fixed = prior { return prior.words }
    return "drawn (\(prior.words))"
  }

  private func learning(_ accuracy: String) -> String {
    let schema = model.model.schema
    let held = (100 * study.training.testFraction).fixed(0)
    let source = ["S/HIC", "diploS/HIC", "FILET"].first { name in model.citations.contains { $0.hasPrefix(name + ":") }
    }
    let works = source.map { cited($0) } ?? ""
    let learner = type(of: model.learner).title
    return
      "\(schema.columns.count.grouped) summary statistics, the feature set '\(schema.featureSet)'\(works), were given to "
      + "\(learner.lowercased())\(cited(learner)). Of the \(held) % of the \(study.data?.labels == nil ? "simulations" : "labelled windows") that were held out, \(accuracy)."
  }

  private var calls: String {
    guard study.data != nil, study.isClassification, study.scan.answer == .windows else { return "" }
    return "Windows were called \(Self.list(study.scan.classes, by: "or")) where that class was the most probable one"
      + (study.scan.callThreshold > 0 ? " with a probability of at least \(study.scan.callThreshold.fixed(2))" : "")
      + "; " + merging + " were merged into regions."
  }

  private var merging: String {
    switch study.scan.merging {
    case .each: "neighbouring calls of one class"
    case .sweeps: "calls without a window between them that was most like no sweep"
    case .together: "neighbouring windows in which these classes together were probable enough"
    }
  }

  private var reproduction: String {
    "All random numbers derive from the seed \(model.provenance.seed), so that the results can be reproduced exactly."
  }

  /// " (Schrider & Kern 2018)" for the work that is cited for `purpose`; "" if none is.
  private func cited(_ purpose: String) -> String {
    guard let line = model.citations.first(where: { $0.hasPrefix(purpose) }) else { return "" }
    guard let colon = line.firstIndex(of: ":"), let comma = line[colon...].firstIndex(of: ",") else { return "" }
    return " (" + line[line.index(after: colon)..<comma].drop { $0 == " " } + ")"
  }

  /// What a model achieved, as the end of a sentence.
  static func accuracy(_ evaluation: ModelEvaluation) -> String {
    switch evaluation {
    case .classes(let one):
      let interval = one.accuracy.interval
      let bounds = "\(NumberWords.percent(interval.lowerBound)) to \(NumberWords.percent(interval.upperBound))"
      return "\(NumberWords.percent(one.accuracy.value)) were given their own class (95 % interval \(bounds))"
    case .numbers(let all):
      return all.map { "R2 was \($0.r2.fixed(3)) for \($0.target)" }.joined(separator: ", ")
    }
  }

  private static func list(_ names: [String], by word: String = "and") -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}

import Groundwork
import Learning
import Studies

/// A study in sentences.
enum StudyWords {
  /// What was asked, simulated and learned.
  static func summary(_ study: Study, _ model: ModelFile) -> [String] {
    let schema = model.model.schema
    var lines: [String] = []
    if let data = study.data {
      let file = data.variants.split(separator: "/").last.map(String.init) ?? data.variants
      let samples = data.target.isEmpty ? "its samples" : "the samples of " + data.target.joined(separator: ", ")
      lines.append(
        "\(file) was scanned for selective sweeps in \(samples) (\(schema.haplotypeCount) haplotypes), in windows of "
          + "\(schema.windowLength.grouped) bases; a call is about the middle one of \(schema.subwindowCount) subwindows."
      )
    }
    let size =
      study.model.demography.map { "the demography of " + ($0.split(separator: "/").last.map(String.init) ?? $0) }
      ?? "a constant population of \(study.model.populationSize.words) diploid individuals"
    lines.append(
      "\(study.training.replicates.grouped) windows of each of the five classes were simulated under \(size), with a "
        + "mutation rate \(study.model.mutationRate.words) and a recombination rate \(study.model.recombinationRate.words) "
        + "per base per generation.")
    let sweep = study.model.sweep
    lines.append(
      "Sweeps had an advantage s \(sweep.selectionCoefficient.words) (fitnesses 1, 1+s, 1+2s); the generations since "
        + "their completion were \(sweep.fixationTime.words); the frequency at which soft ones began was "
        + "\(sweep.softInitialFrequency.words).")
    let data = [
      schema.usesPhase ? "phased haplotypes" : "unphased genotypes",
      schema.usesPolarisation ? "derived alleles" : "folded: no ancestral alleles",
    ]
    lines.append(
      "The feature set is '\(schema.featureSet)' (\(data.joined(separator: ", "))): \(schema.columns.count) features; the "
        + "learner is \(type(of: model.learner).title.lowercased()). \((100 * study.training.testFraction).fixed(0)) % of "
        + "the simulations were held out to measure it.")
    return lines
  }
}

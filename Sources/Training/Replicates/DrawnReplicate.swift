import Coalescent
import FeatureTables
import Groundwork
import Haplotypes
import StudyFiles

/// What was drawn for a replicate.
package struct DrawnReplicate: Sendable {
  /// What is simulated.
  package let model: CoalescentModel
  /// The names of the model's parameters.
  package let parameterNames: [String]
  /// Their values.
  package let parameters: [Double]
  /// Where its window begins in the map of mutations.
  let mutationMapStart: Double?
  /// Where its window begins in the map of crossovers, on its contig.
  let recombinationMapStart: Double?
  /// Where its window begins in the map of background selection.
  let sizeMapStart: Double?

  /// What was drawn, by name.
  func numbers(length: Double) -> [String: Double] {
    var numbers = [
      "length": length, "mutation_rate": model.mutationRate, "recombination_rate": model.recombinationRate,
    ]
    numbers["population_size"] = model.demography.intervals[0].sizes[model.samples[0].population]?.initial
    for (name, value) in zip(parameterNames, parameters) { numbers[name] = value }
    return numbers
  }

  /// The value of the parameter `name`; NaN if the model has none.
  func parameter(_ name: String) -> Double {
    parameterNames.firstIndex(of: name).map { parameters[$0] } ?? .nan
  }
}

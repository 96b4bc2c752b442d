import Coalescent
import FeatureTables
import Groundwork
import Haplotypes
import StudyFiles

/// What was drawn for a replicate.
public struct DrawnReplicate: Sendable {
  /// What is simulated.
  public let model: CoalescentModel
  /// The names of the model's parameters.
  public let parameterNames: [String]
  /// Their values.
  public let parameters: [Double]
  /// Where its window begins in the map of mutations.
  let mutationMapStart: Double?
  /// Where its window begins in the map of crossovers, on its contig.
  let recombinationMapStart: Double?
  /// Where its window begins in the map of background selection.
  let sizeMapStart: Double?

  /// The value of the parameter `name`; NaN if the model has none.
  func parameter(_ name: String) -> Double {
    parameterNames.firstIndex(of: name).map { parameters[$0] } ?? .nan
  }
}

import Coalescent
import Demography
import Foundation
import Haplotypes

/// A simulation of `workloads.json`, which `msprime_workloads.py` reads too: theta = 4N mu L, rho = 4N r L, alpha = 2Ns,
/// where N is `size`.
public struct Workload: Sendable, Decodable {
  /// The name on the command line.
  public let name: String
  /// Replicates that give a steady figure in about a second.
  public let replicates: Int
  private let haplotypes: Int
  private let length: Double
  private let size: Double?
  private let theta: Double
  private let rho: Double
  private let alpha: [Double]?
  private let initialFrequency: [Double]?
  private let mapPieces: Int?
  private let demography: String?

  /// The workloads of the file in the current folder, those named on the command line if any is.
  public static func chosen(_ names: [String]) throws -> [Workload] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let data = try Data(contentsOf: URL(fileURLWithPath: "workloads.json"))
    return try decoder.decode([Workload].self, from: data).filter { names.isEmpty || names.contains($0.name) }
  }

  /// The models of the replicates: parameters go evenly through their ranges, in an order that looks random.
  public func models() throws -> (Int) -> CoalescentModel {
    let size = size ?? 10_000
    let history: DemographicModel
    if let demography {
      history = try DemesFile.model(String(contentsOfFile: demography, encoding: .utf8), path: demography)
    } else {
      history = try DemographicModel(constantSize: size)
    }
    var model = CoalescentModel(
      haplotypeCount: haplotypes, sequenceLength: length, demography: history,
      mutationRate: theta / (4 * size * length), recombinationRate: rho / (4 * size * length))
    if let mapPieces {
      // Every tenth piece is a hotspot with half of all crossovers.
      let rates = (0..<mapPieces).map { $0 % 10 == 0 ? 5.0 : 5.0 / 9 }.map { $0 * model.recombinationRate }
      let ends = (0...mapPieces).map { length * Double($0) / Double(mapPieces) }
      model.recombinationMap = try RecombinationMap(breakpoints: ends, rates: rates)
    }
    let (plain, middle, alpha, frequency) = (model, length / 2, alpha, initialFrequency ?? [0, 0])
    return { replicate in
      guard let alpha else { return plain }
      var model = plain
      let (a, b) = (Self.share(replicate, 0.618_033_988_749_894_9), Self.share(replicate, 0.754_877_666_246_692_7))
      model.sweep = Sweep(
        position: middle, selectionCoefficient: (alpha[0] + (alpha[1] - alpha[0]) * a) / (2 * size),
        origin: .standing(frequency: frequency[0] + (frequency[1] - frequency[0]) * b))
      return model
    }
  }

  private static func share(_ replicate: Int, _ step: Double) -> Double {
    (Double(replicate + 1) * step).truncatingRemainder(dividingBy: 1)
  }
}

import FeatureTables
import Learning
import StudyFiles
import Training

/// Of how many held-out sweeps those in a range of a parameter are found, and placed.
public struct SitePower: Sendable {
  /// The class.
  public let kind: String
  /// The parameter, as the truth calls it.
  public let parameter: String
  /// Its least and greatest value.
  public let low, high: Double
  /// Those with a peak that would be called.
  public let found: Proportion
  /// Those of them whose interval holds the site.
  public let placed: Proportion
  /// The median distance of the peak from the site, in base pairs, of those found; nil if there are none.
  public let medianError: Double?

  /// The parameters that power is shown by: strength, age, frequencies, and crossovers.
  private static let parameters = [
    "selection_coefficient", "fixation_time", "onset", "initial_frequency", "final_frequency", "recombination_rate",
  ]

  /// The power of calls from `threshold` on, by thirds of the parameters that `truth`, the training table, has for the sweeps.
  package static func all(
    _ study: Study, _ calibration: SiteCalibration, _ truth: FeatureTable, threshold: Double
  ) -> [SitePower] {
    let width = truth.truthNames.count
    return SoughtClasses(study).places.flatMap { label in
      parameters.flatMap { parameter -> [SitePower] in
        guard let column = truth.truthNames.firstIndex(of: parameter) else { return [] }
        func value(_ sweep: SiteCalibration.Sweep) -> Double { truth.truth[sweep.row * width + column] }
        let own = calibration.sweeps.filter { $0.label == label && value($0).isFinite }.sorted { value($0) < value($1) }
        guard let first = own.first, let last = own.last, value(first) < value(last) else { return [] }
        return (0..<3).compactMap { third in
          let part = own[own.count * third / 3..<own.count * (third + 1) / 3]
          guard let low = part.first, let high = part.last else { return nil }
          let found = part.filter { $0.score >= threshold }
          let errors = found.map(\.error).sorted()
          return SitePower(
            kind: study.classNames[label], parameter: parameter, low: value(low), high: value(high),
            found: Proportion(successes: found.count, total: part.count),
            placed: Proportion(
              successes: found.count { $0.missing <= calibration.masses[SiteCalibration.extent] }, total: found.count),
            medianError: errors.isEmpty ? nil : errors[errors.count / 2])
        }
      }
    }
  }
}

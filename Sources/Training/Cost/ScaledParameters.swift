import Groundwork
import StudyFiles

/// The parameters of a study as theory has them, per window: what the natural units of a study file come to.
package struct ScaledParameters: Sendable {
  /// Values over the replicates that were drawn.
  package struct Spread: Sendable, Equatable {
    /// The median.
    package let median: Double
    /// The 5th percentile.
    package let low: Double
    /// The 95th percentile.
    package let high: Double

    /// The spread of `values`, of which there must be one at least.
    package init(_ values: [Double]) {
      precondition(!values.isEmpty, "a spread of no values")
      let sorted = values.sorted()
      func quantile(_ share: Double) -> Double { sorted[Int((share * Double(sorted.count - 1)).rounded())] }
      (low, median, high) = (quantile(0.05), quantile(0.5), quantile(0.95))
    }
  }

  /// N: diploid individuals of the first sample's population at present.
  package let size: Spread
  /// 4 N u L: the mutation rate u per base, L bases of the window.
  package let theta: Spread
  /// 4 N r L: the recombination rate r per base.
  package let rho: Spread
  /// 2 N s of the replicates with a sweep; nil if none has one with a coefficient.
  package let selection: Spread?

  /// What `plan` draws for its first replicates, `count` at most.
  package init(_ plan: ReplicatePlan, drawing count: Int = 500) throws(StudyError) {
    var values: (size: [Double], theta: [Double], rho: [Double], selection: [Double]) = ([], [], [], [])
    for index in 0..<min(count, plan.count) {
      let model = try plan.draw(index).model
      let size = model.demography.intervals[0].sizes[model.samples[0].population]?.initial ?? 0
      values.size.append(size)
      values.theta.append(4 * size * model.mutationRate * model.sequenceLength)
      values.rho.append(4 * size * model.recombinationRate * model.sequenceLength)
      if let selection = model.sweep?.selection { values.selection.append(2 * size * selection.coefficient) }
    }
    size = Spread(values.size)
    theta = Spread(values.theta)
    rho = Spread(values.rho)
    selection = values.selection.isEmpty ? nil : Spread(values.selection)
  }
}

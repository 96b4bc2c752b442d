import Groundwork
import StudyFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What becomes of replicates that cannot be simulated: they are counted and named, never drawn again.
enum FailedReplicates {
  /// The largest share of a class that may fail: beyond it the priors are not those that the user asked for.
  private static let largestShare = 0.1

  /// Throws if too many of a class failed among the first `simulated` replicates.
  static func check(_ failures: [FailedReplicate], simulated: Int, _ plan: ReplicatePlan) throws(StudyError) {
    for (number, kind) in plan.study.classes.enumerated() {
      let failed = failures.filter { $0.index < simulated && plan.classIndex($0.index) == number }
      let tried = (0..<simulated).count { plan.classIndex($0) == number }
      guard let first = failed.first, Double(failed.count) > largestShare * Double(tried) else { continue }
      throw .invalid(
        "\(failed.count.grouped) of \(tried.grouped) replicates of the class '\(kind.name)' could not be simulated; "
          + "replicate \(first.index): \(first.reason)")
    }
  }

  /// Throws if no replicate of a class could be simulated among those with the numbers `indices`.
  static func checkAny(
    _ failures: [FailedReplicate], of indices: [Int], _ plan: ReplicatePlan
  ) throws(StudyError) {
    let failed = Set(failures.map(\.index))
    let there = Set(indices.filter { !failed.contains($0) }.map { plan.classIndex($0) })
    guard let first = failures.first(where: { !there.contains(plan.classIndex($0.index)) }) else { return }
    throw .invalid(
      "no replicate of the class '\(plan.studyClass(first.index).name)' could be simulated; number \(first.index): "
        + first.reason)
  }

  /// Writes number, class and reason of each; if there is none, no file is left.
  static func write(_ failures: [FailedReplicate], _ plan: ReplicatePlan, to path: String) throws(StudyError) {
    if failures.isEmpty {
      try? FileManager.default.removeItem(atPath: path)
      return
    }
    let lines = failures.map { "\($0.index)\t\(plan.studyClass($0.index).name)\t\($0.reason)\n" }
    try attempt { try AtomicFile.write("replicate\tclass\treason\n" + lines.joined(), to: path) }
  }
}

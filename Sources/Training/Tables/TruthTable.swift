import Groundwork
import StudyFiles

/// What is known of simulated replicates, as text: tab-separated, NA where a value has no meaning.
struct TruthTable {
  private let plan: ReplicatePlan
  private let files: TruthFiles
  private var table: String
  private var trajectories = "replicate\tgenerations_ago\tfrequency\n"

  init(_ simulation: TrainingSimulation, _ files: TruthFiles) {
    plan = simulation.plan
    self.files = files
    table = (["replicate", "class", "sites"] + simulation.truth.names + ["problem"]).joined(separator: "\t") + "\n"
    width = simulation.truth.names.count
  }

  private let width: Int

  /// Adds the replicate `index`, or why there is none.
  mutating func add(_ index: Int, _ replicate: Result<SimulatedHaplotypes, StudyError>) {
    var cells = ["\(index)", plan.studyClass(index).name]
    switch replicate {
    case .success(let replicate):
      cells.append("\(replicate.matrix.siteCount)")
      cells += replicate.truth.map(Self.text) + ["."]
      for point in files.trajectories == nil ? [] : replicate.trajectory?.points ?? [] {
        trajectories += "\(index)\t\(point.time)\t\(point.frequency)\n"
      }
    case .failure(let error):
      cells += [String](repeating: "NA", count: width + 1) + [error.description]
    }
    table += cells.joined(separator: "\t") + "\n"
  }

  /// Writes the files that are wanted.
  func write() throws(StudyError) {
    if let path = files.table { try attempt { try AtomicFile.write(table, to: path) } }
    if let path = files.trajectories { try attempt { try AtomicFile.write(trajectories, to: path) } }
  }

  private static func text(_ value: Double) -> String {
    if !value.isFinite { return "NA" }
    return Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}

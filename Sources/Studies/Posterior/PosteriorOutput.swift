import Demography
import Groundwork
import Learning
import StudyFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files of a posterior.
enum PosteriorOutput {
  /// Histories that are written.
  private static let mostHistories = 100

  /// Writes the files of `result`, of `study`, to `folder`; returns what a user should know of them.
  static func write(_ result: PosteriorResult, _ study: Study, to folder: RunFolder) throws(StudyError) -> [String] {
    try attempt {
      try AtomicFile.write(PosteriorText.table(result), to: folder.posterior)
      if let calibration = result.calibration {
        try AtomicFile.write(PosteriorText.table(calibration), to: folder.posteriorCalibration)
      }
      if result.predictions != nil || result.fit != nil {
        try AtomicFile.write(PosteriorText.predicted(result), to: folder.predicted)
      }
    }
    guard let draws = result.draws else { return [] }
    return try writeHistories(draws, study.model(ofClass: 0), length: study.windows.length, to: folder)
  }

  /// Writes the history with the most central draw, and those with some draws, where all numbers of the Demes file that vary are known for
  /// a draw; returns what is to be said where they are not.
  private static func writeHistories(
    _ draws: PosteriorDraws, _ model: Study.SimulationModel, length: Int, to folder: RunFolder
  ) throws(StudyError) -> [String] {
    guard let path = model.demography, model.parameters.contains(where: { !$0.replaces.isEmpty }) else { return [] }
    let source = try attempt { String(decoding: try AtomicFile.read(path), as: UTF8.self) }
    let template = try attempt { try DemesTemplate(source, path: path) }
    func history(_ draw: Int) throws(StudyError) -> String? {
      let targets = Dictionary(uniqueKeysWithValues: zip(draws.targets.map(\.name), draws.draw(draw, row: 0)))
      guard let values = model.values(given: targets, length: length) else { return nil }
      let replaced = zip(model.parameters, values).flatMap { parameter, value in parameter.replaces.map { ($0, value) }
      }
      return try attempt { try template.text(replacing: replaced) }
    }
    guard let best = try history(central(draws)) else {
      return [
        "no histories are written: a number of \(path.split(separator: "/").last ?? "") is drawn, but is no target and does not follow "
          + "from targets"
      ]
    }
    try attempt { try AtomicFile.write(best, to: folder.bestHistory) }
    do {
      try FileManager.default.createDirectory(atPath: folder.histories, withIntermediateDirectories: true)
    } catch { throw .io("\(folder.histories): cannot make the folder") }
    let step = max(1, draws.drawCount / mostHistories)
    for (number, draw) in stride(from: 0, to: draws.drawCount, by: step).prefix(mostHistories).enumerated() {
      // A draw may break a rule of the file that no replicate broke: a split in front of another, say.
      guard let text = try? history(draw) else { continue }
      let name = String(repeating: "0", count: 3 - "\(number + 1)".count) + "\(number + 1)"
      try attempt { try AtomicFile.write(text, to: "\(folder.histories)/\(name).demes.yaml") }
    }
    return []
  }

  /// The draw nearest to the medians, in units of the quartiles' distance on each target's scale.
  static func central(_ draws: PosteriorDraws) -> Int {
    let columns = draws.targets.indices.map { index in
      draws.draws(row: 0, target: index).map(draws.targets[index].scale.transformed)
    }
    let centres = columns.map { column -> (median: Double, width: Double) in
      let sorted = column.sorted()
      let width = sorted[3 * sorted.count / 4] - sorted[sorted.count / 4]
      return (sorted[sorted.count / 2], max(width, 1e-300))
    }
    var best = (distance: Double.infinity, draw: 0)
    for draw in 0..<draws.drawCount {
      let distance = zip(columns, centres).reduce(0.0) { sum, pair in
        let difference = (pair.0[draw] - pair.1.median) / pair.1.width
        return sum + difference * difference
      }
      if distance < best.distance { best = (distance, draw) }
    }
    return best.draw
  }
}

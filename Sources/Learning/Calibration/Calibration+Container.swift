import FeatureTables

extension Calibration {
  /// The correction in `parts`; nil if there is none.
  init?(parts: ContainerParts, classCount: Int) throws(LearningError) {
    func damaged() -> LearningError {
      .damaged(path: parts.path, reason: "its calibration is not one of \(classCount) classes")
    }
    if let temperature = try parts.optionalMember("calibration_temperature", { $0.doubles }) {
      guard temperature.count == 2, temperature.allSatisfy({ $0 > 0 && $0.isFinite }) else { throw damaged() }
      self.init(map: .temperature(temperature[0], floor: temperature[1]))
    } else if let curves = try parts.optionalMember("calibration_beta", { $0.doubles }) {
      let floor = try parts.member("calibration_floor") { $0.doubles }
      guard curves.count == 3 * classCount, curves.allSatisfy(\.isFinite), floor.count == 1, floor[0] > 0,
        floor[0] <= 0.5
      else { throw damaged() }
      self.init(
        map: .beta(
          (0..<classCount).map { BetaCurve(a: curves[3 * $0], b: curves[3 * $0 + 1], c: curves[3 * $0 + 2]) },
          floor: floor[0]))
    } else if let weights = try parts.optionalMember("calibration_dirichlet", { $0.doubles }) {
      let floor = try parts.member("calibration_floor") { $0.doubles }
      guard weights.count == classCount * (classCount + 1), weights.allSatisfy(\.isFinite), floor.count == 1,
        floor[0] > 0, floor[0] <= 0.5
      else { throw damaged() }
      self.init(map: .dirichlet(DirichletMap(classCount: classCount, weights: weights), floor: floor[0]))
    } else if let scores = try parts.optionalMember("calibration_score", { $0.doubles }) {
      let values = try parts.member("calibration_value") { $0.doubles }
      let ends = try parts.member("calibration_end") { $0.int64s }
      guard values.count == scores.count, ends.count == classCount, ends.last == Int64(scores.count),
        (ends.first ?? 0) > 0, zip(ends, ends.dropFirst()).allSatisfy({ $0 < $1 }),
        scores.allSatisfy(\.isFinite), values.allSatisfy({ (0...1).contains($0) })
      else { throw damaged() }
      self.init(
        map: .isotonic(
          ends.indices.map { index in
            let points = (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
            return IsotonicCurve(scores: Array(scores[points]), values: Array(values[points]))
          }))
    } else {
      return nil
    }
  }
}

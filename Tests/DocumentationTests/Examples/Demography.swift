import Demography

/// The size of a population, in diploid individuals, so many generations ago.
func bottleneckSize(generationsAgo time: Double) throws -> Double? {
  let history = """
    time_units: years
    generation_time: 25
    demes:
      - name: north
        epochs:
          - {start_size: 12000, end_time: 50000}
          - {start_size: 1500, end_time: 25000}
          - {start_size: 1500, end_size: 20000}
    """
  let model = try DemesFile.model(history, path: "bottleneck.demes.yaml")
  let sizes = try model.sizePath(of: model.population("north"), from: 0)
  return sizes.pieces.last { $0.start <= time }?.size(at: time)
}

import Groundwork

/// Posteriors of some training rows, each left out in turn.
struct PosteriorTrial {
  /// The rows, ascending.
  private let rows: [Int]
  private let drawCount: Int
  private let seed: UInt64
  private let threads: Int

  /// A trial on about `count` rows of `posterior`, chosen at random, with `draws` draws each.
  init(_ posterior: NeighbourPosterior, rows count: Int, draws: Int, seed: UInt64, threads: Int) {
    var all = Array(0..<posterior.rowCount)
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .trial)
    stream.shuffle(&all)
    rows = all.prefix(count).sorted()
    drawCount = draws
    self.seed = seed
    self.threads = threads
  }

  var isEmpty: Bool { rows.isEmpty }

  /// The mean energy score on a fifth of the rows: of parameters without bounds, each in units of its standard deviation.
  func score(_ posterior: NeighbourPosterior) -> Double {
    let width = posterior.targetCount
    let spreads = (0..<width).map { target in
      let own = stride(from: target, to: posterior.parameters.count, by: width).map { posterior.parameters[$0] }
      let mean = own.reduce(0, +) / Double(own.count)
      return max((own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)).squareRoot(), 1e-12)
    }
    let some = stride(from: 0, to: rows.count, by: 5).map { rows[$0] }
    let scores = parallelMap(count: some.count, threads: threads) { _, index in
      let draws = draws(posterior, some[index]).enumerated().map { $1 / spreads[$0 % width] }
      let truth = (0..<width).map { posterior.parameters[some[index] * width + $0] / spreads[$0] }
      return EnergyScore.of(draws, truth: truth)
    }
    return scores.reduce(0, +) / Double(max(1, scores.count))
  }

  /// Rows x targets: the share of draws below the truth.
  func ranks(_ posterior: NeighbourPosterior) -> [Double] {
    let width = posterior.targetCount
    return parallelMap(count: rows.count, threads: threads) { _, index in
      let row = rows[index]
      let draws = draws(posterior, row)
      return (0..<width).map { target in
        let truth = posterior.parameters[row * width + target]
        let own = stride(from: target, to: draws.count, by: width).map { draws[$0] }
        // Half of those that are the truth itself lie below.
        let below = own.reduce(0.0) { $0 + ($1 < truth ? 1 : $1 == truth ? 0.5 : 0) }
        return below / Double(drawCount)
      }
    }.flatMap { $0 }
  }

  private func draws(_ posterior: NeighbourPosterior, _ row: Int) -> [Double] {
    let point = Array(posterior.summaries[row * posterior.summaryCount..<(row + 1) * posterior.summaryCount])
    var stream = RandomStream(seed: seed, replicate: UInt64(row), purpose: .posterior)
    return posterior.draws(at: point, count: drawCount, excluding: row, &stream)
  }
}

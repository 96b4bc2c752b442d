/// The non-decreasing curve nearest to the outcomes, in the mean square, by pooling adjacent violators; between the blocks
/// it is linear, beyond them level.
struct IsotonicCurve: Sendable, Equatable {
  /// The first and last score of each block, ascending, and its share of true rows.
  let scores: [Double]
  let values: [Double]

  init(scores: [Double], values: [Double]) {
    self.scores = scores
    self.values = values
  }

  /// The curve of rows with these `scores`, at least one, of which some are true.
  init(scores: [Double], isTrue: [Bool]) {
    struct Block {
      var first: Double
      var last: Double
      var trues: Int
      var rows: Int
    }
    var blocks: [Block] = []
    for row in scores.indices.sorted(by: { scores[$0] < scores[$1] }) {
      let trues = isTrue[row] ? 1 : 0
      if let block = blocks.last, block.first == scores[row] {
        blocks[blocks.count - 1].trues += trues
        blocks[blocks.count - 1].rows += 1
      } else {
        blocks.append(Block(first: scores[row], last: scores[row], trues: trues, rows: 1))
      }
    }
    var pooled: [Block] = []
    for var block in blocks {
      // Shares compared as whole numbers: equal ones are pooled, so that no rounding decides.
      while let before = pooled.last, before.trues * block.rows >= block.trues * before.rows {
        block = Block(
          first: before.first, last: block.last, trues: before.trues + block.trues, rows: before.rows + block.rows)
        pooled.removeLast()
      }
      pooled.append(block)
    }
    var (places, shares): ([Double], [Double]) = ([], [])
    for block in pooled {
      for score in block.first == block.last ? [block.first] : [block.first, block.last] {
        places.append(score)
        shares.append(Double(block.trues) / Double(block.rows))
      }
    }
    self.init(scores: places, values: shares)
  }

  /// The value of the curve at `score`.
  func value(at score: Double) -> Double {
    var (low, high) = (0, scores.count)
    while low < high {
      let middle = (low + high) / 2
      if scores[middle] < score { low = middle + 1 } else { high = middle }
    }
    if low == 0 { return values[0] }
    if low == scores.count { return values[low - 1] }
    let share = (score - scores[low - 1]) / (scores[low] - scores[low - 1])
    return values[low - 1] + share * (values[low] - values[low - 1])
  }
}

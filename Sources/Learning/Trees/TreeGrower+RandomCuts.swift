extension TreeGrower {
  /// The best of the random cuts that the node tries, one in each of a few columns, uniform between the least and the greatest
  /// value; nil if every column is constant or no cut leaves enough rows.
  ///
  /// Columns are cut four at a time, a lane each: one pass over the rows finds their ranges, and another one counts.
  func bestRandomCut(_ work: Work) -> Split? {
    let view = data.view(ofNode: work.count)
    let tried = drawCuts(work, view)
    var best = Split()
    for group in 0..<(tried + 3) / 4 {
      let columns = chosen[group]
      let (low, high) = gather(columns, work, view)
      let drawn = low + (high - low) * shares[group]
      let thresholds = low.replacing(with: drawn, where: drawn .< high)
      let merits = target.merits(thresholds, values, work.count, minLeaf: settings.minLeaf)
      for lane in 0..<min(4, tried - 4 * group) where merits[lane] > best.merit {
        best = Split(merit: merits[lane], feature: Int(columns[lane]), threshold: thresholds[lane])
      }
    }
    return best.feature < 0 ? nil : best
  }

  /// Draws columns that are not constant and shares of their ranges, as many as a node tries or as there are; returns how
  /// many. The last group of four is filled up with columns that do not count.
  private func drawCuts(_ work: Work, _ view: FeatureView) -> Int {
    let columns = UnsafeMutableRawPointer(chosen).assumingMemoryBound(to: Int32.self)
    let draws = UnsafeMutableRawPointer(shares).assumingMemoryBound(to: Float.self)
    var untried = data.columnCount
    var tried = 0
    while tried < settings.columnsToTry && untried > 0 {
      let column = drawColumn(&untried)
      guard isVaried(column, work, view) else { continue }
      columns[tried] = Int32(column)
      draws[tried] = Float(stream.next() >> 40) * 0x1p-24
      tried += 1
    }
    for place in tried..<max(tried, (tried + 3) / 4 * 4) {
      columns[place] = columns[tried - 1]
      draws[place] = 0
    }
    return tried
  }

  /// True if two rows of the node have different values in `column`; the first two tell as a rule.
  private func isVaried(_ column: Int, _ work: Work, _ view: FeatureView) -> Bool {
    let (source, rows, stride) = (view.column(column), rows + work.first, view.rowStride)
    let first = source[Int(rows[0]) &* stride]
    for i in 1..<max(1, work.count) where source[Int(rows[i]) &* stride] != first { return true }
    return false
  }

  /// Copies the node's values of four `columns` to `values`; returns the least and the greatest.
  private func gather(
    _ columns: SIMD4<Int32>, _ work: Work, _ view: FeatureView
  ) -> (low: SIMD4<Float>, high: SIMD4<Float>) {
    let (rows, values, stride) = (rows + work.first, values, view.rowStride)
    let (a, b) = (view.column(Int(columns[0])), view.column(Int(columns[1])))
    let (c, d) = (view.column(Int(columns[2])), view.column(Int(columns[3])))
    var low = SIMD4<Float>(repeating: .infinity)
    var high = SIMD4<Float>(repeating: -.infinity)
    for i in 0..<work.count {
      let place = Int(rows[i]) &* stride
      let four = SIMD4(a[place], b[place], c[place], d[place])
      values[i] = four
      low = low.replacing(with: four, where: four .< low)
      high = high.replacing(with: four, where: four .> high)
    }
    return (low, high)
  }
}

import CBitKernels

/// Takes measures at the sites of a scan, with memory of its own.
final class ScanWorker {
  private let rows: ScanRows
  private let options: HaplotypeScanOptions
  private var room: apus_decay_room
  private let heads: UnsafeMutablePointer<UInt64>
  private let next: UnsafeMutablePointer<UInt32>
  private let bounds: UnsafeMutablePointer<UInt64>
  private let summary: UnsafeMutablePointer<UInt64>
  private let sizes: UnsafeMutablePointer<UInt32>
  private let values: UnsafeMutablePointer<Double>
  private let counts: UnsafeMutablePointer<UInt32>
  private let called: UnsafeMutablePointer<UInt32>
  /// The divergences of all haplotypes at the current step.
  private var everyone: UnsafePointer<UInt32>

  /// A worker for scans of `rows`.
  init(_ rows: ScanRows, _ options: HaplotypeScanOptions) {
    self.rows = rows
    self.options = options
    let places = rows.haplotypeCount + 2
    let words = places / 64 + 2
    heads = .allocate(capacity: rows.siteCount + 2)
    heads.initialize(repeating: 0, count: rows.siteCount + 2)
    next = .allocate(capacity: places)
    bounds = .allocate(capacity: words)
    summary = .allocate(capacity: words / 64 + 2)
    sizes = .allocate(capacity: places)
    sizes.initialize(repeating: 0, count: places)
    values = .allocate(capacity: places)
    counts = .allocate(capacity: places)
    called = .allocate(capacity: places)
    everyone = UnsafePointer(called)
    room = apus_decay_room()
    room.heads = heads
    room.next = next
    room.bounds = bounds
    room.summary = summary
    room.sizes = sizes
  }

  deinit {
    heads.deallocate()
    next.deallocate()
    bounds.deallocate()
    summary.deallocate()
    sizes.deallocate()
    values.deallocate()
    counts.deallocate()
    called.deallocate()
  }

  /// The values of each of `measures` at the steps of `range`, step by step; not a number where a site has none.
  func run(
    _ measures: [ScanMeasure], _ direction: PositionalOrder.Direction, _ range: Range<Int>
  ) -> [ScanValues] {
    var values = measures.map { _ in ScanValues(siteCount: range.count) }
    rows.words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return }
      var order = PositionalOrder(rows, direction)
      order.prepare(base, for: range.lowerBound)
      for step in range {
        order.advance(base, to: step)
        let site = order.site(step)
        if rows.minorFrequency(site) < options.minimumMinorFrequency { continue }
        for (index, measure) in measures.enumerated() {
          let (first, second) = value(measure, order, step, site)
          values[index].first[step - range.lowerBound] = first
          values[index].second[step - range.lowerBound] = second
        }
      }
    }
    return values
  }

  /// The values of `measure` behind `step`.
  private func value(
    _ measure: ScanMeasure, _ order: borrowing PositionalOrder, _ step: Int, _ site: Int
  ) -> (Double, Double) {
    let all = order.divergence
    let count = rows.haplotypeCount
    everyone = all
    switch measure.kind {
    case .alleleDecay, .alleleSharing:
      let first = carriers(order, site, 0..<order.zeros)
      let low = alleleValue(measure, first.divergence, first.count, step)
      let second = carriers(order, site, order.zeros..<count)
      return (low, alleleValue(measure, second.divergence, second.count, step))
    case .decay(let merged):
      return (decay(measure, all, count, step, merged: merged), .nan)
    case .decayTo:
      guard let stop = measure.stops?[step], !stop.isNaN, count > 1 else { return (.nan, .nan) }
      let result = walk(measure, all, count, step, limit: UInt32(stop), fewest: -1, merged: false)
      return (result.integral / Double(pairs(count)), .nan)
    case .stop: return (stop(measure, all, count, step), .nan)
    case .sharing: return (sharing(all, count, step), .nan)
    case .tracts: return (tracts(measure, all, count, step), .nan)
    }
  }

  private func alleleValue(
    _ measure: ScanMeasure, _ divergence: UnsafePointer<UInt32>, _ count: Int, _ step: Int
  ) -> Double {
    if case .alleleSharing = measure.kind { return sharing(divergence, count, step) }
    return decay(measure, divergence, count, step, merged: false)
  }

  /// The divergences between the called haplotypes at `places`, which have the same allele.
  private func carriers(
    _ order: borrowing PositionalOrder, _ site: Int, _ places: Range<Int>
  ) -> (divergence: UnsafePointer<UInt32>, count: Int) {
    let divergence = order.divergence + places.lowerBound
    if rows.called[site] == UInt32(rows.haplotypeCount) { return (divergence, places.count) }
    let members = order.order + places.lowerBound
    let kept = rows.missing?.withUnsafeBufferPointer { missing -> Int in
      guard let base = missing.baseAddress else { return 0 }
      return apus_order_called(base + site * rows.wordsPerSite, members, divergence, places.count, called)
    }
    return (UnsafePointer(called), kept ?? 0)
  }

  private func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }

  /// The largest number of pairs whose share of all `pairs` is at most the cutoff.
  private func fewest(_ pairs: Int) -> Int64 {
    var most = Int64(options.cutoff * Double(pairs))
    while Double(most + 1) / Double(pairs) <= options.cutoff { most += 1 }
    while most >= 0 && Double(most) / Double(pairs) > options.cutoff { most -= 1 }
    return most
  }

  private func walk(
    _ measure: ScanMeasure, _ divergence: UnsafePointer<UInt32>, _ count: Int, _ step: Int, limit: UInt32,
    fewest: Int64, merged: Bool
  ) -> apus_decay {
    guard let coordinates = measure.coordinates else { preconditionFailure("a decay needs coordinates") }
    return coordinates.leading.withUnsafeBufferPointer { leading in
      coordinates.rest.withUnsafeBufferPointer { rest in
        room.coordinate = leading.baseAddress
        room.rest = rest.baseAddress
        return apus_order_decay(&room, divergence, count, UInt32(step), limit, fewest, merged ? 1 : 0)
      }
    }
  }

  /// The integral of the share of identical pairs; NaN if the curve does not end.
  private func decay(
    _ measure: ScanMeasure, _ divergence: UnsafePointer<UInt32>, _ count: Int, _ step: Int, merged: Bool
  ) -> Double {
    guard count > 1, let limit = measure.coordinates?.limits[step] else { return .nan }
    let total = pairs(count)
    let least = fewest(total)
    let result = walk(measure, divergence, count, step, limit: limit.site, fewest: least, merged: merged)
    guard hasEnded(measure, result, least, limit) else { return .nan }
    return result.integral / Double(total)
  }

  /// True if a curve that stopped as `result` says has a value.
  private func hasEnded(
    _ measure: ScanMeasure, _ result: apus_decay, _ least: Int64, _ limit: ScanCoordinates.Limit
  ) -> Bool {
    if limit.end == .extent || (limit.end == .edge && options.includesEdges) { return true }
    let isStrict = options.convention == .selscan
    if isStrict && (measure.needsExtent || result.stop == 0) {
      return (1..<rows.haplotypeCount).allSatisfy { everyone[$0] > 0 }
    }
    return Int64(result.pairs) <= least
  }

  private func stop(
    _ measure: ScanMeasure, _ divergence: UnsafePointer<UInt32>, _ count: Int, _ step: Int
  ) -> Double {
    guard count > 1, let limit = measure.coordinates?.limits[step] else { return .nan }
    let least = fewest(pairs(count))
    let result = walk(measure, divergence, count, step, limit: limit.site, fewest: least, merged: false)
    let hasEnd =
      Int64(result.pairs) <= least || limit.end == .extent || (limit.end == .edge && options.includesEdges)
    return hasEnd ? Double(result.stop) : .nan
  }

  private func sharing(_ divergence: UnsafePointer<UInt32>, _ count: Int, _ step: Int) -> Double {
    guard count > 1 else { return .nan }
    let total = UInt64(pairs(count))
    let sum = apus_order_divergence_sum(divergence, count, next, counts)
    return Double(UInt64(step + 1) * total - sum) / Double(total)
  }

  private func tracts(
    _ measure: ScanMeasure, _ divergence: UnsafePointer<UInt32>, _ count: Int, _ step: Int
  ) -> Double {
    guard count > 1, let distances = measure.distances else { return .nan }
    let total = Double(pairs(count))
    return distances.withUnsafeBufferPointer { distances in
      guard let base = distances.baseAddress else { return .nan }
      let sum = apus_order_value_sum(divergence, count, base, values, counts)
      return base[step + 1] - sum / total
    }
  }
}

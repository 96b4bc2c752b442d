/// Gene conversion: a lineage falls apart into what a tract holds and what lies outside it.
extension Genealogy {
  /// The rates of breaks and tracts for a replicate of `model`.
  mutating func setBreaks(_ model: CoalescentModel) {
    let unit = model.sequenceLength / Double(GenomeGrid.length)
    crossoverMap.use(model.recombinationMap)
    let isMapped = crossoverMap.isActive
    let crossovers = isMapped ? crossoverMap.eventsPerMass : model.recombinationRate * unit
    breaksPerUnit = crossovers
    conversionShare = 0
    tractStartRate = 0
    guard let conversion = model.geneConversion, conversion.rate > 0 else { return }
    tractUnits = conversion.meanTractLength / unit
    // With a map, tracts have its shape: as many a crossover as the two mean rates say.
    let perCrossover = conversion.rate / (model.recombinationMap?.meanRate ?? 1)
    let conversions = isMapped ? crossovers * perCrossover : conversion.rate * unit
    breaksPerUnit += conversions
    conversionShare = conversions / breaksPerUnit
    tractStartRate = (isMapped ? crossoverMap.highestRate * perCrossover : conversion.rate * unit) * tractUnits
  }

  /// True if the break that happens now is the beginning of a tract and not a crossover.
  @inline(__always)
  mutating func isConversion() -> Bool { conversionShare > 0 && stream.uniform() < conversionShare }

  /// Where a tract that holds the boundary or unit `start` ends: memoryless, so it does not matter where it began.
  private mutating func tractEnd(from start: UInt32) -> UInt32 {
    let length = stream.exponential() * tractUnits
    return length >= Double(GenomeGrid.length &- start) ? GenomeGrid.length : start &+ max(1, UInt32(length))
  }

  /// A tract begins at `start` within the stretch of lineage `index` of `pool`.
  @inline(never)
  mutating func convert(_ index: Int, of pool: Int, from start: UInt32) {
    applyTract(from: start, to: tractEnd(from: start), index, of: pool)
  }

  /// A tract that began left of a random lineage, of the pools up to and including the one of the selected allele, reaches
  /// into it. Proposed at the highest rate of the map, kept in proportion to the rate where it began.
  @inline(never)
  mutating func convertAtStart() {
    var index = stream.index(below: lineageCount)
    var pool = 0
    while index >= pools[pool].count {
      index -= pools[pool].count
      pool += 1
    }
    let start = UInt32(truncatingIfNeeded: stretchStart(pools[pool].lineages[index]))
    if crossoverMap.isActive {
      let back = stream.exponential() * tractUnits
      let origin = back < Double(start) ? start &- UInt32(back) : 0
      if stream.uniform() >= crossoverMap.relativeRate(at: origin) { return }
    }
    applyTract(from: 0, to: tractEnd(from: start), index, of: pool)
  }

  /// The part of lineage `index` of `pool` in `from`..<`to` comes from another parent than the rest. During a sweep the
  /// parent of the selected site keeps the background and the other draws one.
  private mutating func applyTract(from: UInt32, to: UInt32, _ index: Int, of pool: Int) {
    let (inside, outside) = cutTract(index, of: pool, from: from, to: to)
    let isInSweep = isSweeping && (pool == selectedPool || pool == sweepPopulation)
    let holdsSite = isInSweep && Int64(from) <= selectedUnit && selectedUnit < Int64(to)
    let other = isInSweep ? backgroundPool(sweepPopulation) : pool
    if let inside, let outside {
      events.conversions &+= 1
      let (linked, free) = holdsSite ? (inside, outside) : (outside, inside)
      pools[pool].replace(index, with: linked, mass: mass(linked))
      pools[other].append(free, mass: mass(free))
    } else if other != pool && (inside == nil) == holdsSite {
      // All material came from the parent without the site.
      moveLineage(index, from: pool, to: other)
    }
  }

  /// The material of lineage `index` of `pool` within `from`..<`to` and outside it; nil where there is none.
  private mutating func cutTract(
    _ index: Int, of pool: Int, from: UInt32, to: UInt32
  ) -> (inside: Lineage?, outside: Lineage?) {
    let room = Int(pools[pool].lineages[index].segmentCount) + 1
    if !hasRoom(for: room) { return (nil, nil) }
    let lineage = pools[pool].lineages[index]
    if to <= lineage.left || from >= lineage.right { return (nil, lineage) }
    if from <= lineage.left {
      if to >= lineage.right { return (lineage, nil) }
      let (inside, outside) = cut(lineage, at: to)
      return (inside, outside)
    }
    let (before, rest) = cut(lineage, at: from)
    if to >= rest.right { return (rest, before) }
    // A tract in a gap: the cut lay there too, so no segment was divided.
    if to <= rest.left { return (nil, lineage) }
    let (inside, after) = cut(rest, at: to)
    return (inside, join(before, after))
  }

  /// One lineage of the segments of two, `a` left of `b`. The arena must have room for them.
  private mutating func join(_ a: Lineage, _ b: Lineage) -> Lineage {
    let target = segments.end
    var count = 0
    for index in 0..<2 {
      let part = index == 0 ? a : b
      let run = segments.base + Int(part.first)
      for place in 0..<Int(part.segmentCount) {
        var segment = run[place]
        segment.left = max(segment.left, part.left)
        segment.right = min(segment.right, part.right)
        target[count] = segment
        count += 1
      }
    }
    let lineage = Lineage(
      first: UInt32(truncatingIfNeeded: segments.used), segmentCount: UInt32(truncatingIfNeeded: count), left: a.left,
      right: b.right)
    segments.commit(count)
    return lineage
  }
}

import CBitKernels

extension HaplotypeWindow {
  /// The number of populations that the sample is made of.
  public var populationCount: Int { populationSizes.count }

  /// The window of population `index`, counted from 0: the sites that segregate within it.
  public func population(_ index: Int) -> HaplotypeWindow { subsample([index]) }

  /// The window of `chosen` populations, in that order: the sites that segregate among them. It is made when it is first
  /// asked for, and kept, with its memory, for the next time that this window is loaded.
  public func subsample(_ chosen: [Int]) -> HaplotypeWindow {
    if chosen.count == populationCount && chosen.elementsEqual(0..<populationCount) { return self }
    let kept = subsamples.first { $0.populations == chosen }
    let subsample = kept ?? Subsample(chosen, of: populationSizes)
    if kept == nil { subsamples.append(subsample) }
    if !subsample.isLoaded {
      subsample.window.load(subsample.populations, of: self)
      subsample.isLoaded = true
    }
    return subsample.window
  }

  /// Takes the sites of `whole` that segregate among `populations` of it, in place of what the window held.
  private func load(_ populations: [Int], of whole: HaplotypeWindow) {
    begin(from: whole.start, to: whole.end, accessibleBases: whole.allBases)
    let count = whole.siteCount
    reserve(count)
    rawDerived.pointer.update(repeating: 0, count: count)
    rawMissing.pointer.update(repeating: 0, count: count)
    gather(populations, of: whole, whole.alleles.pointer, into: alleles.pointer, counts: rawDerived.pointer)
    if whole.hasMissingCalls {
      gather(populations, of: whole, whole.missing.pointer, into: missing.pointer, counts: rawMissing.pointer)
    }
    compact(count, from: whole)
    others.add(whole.others, of: populations)
    // What was not called in the populations was not compared: of the bases between sites as of the sites.
    restrictAccessibleBases()
    monomorphic.addPairs(of: whole.monomorphic, among: populations)
  }

  /// Keeps those of the first `count` places of the planes, filled from `whole`, that hold segregating sites.
  private func compact(_ count: Int, from whole: HaplotypeWindow) {
    for site in 0..<count {
      let derivedCount = rawDerived.pointer[site]
      let present = UInt32(haplotypeCount) - rawMissing.pointer[site]
      guard derivedCount > 0, derivedCount < present else {
        if present == haplotypeCount {
          others.addComplete()
        } else {
          others.add(missing: missing.pointer + site, step: stride)
        }
        if present == 0 { continue }
        monomorphic.add(
          isDerived: derivedCount > 0, present: Int(present),
          missing: whole.hasMissingCalls ? UnsafePointer(missing.pointer + site) : nil, step: stride)
        continue
      }
      ranks.pointer[siteCount] = UInt32(siteCount + monomorphic.count)
      positions.pointer[siteCount] = whole.positions.pointer[site]
      derived.pointer[siteCount] = derivedCount
      called.pointer[siteCount] = present
      if present < haplotypeCount { hasMissingCalls = true }
      if siteCount < site {
        for place in Swift.stride(from: 0, to: planeCount * stride, by: stride) {
          alleles.pointer[place + siteCount] = alleles.pointer[place + site]
          if whole.hasMissingCalls { missing.pointer[place + siteCount] = missing.pointer[place + site] }
        }
      }
      siteCount += 1
    }
  }

  /// Writes the bits of `populations` of `whole` one behind the other to planes, and adds up those of each site.
  private func gather(
    _ populations: [Int], of whole: HaplotypeWindow, _ source: UnsafePointer<UInt64>,
    into target: UnsafeMutablePointer<UInt64>, counts: UnsafeMutablePointer<UInt32>
  ) {
    for plane in 0..<planeCount {
      (target + plane * stride).update(repeating: 0, count: whole.siteCount)
    }
    var place = 0
    for population in populations {
      var first = whole.populationSizes[..<population].reduce(0, +)
      let end = first + whole.populationSizes[population]
      while first < end {
        // As many bits as lie in one word of the source and in one of the target.
        let (from, to) = (first & 63, place & 63)
        let bits = min(64 - from, 64 - to, end - first)
        apus_gather_bits(
          source + (first >> 6) * whole.stride, UInt32(from), UInt32(bits), target + (place >> 6) * stride, UInt32(to),
          whole.siteCount, counts)
        first += bits
        place += bits
      }
    }
  }
}

import Groundwork
import Haplotypes
import VariantFiles

/// What the genotypes say of the samples that the file does not.
enum SampleChecks {
  /// The share of the typical heterozygosity below which a diploid sample stands out.
  private static let lowShare = 0.35

  /// Sites of a contig that are looked at, evenly spaced: what is counted is a share of them.
  private static let mostSites = 20_000

  /// The diploid individuals of `sites` with hardly a heterozygous site where the others have them: hemizygous males on an X
  /// chromosome written as diploid, or inbred. Empty unless they are a group apart: below `lowShare` of the median of the others,
  /// and with nobody in between.
  static func lowHeterozygosity(_ sites: ObservedSites) throws(VariantFilesError) -> [Int] {
    guard sites.siteCount >= 100 else { return [] }
    let matrix = try sites.thinned(mostSites)
    let rates = matrix.heterozygosity()
    let diploid = matrix.ploidies.indices.filter { matrix.ploidies[$0] == 2 }.sorted { rates[$0] < rates[$1] }
    guard diploid.count >= 4, let highest = diploid.last, rates[highest] > 0 else { return [] }
    // The widest step between neighbours splits the samples in two.
    var split = 0
    var widest = 0.0
    for index in 1..<diploid.count {
      let step = rates[diploid[index]] - rates[diploid[index - 1]]
      if step > widest { (widest, split) = (step, index) }
    }
    let (low, high) = (diploid[..<split], diploid[split...])
    guard let largest = low.last, let middle = high.dropFirst(high.count / 2).first, high.count >= 2,
      rates[largest] < lowShare * rates[middle], widest > rates[middle] * 0.3
    else { return [] }
    return low.sorted()
  }

  /// Base pairs below which haplotypes are often shared whole.
  private static let duplicateSpan = 1_000_000.0

  /// Sites that a kinship coefficient needs: 1,000 of them at least 10 kb apart.
  private static let kinshipSites = 1000

  /// Samples that are one individual twice or close relatives, in words.
  ///
  /// Same genotypes at 99.9 % of the sites of all contigs together show one individual twice, or a clone, where they span enough bases. Where there are enough
  /// sites far apart, kinship coefficients (see ``Kinship``) name duplicates (above 0.354) and relatives of the first (0.177) and
  /// second degree (0.0884).
  static func notesOnRelatives(
    _ contigs: [ObservedSites], _ samples: [String]
  ) throws(VariantFilesError) -> [String] {
    var notes: [String] = []
    var named: Set<[Int]> = []
    if let (sites, span) = try together(contigs), sites.siteCount >= 1000 {
      let pairs = sites.identicalIndividuals(tolerance: 0.001)
      named = Set(pairs.map { [$0.0, $0.1] })
      if !pairs.isEmpty {
        let names = pairs.map { "\(samples[$0.0]) = \(samples[$0.1])" }
        let isHaploid = sites.ploidies.allSatisfy { $0 == 1 }
        notes.append(
          "samples with the same genotypes at 99.9 % of the sites: \(ContigNames.list(names, limit: 6)); "
            + (span < duplicateSpan
              ? "over so short a stretch unrelated people may share both haplotypes"
              : isHaploid
                ? "one clone, or one individual twice? Clones look alike without any sweep; data.samples can leave out one of each pair"
                : "one individual twice? data.samples can leave one out"))
      }
    }
    let kinship = try kinship(contigs)
    guard kinship.siteCount >= kinshipSites else { return notes }
    let pairs = kinship.relatives(above: 0.0884).filter { !named.contains([$0.first, $0.second]) }
    let degrees: [(above: Double, upTo: Double, name: String)] = [
      (0.354, .infinity, "one individual twice, or identical twins"), (0.177, 0.354, "relatives of the first degree"),
      (0.0884, 0.177, "relatives of the second degree"),
    ]
    for degree in degrees {
      let own = pairs.filter { $0.coefficient > degree.above && $0.coefficient <= degree.upTo }
      if own.isEmpty { continue }
      let names = own.map { "\(samples[$0.first]) - \(samples[$0.second]) (\($0.coefficient.fixed(2)))" }
      notes.append(
        "\(degree.name), by their kinship over \(kinship.siteCount.of("site")): \(ContigNames.list(names, limit: 6)); "
          + "relatives share haplotypes without any sweep; data.samples can leave out one of each pair")
    }
    return notes
  }

  /// Sites of all `contigs` with the individuals of the first, evenly taken, at places that count on from one to the next, and the bases
  /// that they span; nil without contigs.
  private static func together(
    _ contigs: [ObservedSites]
  ) throws(VariantFilesError) -> (sites: HaplotypeMatrix, span: Double)? {
    guard let first = contigs.first else { return nil }
    let same = contigs.filter { $0.ploidies == first.ploidies }
    let all = same.reduce(0) { $0 + $1.siteCount }
    var result = HaplotypeMatrix(haplotypeCount: first.haplotypeCount, ploidies: first.ploidies)
    var span = 0.0
    for contig in same where contig.siteCount > 0 {
      let own = try contig.thinned(max(1, mostSites * contig.siteCount / max(1, all)))
      for site in 0..<own.siteCount {
        let words = site * own.wordsPerSite..<(site + 1) * own.wordsPerSite
        result.append(
          position: Double(result.siteCount), alleles: own.words[words], missing: own.missing.map { Array($0[words]) })
      }
      span += (contig.lastPosition ?? 0) - (contig.firstPosition ?? 0)
    }
    return (result, span)
  }

  /// The kinship of the individuals by sites of `contigs` that lie far apart.
  private static func kinship(_ contigs: [ObservedSites]) throws(VariantFilesError) -> Kinship {
    var sites = Kinship.Sites()
    for contig in contigs {
      sites.beginContig()
      try contig.forEachPositions { sites.add($0) }
    }
    let chosen = sites.chosen(individuals: Kinship.diploids(contigs.map(\.ploidies)).count)
    var matrices: [HaplotypeMatrix] = []
    for (contig, own) in zip(contigs, chosen) { matrices.append(try contig.matrix(at: own)) }
    return Kinship(matrices)
  }

  /// What the ancestral alleles came to, in words; nil if every site was polarised.
  static func note(on counts: PolarisationCounts) -> String? {
    guard counts.unpolarisable + counts.inconsistent > 0 else { return nil }
    var text =
      "\(counts.polarised.of("site")) polarised, \(counts.unpolarisable.grouped) without a known ancestral state, "
      + "\(counts.inconsistent.grouped) whose ancestral state is a third base"
    if let rate = counts.misorientationRate, counts.inconsistent > 0 {
      text += "; third bases suggest that about \((100 * rate).fixed(2)) % of the polarised sites are mispolarised"
    }
    return text
  }

  /// Long stretches of `region` without a site, where nothing says whether they could have been seen.
  static func gaps(_ sites: ObservedSites, in region: Interval) throws(VariantFilesError) -> [Interval] {
    guard sites.siteCount >= 100 else { return [] }
    let mean = Double(region.length) / Double(sites.siteCount)
    var result: [Interval] = []
    var last = region.start
    func step(to place: Int) {
      if Double(place - last) > max(20_000, 100 * mean) {
        result.append(Interval(contig: region.contig, start: last, end: place))
      }
      last = place
    }
    try sites.forEachPositions { for position in $0 { step(to: Int(position)) } }
    step(to: region.end)
    return result
  }

  /// ``gaps(_:in:)`` in words; nil if there are none.
  static func note(on gaps: [Interval]) -> String? {
    guard let longest = gaps.max(by: { $0.length < $1.length }) else { return nil }
    return
      "long stretches without a variant: \(gaps.count.grouped), \(gaps.reduce(0) { $0 + $1.length }.grouped) bases, the "
      + "longest \(longest); if they could not be sequenced, say so with data.accessible or data.inaccessible"
  }
}

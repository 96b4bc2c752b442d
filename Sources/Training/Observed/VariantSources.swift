import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// The variant files of a study, which are read as one: the same samples, contigs from any of them.
struct VariantSources {
  /// What is to be said of the files.
  private(set) var notes: [String] = []
  private let source: Study.DataSource
  private let files: [any VariantSource]
  private let map: PopulationMap?
  private var first: any VariantSource { files[0] }

  /// The lengths of contigs that headers give.
  var contigLengths: [String: Int] {
    let contigs = files.compactMap { $0 as? VariantFile }.flatMap(\.contigs)
    return Dictionary(contigs.compactMap { one in one.length.map { (one.name, $0) } }) { first, _ in first }
  }

  /// Regions that the study names on contigs that no file has.
  private(set) var absentRegions: [String] = []

  /// A stretch to be read from the file with the index `file`.
  struct Region {
    let file: Int
    let interval: Interval
    let note: String?
  }

  init(_ source: Study.DataSource) throws(StudyError) {
    self.source = source
    if let twice = source.variants.indices.dropFirst().first(where: {
      source.variants[..<$0].contains(source.variants[$0])
    }) {
      throw .invalid("data.variants: \(source.variants[twice]) is listed twice")
    }
    var files: [any VariantSource] = []
    for path in source.variants {
      files.append(
        try attempt {
          try openVariants(path, length: source.length, haploidBySex: source.haploid.contains("auto"))
        })
    }
    if let length = source.length, !files.contains(where: \.takesLength) {
      throw .invalid(
        "\(ContigNames.list(source.variants)): a length (data.length, --length) of \(length) is given, which is for ms text "
          + "and spectra only; take it out")
    }
    self.files = files
    // A spectrum names its populations itself; a tree sequence does so where populations are asked for.
    let own = (files.first as? HaplotypeFile).flatMap {
      $0.format == .spectrum || !source.target.isEmpty ? $0.populations : nil
    }
    map =
      try source.populations.map { path throws(StudyError) in try attempt { try PopulationMapFile.read(path) } } ?? own
    for file in files { notes += file.notes.filter { !notes.contains($0) } }
  }

  /// What is to be said where ancestral alleles are wanted and there are none.
  var noteOnAncestry: String {
    let lacking = files.filter { !$0.hasAncestralAllele }
    return lacking.contains { $0 is HaplotypeFile }
      ? "no ancestral alleles in \(ContigNames.list(lacking.map(\.path))): folded features"
      : "no ancestral alleles (INFO/AA) in the header: folded features"
  }

  /// The stretches that the study names, in every file that has their contig. Of several, those are left out whose contig no file has:
  /// a list of regions may be of more than the data.
  private mutating func regions() throws(StudyError) -> [Region] {
    var result: [Region] = []
    var problemOfAbsent: StudyError?
    for text in source.regions {
      var found: [Region] = []
      var problem: StudyError?
      var isAbsent = true
      for (index, file) in files.enumerated() {
        do throws(VariantFilesError) {
          let (interval, note) = try file.clippedRegion(text)
          found.append(Region(file: index, interval: interval, note: note))
        } catch {
          problem = problem ?? StudyError(error)
          if !error.isOfAbsentContig { isAbsent = false }
        }
      }
      if found.isEmpty, let problem {
        guard isAbsent else { throw problem }
        absentRegions.append(text)
        problemOfAbsent = problemOfAbsent ?? problem
      }
      result += found
    }
    if result.isEmpty, let problemOfAbsent { throw problemOfAbsent }
    if !absentRegions.isEmpty {
      notes.append(
        "\(absentRegions.count.grouped) of \(source.regions.count.grouped) regions are left out, since the data have no such contig: "
          + ContigNames.list(absentRegions))
    }
    return Self.merged(result)
  }

  /// `regions` with those of one file that overlap made one.
  private static func merged(_ regions: [Region]) -> [Region] {
    var result: [Region] = []
    for region in regions {
      var whole = region
      while let index = result.firstIndex(where: { $0.file == whole.file && $0.interval.overlaps(whole.interval) }) {
        let other = result.remove(at: index)
        let (one, two) = (whole.interval, other.interval)
        whole = Region(
          file: whole.file,
          interval: Interval(contig: one.contig, start: min(one.start, two.start), end: max(one.end, two.end)),
          note: "the regions \(two) and \(one) overlap and are read as one")
      }
      result.append(whole)
    }
    return result
  }

  /// The samples to read, population by population, and the outgroup.
  func samples() throws(StudyError) -> (
    samples: [String], populations: [(name: String, count: Int)], outgroup: [String]
  ) {
    let path = source.variants[0]
    let outgroup = try outgroupSamples()
    func available() -> [String] { first.samples.filter { !outgroup.contains($0) } }
    guard let map else {
      if let text = source.samples {
        return (try attempt { try SampleList.resolve(text, available: available(), path: path) }, [], outgroup)
      }
      if let text = source.samplesFile {
        return (try attempt { try SampleList.resolve(file: text, available: available(), path: path) }, [], outgroup)
      }
      return (available(), [], outgroup)
    }
    if let both = source.outgroup.first(where: { source.target.contains($0) }) {
      throw .invalid("data.outgroup: '\(both)' is also a target population")
    }
    let targets = source.target.isEmpty ? map.populations.filter { !source.outgroup.contains($0) } : source.target
    let all = try attempt { try SampleList.resolve(map, populations: targets, available: first.samples, path: path) }
    let chosen = all.filter { !outgroup.contains($0) }
    let kept = Set(chosen)
    let groups = targets.map { name in (name: name, count: map.samples(of: [name]).count { kept.contains($0) }) }
    return (chosen, groups, outgroup)
  }

  private func outgroupSamples() throws(StudyError) -> [String] {
    var result: [String] = []
    for name in source.outgroup {
      if first.samples.contains(name) {
        result.append(name)
      } else if let map, map.populations.contains(name) {
        result += try attempt {
          try SampleList.resolve(map, populations: [name], available: first.samples, path: source.variants[0])
        }
      } else {
        throw .invalid(
          "data.outgroup: '\(name)' is neither a sample of \(source.variants[0]) nor a population of the map")
      }
    }
    return result
  }

  /// Where ancestral alleles come from.
  func polarisation(_ outgroup: [String]) -> Polarisation {
    if !outgroup.isEmpty { return .outgroup(samples: outgroup, agreement: source.outgroupAgreement) }
    switch source.ancestral {
    case "none": return .none
    case "auto": return files.allSatisfy(\.hasAncestralAllele) ? .infoAA : .none
    case "INFO/AA": return .infoAA
    default: return .fasta(source.ancestral)
    }
  }

  /// What the files have in the regions of the study, else on every contig with records; each file without an index is read
  /// once.
  mutating func read(
    samples: [String], _ options: VariantReadOptions, _ storage: SiteStorage
  ) throws(StudyError) -> [StoredVariants] {
    try checkSamples(samples, options)
    var result: [StoredVariants] = []
    if source.regions.isEmpty {
      var empty = 0
      for file in files {
        let whole = try attempt { try file.readAll(samples: samples, options: options, into: storage) }
        result += whole.contigs
        empty += whole.emptyContigs
        notes += whole.notes.filter { !notes.contains($0) }
      }
      guard !result.isEmpty else { throw .empty("\(ContigNames.list(source.variants)): holds no record") }
      if empty > 0 {
        notes.append(
          empty.of("contig of the header has no record and is", "contigs of the header have no record and are")
            + " left out")
      }
      return result
    }
    let regions = try regions()
    notes += regions.compactMap(\.note)
    for (index, file) in files.enumerated() {
      let own = regions.filter { $0.file == index }.map(\.interval)
      if !own.isEmpty {
        result += try attempt { try file.read(own, samples: samples, options: options, into: storage) }
      }
    }
    let withRecords = result.filter { $0.ledger.read > 0 }
    if !withRecords.isEmpty && withRecords.count < result.count {
      notes.append(
        (result.count - withRecords.count).of("region has no record and is", "regions have no record and are")
          + " left out")
    }
    return withRecords.isEmpty ? [result[0]] : withRecords
  }

  /// Throws unless every file has all samples; notes files that have them in another order, or further ones.
  private mutating func checkSamples(_ samples: [String], _ options: VariantReadOptions) throws(StudyError) {
    var wanted = samples
    if case .outgroup(let outgroup, _) = options.polarisation { wanted += outgroup }
    for file in files.dropFirst() {
      let known = Set(file.samples)
      let absent = wanted.filter { !known.contains($0) }
      if !absent.isEmpty {
        throw .invalid(
          "\(file.path): has no sample \(ContigNames.list(absent, limit: 4)), which \(first.path) has; the files of one run "
            + "need the same samples (data.samples can choose those that all have)")
      }
      if file.samples != first.samples {
        let further = file.samples.filter { !first.samples.contains($0) }
        notes.append(
          "\(file.path) has its samples in another order than \(first.path)"
            + (further.isEmpty ? "" : " and \(further.count.grouped) further ones") + "; they are matched by name")
      }
    }
  }

  /// `parts` with those of one contig that come from several files joined.
  func joined(_ parts: [StoredVariants], _ notes: inout [String]) throws(StudyError) -> [StoredVariants] {
    guard files.count > 1 else { return parts }
    var result: [StoredVariants] = []
    var places: [String: Int] = [:]
    for part in parts {
      // One file may write chr2 where another writes 2.
      let name = ContigNames.match(part.region.contig, among: places.keys) ?? part.region.contig
      if source.regions.isEmpty, let index = places[name] {
        result[index] = try join(result[index], part, &notes)
      } else if let index = result.firstIndex(where: { other in
        ContigNames.match(part.region.contig, among: [other.region.contig]) != nil
          && other.region.start < part.region.end && part.region.start < other.region.end
      }) {
        result[index] = try join(result[index], part, &notes)
      } else {
        places[name] = result.count
        result.append(part)
      }
    }
    return result
  }

  /// Two parts of a contig from two files as one.
  private func join(
    _ one: StoredVariants, _ two: StoredVariants, _ notes: inout [String]
  ) throws(StudyError) -> StoredVariants {
    let parts = [one, two].sorted { ($0.extent?.lowerBound ?? 0) < ($1.extent?.lowerBound ?? 0) }
    let (a, b) = (parts[0].extent ?? 0..<0, parts[1].extent ?? 0..<0)
    let contig = one.region.contig
    guard a.upperBound <= b.lowerBound else {
      throw .invalid(
        "\(ContigNames.list(one.paths + two.paths)): contig '\(contig)' has records in each, and their stretches overlap "
          + "(\(a.lowerBound + 1)-\(a.upperBound) and \(b.lowerBound + 1)-\(b.upperBound)); name one of them, or choose with "
          + "data.region")
    }
    guard one.sites.ploidies == two.sites.ploidies else {
      throw .invalid(
        "\(ContigNames.list(one.paths + two.paths)): samples have different ploidies on the two parts of contig '\(contig)'; "
          + "scan them one by one")
    }
    notes.append("contig '\(contig)' is joined from \((one.paths + two.paths).joined(separator: " and "))")
    return StoredVariants(joining: parts[0], parts[1], contig: contig)
  }
}

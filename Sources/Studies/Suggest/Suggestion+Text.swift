import Demography
import Groundwork
import VariantFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files of a suggestion.
extension Suggestion {
  /// What is to be told of the data: the numbers that the suggestions rest on.
  public var summary: [String] {
    let kinds = [
      data.isPhased ? "phased" : "unphased", data.isPolarised ? "with ancestral alleles" : "without ancestral alleles",
    ]
    var lines = [
      "\(data.samples.count.grouped) samples, \(data.haplotypeCount.grouped) haplotypes, \(kinds.joined(separator: ", "))",
      "one segregating site in \(Self.words(1 / survey.siteDensity)) accessible bases; theta_W \(Self.number(survey.thetaW)), "
        + "pi \(Self.number(survey.pi)) per base, Tajima's D \(survey.tajimasD.fixed(2)) on average",
    ]
    lines.append("history: \(historyInWords)")
    lines.append(
      "recombination rate \(Self.number(recombination.rate)): \(recombination.reason); rho/theta about "
        + Self.number(recombination.rate / mutationRate))
    lines.append(
      "windows of \((subwindow.length * Self.subwindows).grouped) bases, \(Self.subwindows) subwindows of "
        + "\(subwindow.length.grouped), each with about \(Int(survey.siteDensity * Double(subwindow.length))) sites")
    return lines
  }

  private var historyInWords: String {
    let epochs = history.epochs
    guard epochs.count > 1 else {
      return "\(Self.words(epochs[0].size)) individuals; no change of size explains the spectrum clearly better"
    }
    let ages = epochs.dropFirst().map { Self.words($0.start) }
    return epochs.enumerated().map { index, epoch in
      Self.words(epoch.size) + (index < ages.count ? " until \(ages[index]) generations ago" : " before")
    }.joined(separator: ", ")
  }

  /// Writes the study to `path`, and its demography beside it if sizes change; returns the paths that were written.
  public func write(to path: String) throws(StudyError) -> [String] {
    let hasSuffix = path.hasSuffix(".yaml") || path.hasSuffix(".yml")
    let stem = hasSuffix ? String(path[..<(path.lastIndex(of: ".") ?? path.endIndex)]) : path
    let demes = stem + ".demes.yaml"
    let file = demes.split(separator: "/").last.map(String.init) ?? demes
    let text = text(demography: file, isBesideData: !path.contains("/"))
    // A suggestion that could not be read would be no help.
    _ = try StudyFile.parse(text, path: path)
    var written = [path]
    if history.epochs.count > 1 {
      try attempt { try AtomicFile.write(demography, to: demes) }
      written.append(demes)
    }
    try attempt { try AtomicFile.write(text, to: path) }
    return written
  }

  /// The history as a Demes file, oldest epoch first.
  private var demography: String {
    let epochs = history.epochs
    var lines = [
      "description: >-",
      "  Sizes fitted roughly to the folded site-frequency spectrum of \(survey.blocks.count.grouped) blocks of "
        + "\(survey.blockLength.grouped) bases,",
      "  projected to \(survey.projection) haplotypes, at a mutation rate of \(Self.number(mutationRate)) per base and generation.",
      "time_units: generations",
      "demes:",
      "  - name: population",
      "    epochs:",
    ]
    for index in epochs.indices.reversed() {
      lines.append(
        "      - {start_size: \(Self.number(epochs[index].size)), end_time: \(Self.number(epochs[index].start))}")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The study file.
  private func text(demography file: String, isBesideData: Bool) -> String {
    var lines = [
      "# A study for \(ContigNames.list(source.variants, limit: 3)), suggested by 'apus suggest' from the data themselves.",
      "# Read it, change what you know better, then: apus run \(request.name).yaml",
    ]
    lines += data.notes.map { "# note: \($0)" }
    lines += ["study: \(request.name)", "recipe: s-hic"]
    lines += dataSection(isBesideData) + modelSection(file, isBesideData)
    if request.map != nil {
      lines.append("likeness: {recombination_scale: {log_uniform: [0.5, 2]}}   # maps differ between populations")
    }
    let (length, reasons) = subwindow
    lines += reasons.map { "# windows: \($0)" }
    lines.append(
      "# A subwindow of \(length.grouped) bases holds about \(Int(survey.siteDensity * Double(length))) sites of this sample."
    )
    lines.append("windows: {length: \(length * Self.subwindows), subwindows: \(Self.subwindows)}")
    lines.append(
      "features: auto               # \(data.isPhased ? "phased" : "unphased"), "
        + (data.isPolarised ? "derived alleles" : "no ancestral alleles: folded"))
    lines.append("training: {replicates: 2000, test_fraction: 0.2, seed: 42}   # replicates of each class")
    lines.append(
      "# Of five classes; how many of the calls are expected to be false is said at the end of the run and in trust.tsv."
    )
    lines.append("scan: {call_threshold: 0.35}")
    return lines.joined(separator: "\n") + "\n"
  }

  /// `path` as a study file elsewhere must name it.
  private func place(_ path: String, _ isBesideData: Bool) -> String {
    isBesideData || path.hasPrefix("/") || path == "-"
      ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  private func dataSection(_ isBesideData: Bool) -> [String] {
    func quoted(_ words: [String]) -> String {
      words.count == 1 ? YAMLText.quoted(words[0]) : YAMLText.quoted(words)
    }
    func path(_ path: String) -> String { YAMLText.quoted(place(path, isBesideData)) }
    var lines = ["data:"]
    lines.append("  variants: " + quoted(source.variants.map { place($0, isBesideData) }))
    if !source.regions.isEmpty {
      let reason = hasCoveredRegions ? "   # from the first to the last site; the rest of the contigs has none" : ""
      lines.append("  region: " + quoted(source.regions) + reason)
    }
    if let populations = source.populations { lines.append("  populations: " + path(populations)) }
    if !source.target.isEmpty { lines.append("  target: " + quoted(source.target)) }
    if let samples = source.samples { lines.append("  samples: " + YAMLText.quoted(samples)) }
    if let samples = source.samplesFile {
      let bare = samples.hasPrefix("^") ? String(samples.dropFirst()) : samples
      lines.append(
        "  samples_file: " + YAMLText.quoted((samples.hasPrefix("^") ? "^" : "") + place(bare, isBesideData)))
    }
    if !source.haploid.isEmpty { lines.append("  haploid: " + quoted(source.haploid)) }
    if let accessible = source.accessible { lines.append("  accessible: " + path(accessible)) }
    if let inaccessible = source.inaccessible { lines.append("  inaccessible: " + path(inaccessible)) }
    if let length = source.length { lines.append("  length: \(Int(length))") }
    if let map = request.map { lines.append("  recombination_map: " + path(map)) }
    let isWord = ["auto", "none", "INFO/AA"].contains(source.ancestral)
    let words =
      data.isPolarised
      ? "ancestral alleles are known" : "none are known: folded features, which do without"
    lines.append("  ancestral: \(isWord ? source.ancestral : path(source.ancestral))   # \(words)")
    return lines
  }

  private func modelSection(_ file: String, _ isBesideData: Bool) -> [String] {
    var lines = [
      "model:",
      "  # theta_W is \(Self.number(survey.thetaW)) per accessible base: 4N times the mutation rate. \(assumption)",
    ]
    let epochs = history.epochs
    if epochs.count == 1 {
      lines.append(
        "  population_size: \(Self.number(epochs[0].size))   # no change of size explains the spectrum clearly better")
    } else {
      lines.append("  # The spectrum is explained best by \(historyInWords);")
      lines.append("  # it knows sizes and times roughly, so each is drawn from a range about the fitted value.")
      lines.append("  demography: \(file)")
      lines.append("  parameters:")
      for (index, epoch) in epochs.reversed().enumerated() {
        let name = index == epochs.count - 1 ? "recent_size" : index == 0 ? "ancestral_size" : "middle_size"
        lines.append(
          "    \(name): {log_uniform: [\(Self.number(epoch.size / 1.4)), \(Self.number(epoch.size * 1.4))], "
            + "replaces: demes.population.epochs.\(index).start_size}")
      }
    }
    let (low, high) = mutationRange
    lines.append("  # The range is that of the diversity of windows, a quarter to each side at least.")
    lines.append("  mutation_rate: {uniform: [\(Self.number(low)), \(Self.number(high))]}")
    lines.append("  # \(recombination.reason).")
    if request.map == nil {
      let (low, high) = (
        recombination.rate * recombination.factors.low, recombination.rate * recombination.factors.high
      )
      lines.append("  recombination_rate: {log_uniform: [\(Self.number(low)), \(Self.number(high))]}")
    }
    let (weak, strong) = advantages
    lines += [
      "  sweep:",
      "    # From a trace as wide as a subwindow to one as wide as a window.",
      "    selection_coefficient: {log_uniform: [\(Self.number(weak)), \(Self.number(strong))]}",
      "    # Up to a tenth of N generations ago: the traces of older sweeps have largely gone.",
      "    fixation_time: {uniform: [0, \(oldestFixation)]}",
      "    soft_initial_frequency: {uniform: [0.01, 0.2]}",
    ]
    return lines
  }

  private var assumption: String {
    request.mutationRate == nil
      ? "The rate of \(Self.number(mutationRate)) is assumed: sizes and times scale with it; give --mutation-rate."
      : "The rate was given."
  }
}

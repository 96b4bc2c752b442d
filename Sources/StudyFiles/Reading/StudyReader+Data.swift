import VariantFiles

extension StudyReader {
  /// The section `data`; nil in a study that only simulates.
  func data() throws(StudyError) -> Study.DataSource? {
    guard hasData else { return nil }
    let section = try root.section("data")
    let variants = try section.words("variants").map { $0 == "-" ? $0 : resolve($0) ?? $0 }
    if variants.isEmpty {
      throw .invalid("\(path): data: the key 'variants' is missing; name a VCF, BCF, .bed, .hap, .trees or ms text")
    }
    let populations = resolve(try section.text("populations"))
    let target = try section.words("target")
    // Spectra name their populations themselves.
    let areSpectra = variants.allSatisfy { path in [".fs", ".obs", ".fs.gz", ".obs.gz"].contains(where: path.hasSuffix)
    }
    if populations == nil && !target.isEmpty && !areSpectra {
      throw .invalid("\(path): data.target needs data.populations, a file of samples and their populations")
    }
    let compare = try section.words("compare")
    if !compare.isEmpty && (populations == nil || !target.isEmpty || compare.count < 2) {
      throw .invalid(
        "\(YAMLSection.place(section.node("compare"), path)): data.compare names two or more populations of data.populations, "
          + "in place of data.target")
    }
    let accessible = resolve(try section.text("accessible"))
    let inaccessible = resolve(try section.text("inaccessible"))
    if accessible != nil && inaccessible != nil {
      throw .invalid("\(path): data: give accessible or inaccessible, not both")
    }
    let samples = try section.text("samples")
    let samplesFile = try section.text("samples_file").map { text in
      text.hasPrefix("^") ? "^" + (resolve(String(text.dropFirst())) ?? "") : resolve(text) ?? text
    }
    if samples != nil && samplesFile != nil { throw .invalid("\(path): data: give samples or samples_file, not both") }
    let targets = try section.words("targets")
    let targetsFile = try section.text("targets_file").map { text in
      text.hasPrefix("^") ? "^" + (resolve(String(text.dropFirst())) ?? "") : resolve(text) ?? text
    }
    if !targets.isEmpty && targetsFile != nil {
      throw .invalid("\(path): data: give targets or targets_file, not both")
    }
    var source = Study.DataSource(variants: variants)
    (source.targets, source.targetsFile) = (targets.isEmpty ? nil : targets, targetsFile)
    source.regions = try section.words("region")
    source.populations = populations
    source.target = target
    source.samples = samples
    source.samplesFile = samplesFile
    source.haploid = try section.words("haploid")
    source.accessible = accessible
    source.inaccessible = inaccessible
    source.ancestral = try ancestral(section)
    source.outgroup = try section.words("outgroup")
    source.outgroupAgreement = try outgroupAgreement(section)
    source.minimumCallRate = try section.number("minimum_call_rate") ?? 0
    source.filters = try filters(section)
    source.multiallelic =
      try section.word("multiallelic")
      .flatMap(MultiallelicRule.init) ?? .skip
    source.invariant =
      try section.word("invariant")
      .flatMap(InvariantRule.init) ?? .skip
    source.known = resolve(try section.text("known"))
    source.labels = resolve(try section.text("labels"))
    source.genes = resolve(try section.text("genes"))
    let tracks = try section.words("tracks").compactMap(resolve)
    source.tracks = tracks.isEmpty ? nil : tracks
    source.length = try section.length("length").map(Double.init)
    source.compare = compare
    source.calls = CallRules(
      depth: try section.count("no_call_depth"),
      quality: try section.count("no_call_quality"),
      filters: try section.words("genotype_filter").flatMap { $0.split(separator: ",").map(String.init) })
    source.recombinationMap = resolve(try section.text("recombination_map"))
    return source
  }

  private func ancestral(_ section: YAMLSection) throws(StudyError) -> String {
    let ancestral = try section.text("ancestral") ?? "none"
    if ancestral != "auto" && ancestral != "none" && section.node("outgroup") != nil {
      throw .invalid("\(path): data: give ancestral or outgroup, not both")
    }
    return ["auto", "none", "INFO/AA"].contains(ancestral) ? ancestral : resolve(ancestral) ?? "none"
  }

  private func outgroupAgreement(_ section: YAMLSection) throws(StudyError) -> Double {
    let agreement = try section.number("outgroup_agreement") ?? 1
    if agreement == 0.5, let node = section.node("outgroup_agreement") {
      throw section.fail(node, "outgroup_agreement", expected: "a share above 0.5")
    }
    return agreement
  }

  /// The names of `filter`; `pass_only` is short for PASS and the empty FILTER.
  private func filters(_ section: YAMLSection) throws(StudyError) -> [String] {
    let filters = try section.words("filter").flatMap { $0.split(separator: ",").map(String.init) }
    guard try section.flag("pass_only") == true else { return filters }
    if !filters.isEmpty { throw .invalid("\(path): data: give filter or pass_only, not both") }
    return ["PASS", "."]
  }
}

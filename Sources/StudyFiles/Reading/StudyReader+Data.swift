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
    var source = Study.DataSource(variants: variants)
    try readSamples(section, &source)
    try readPlaces(section, &source)
    try readRules(section, &source)
    source.labels = resolve(try section.text("labels"))
    source.genes = resolve(try section.text("genes"))
    source.known = resolve(try section.text("known"))
    let tracks = try section.words("tracks").compactMap(resolve)
    source.tracks = tracks.isEmpty ? nil : tracks
    source.length = try section.length("length").map(Double.init)
    source.recombinationMap = resolve(try section.text("recombination_map"))
    return source
  }

  /// Who is read, and as which populations.
  private func readSamples(_ section: YAMLSection, _ source: inout Study.DataSource) throws(StudyError) {
    source.populations = resolve(try section.text("populations"))
    source.target = try section.words("target")
    if source.populations == nil && !source.target.isEmpty && !source.variants.allSatisfy(Study.namesPopulations) {
      throw .invalid("\(path): data.target needs data.populations, a file of samples and their populations")
    }
    source.compare = try section.words("compare")
    if !source.compare.isEmpty && (source.populations == nil || !source.target.isEmpty || source.compare.count < 2) {
      throw .invalid(
        "\(YAMLSection.place(section.node("compare"), path)): data.compare names two or more populations of data.populations, "
          + "in place of data.target")
    }
    source.samples = try section.text("samples")
    source.samplesFile = try listFile(section, "samples_file")
    try requireOne("samples", source.samples, "samples_file", source.samplesFile)
    source.haploid = try section.words("haploid")
  }

  /// Which places are read, and which bases are accessible.
  private func readPlaces(_ section: YAMLSection, _ source: inout Study.DataSource) throws(StudyError) {
    source.regions = try section.words("region")
    let targets = try section.words("targets")
    (source.targets, source.targetsFile) = (targets.isEmpty ? nil : targets, try listFile(section, "targets_file"))
    try requireOne("targets", source.targets, "targets_file", source.targetsFile)
    source.accessible = resolve(try section.text("accessible"))
    source.inaccessible = resolve(try section.text("inaccessible"))
    try requireOne("accessible", source.accessible, "inaccessible", source.inaccessible)
  }

  /// Which records and calls are used, and which alleles are ancestral.
  private func readRules(_ section: YAMLSection, _ source: inout Study.DataSource) throws(StudyError) {
    source.ancestral = try ancestral(section)
    source.outgroup = try section.words("outgroup")
    source.outgroupAgreement = try outgroupAgreement(section)
    source.minimumCallRate = try section.number("minimum_call_rate") ?? 0
    source.filters = try filters(section)
    source.multiallelic = try section.word("multiallelic").flatMap(MultiallelicRule.init) ?? .skip
    source.invariant = try section.word("invariant").flatMap(InvariantRule.init) ?? .skip
    source.calls = CallRules(
      depth: try section.count("no_call_depth"),
      quality: try section.count("no_call_quality"),
      filters: try section.words("genotype_filter").flatMap { $0.split(separator: ",").map(String.init) })
  }

  /// Throws if both keys have a value.
  private func requireOne(_ first: String, _ one: Any?, _ second: String, _ other: Any?) throws(StudyError) {
    if one != nil && other != nil { throw .invalid("\(path): data: give \(first) or \(second), not both") }
  }

  /// The file that `key` names; a ^ before it, for all but what it lists, stays.
  private func listFile(_ section: YAMLSection, _ key: String) throws(StudyError) -> String? {
    try section.text(key).map { text in
      text.hasPrefix("^") ? "^" + (resolve(String(text.dropFirst())) ?? "") : resolve(text) ?? text
    }
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

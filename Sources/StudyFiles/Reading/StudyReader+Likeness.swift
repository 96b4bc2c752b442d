extension StudyReader {
  /// The section `likeness`.
  func likeness() throws(StudyError) -> Study.Likeness {
    let section = try root.section("likeness")
    var likeness = Study.Likeness()
    likeness.mask = try section.flag("mask") ?? true
    likeness.missing = try section.flag("missing") ?? true
    likeness.switchError = try section.prior("switch_error") ?? .fixed(0)
    likeness.misorientation = try misorientation(section)
    likeness.minorCount = try minorCount(section)
    likeness.recombinationScale = try section.prior("recombination_scale")
    if let node = section.node("recombination_scale"), try root.section("data").node("recombination_map") == nil {
      throw .invalid(
        "\(YAMLSection.place(node, path)): likeness.recombination_scale is for data.recombination_map, which is missing; "
          + "model.recombination_map has a scale of its own")
    }
    return likeness
  }

  /// estimated, or how often the rarer allele of a site must be there.
  private func minorCount(_ section: YAMLSection) throws(StudyError) -> Study.Likeness.MinorCount {
    guard let node = section.node("minor_count") else { return .estimated }
    if let word = node.scalar?.string, YAMLSection.number(node) == nil {
      guard word == "estimated" else {
        throw section.fail(node, "minor_count", expected: "estimated, or a whole number from 1 (all sites)")
      }
      return .estimated
    }
    return try section.count("minor_count", 1...1_000_000).map(Study.Likeness.MinorCount.least) ?? .estimated
  }

  /// off, estimated, or a share of the sites: a number or a prior.
  private func misorientation(_ section: YAMLSection) throws(StudyError) -> Study.Likeness.Misorientation {
    // "none" is a way to leave a key out, which here would mean an estimate.
    if ["off", "none"].contains(section.mapping["misorientation"]?.scalar?.string) { return .off }
    guard let node = section.node("misorientation") else { return .estimated }
    if let word = node.scalar?.string, YAMLSection.number(node) == nil {
      guard word == "estimated" else {
        throw section.fail(node, "misorientation", expected: "off, estimated, or a share of the sites up to 0.5")
      }
      return .estimated
    }
    return try section.prior("misorientation", 0...0.5).map(Study.Likeness.Misorientation.rate) ?? .estimated
  }
}

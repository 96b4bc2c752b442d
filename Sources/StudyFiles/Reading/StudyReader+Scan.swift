import Statistics

extension StudyReader {
  func scan(_ classes: [StudyClass], _ layout: WindowLayout) throws(StudyError) -> Study.ScanSettings {
    let section = try root.section("scan")
    let answer =
      try section.word("answer").flatMap(ScanAnswer.init) ?? .windows
    var settings = Study.ScanSettings(
      minimumAccessible: try section.number("minimum_accessible") ?? 0.25,
      minimumSites: try section.count("minimum_sites") ?? 50,
      callThreshold: try section.number("call_threshold") ?? 0.5,
      classes: try calledClasses(classes, section), rarity: [:], fdr: try section.number("fdr"),
      nullWindows: try section.count("null_windows"), force: try section.flag("force") ?? false)
    settings.answer = answer
    settings.merging =
      try section.word("regions", of: RegionMerging.allCases.map(\.rawValue)).flatMap(RegionMerging.init)
      ?? Self.merging(classes, called: settings.classes)
    if answer == .sites {
      try checkSites(classes, layout, section)
      settings.within = try section.length("within") ?? settings.within
      settings.objective = try objective(section) ?? settings.objective
      settings.reference =
        try section.word("reference").flatMap(SiteReference.init)
        ?? .chromosome
      guard 2 * settings.within >= layout.subwindowLength else {
        throw .invalid(
          "\(YAMLSection.place(section.node("within"), path)): scan.within: found \(settings.within.grouped), expected at least half "
            + "a subwindow (\((layout.subwindowLength / 2).grouped))")
      }
      if let node = section.node("null_windows") {
        throw .invalid(
          "\(YAMLSection.place(node, path)): scan.null_windows is for scans of windows; a scan for sites is judged by the chromosomes held out"
        )
      }
    } else {
      for key in ["within", "objective", "reference"] {
        if let node = section.node(key) {
          throw .invalid("\(YAMLSection.place(node, path)): scan.\(key) is for 'scan.answer: sites'")
        }
      }
    }
    settings.rarity = try rarity(classes, section, settings)
    return settings
  }

  /// One region a sweep where windows beside a sweep are a class of their own, so that they can be told from those without one.
  private static func merging(_ classes: [StudyClass], called: [String]) -> RegionMerging {
    let own = classes.filter { called.contains($0.name) }
    let hasLinked = classes.contains { $0.place == .elsewhere && !called.contains($0.name) }
    return hasLinked && !own.isEmpty && own.allSatisfy(\.isSweep) ? .sweeps : .each
  }

  /// Throws unless loci and what is asked of them fit each other.
  func checkPosterior(_ study: Study) throws(StudyError) {
    guard let loci = study.loci else {
      if study.scan.answer == .posterior {
        throw .invalid(
          "\(YAMLSection.place(try root.section("scan").node("answer"), path)): 'scan.answer: posterior' is about the genome as a "
            + "whole; say with windows.loci how many windows stand for it")
      }
      if let rounds = try root.section("training").node("rounds") {
        throw .invalid("\(YAMLSection.place(rounds, path)): training.rounds is for 'scan.answer: posterior'")
      }
      return
    }
    let place = YAMLSection.place(try root.section("windows").node("loci"), path)
    guard study.scan.answer == .posterior else {
      throw .invalid("\(place): windows.loci (\(loci)) make one example of the genome; write 'scan.answer: posterior'")
    }
    if let sweep = study.classes.first(where: { $0.sweep != .none }) {
      throw .invalid("\(place): windows.loci are of histories without sweeps, but the class '\(sweep.name)' has one")
    }
    if study.classes.indices.contains(where: { study.model(ofClass: $0).conditions.contains(where: \.isOfReplicate) }) {
      throw .invalid(
        "\(place): windows.loci share what is drawn, so that model.conditions can ask of parameters only, not of rates, sizes or what "
          + "happens in a window")
    }
  }

  /// Throws unless classes, windows and the rest are what a scan for sites is made of.
  private func checkSites(
    _ classes: [StudyClass], _ layout: WindowLayout, _ section: YAMLSection
  ) throws(StudyError) {
    let place = YAMLSection.place(section.node("answer"), path)
    if root.node("targets") != nil {
      throw .invalid("\(place): 'scan.answer: sites' tells classes apart, but 'targets' are numbers to predict")
    }
    if let other = classes.first(where: { $0.sweep != .none && $0.place != .anywhere }) {
      throw .invalid(
        "\(place): with 'scan.answer: sites' sweeps lie anywhere, but those of the class '\(other.name)' do not; write "
          + "\(other.name): {sweep: \(other.sweep.rawValue), place: anywhere}, or begin with 'recipe: sweep-sites'")
    }
    guard classes.contains(where: { $0.sweep == .none }), classes.contains(where: { $0.sweep != .none }) else {
      throw .invalid("\(place): 'scan.answer: sites' needs a class without a sweep and one with a sweep")
    }
    guard layout.subwindowCount > 2 * SiteRings.reach else {
      throw .invalid(
        "\(YAMLSection.place(root.node("windows"), path)): windows.subwindows: found \(layout.subwindowCount), expected more than "
          + "\(2 * SiteRings.reach): with 'scan.answer: sites' a window is a small chromosome and a subwindow a step of the scan "
          + "(3Mb in 150)")
    }
    if try features() != "auto" {
      throw .invalid(
        "\(YAMLSection.place(root.node("features"), path)): 'scan.answer: sites' has features of its own; leave the key out"
      )
    }
  }

  private func objective(_ section: YAMLSection) throws(StudyError) -> CallObjective? {
    guard let node = section.node("objective") else { return nil }
    guard let objective = node.scalar.flatMap({ CallObjective($0.string) }) else {
      throw section.fail(node, "objective", expected: "fdr 0.1 (a share), f1, top 20 (a number) or all")
    }
    return objective
  }

  /// {hard: 0.01, soft: 0.02}: shares of windows; of sites, sweeps per megabase of each class, or one number for all together.
  private func rarity(
    _ classes: [StudyClass], _ section: YAMLSection, _ settings: Study.ScanSettings
  ) throws(StudyError) -> [String: Double] {
    guard let node = section.node("rarity") else { return [:] }
    let areSites = settings.answer == .sites
    let perMegabase = areSites ? settings.positionsPerSweep / 1e6 : 1
    let most = areSites ? 0.5 / perMegabase : 1
    if areSites, node.mapping == nil {
      let sweeps = classes.filter(\.isSweep).map(\.name)
      guard let total = try section.number("rarity", 0...most) else { return [:] }
      return Dictionary(uniqueKeysWithValues: sweeps.map { ($0, total * perMegabase / Double(sweeps.count)) })
    }
    guard let mapping = node.mapping else {
      throw section.fail(node, "rarity", expected: "a share of the genome for each class: {hard: 0.01, soft: 0.02}")
    }
    let own = YAMLSection(path: path, name: "scan.rarity", mapping: mapping)
    try own.checkKeys(classes.map(\.name))
    var shares: [String: Double] = [:]
    for one in classes { shares[one.name] = try own.number(one.name, 0...most).map { $0 * perMegabase } }
    return shares
  }
}

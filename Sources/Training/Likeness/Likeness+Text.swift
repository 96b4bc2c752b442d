import Groundwork
import StudyFiles

extension TrainingSimulation {
  /// What simulated windows are given of the data, a line each.
  public var likenessInWords: [String] {
    likeness.words(study.likeness) + (plan.observedMap.map { [$0.words] } ?? [])
  }
}

extension Likeness {
  /// What is copied, and at which rates.
  func words(_ settings: Study.Likeness) -> [String] {
    var lines = pattern?.words ?? ["mask and missing calls: there are none to copy, or they are switched off"]
    lines.append(
      "switch errors: " + (switchError.map { "\($0.words) per heterozygous site" } ?? "none, or no feature knows phase")
    )
    if let minorAlleles {
      let source = settings.minorCount == .estimated ? ", as in the data" : ""
      lines.append(
        "rare alleles: sites whose rarer allele is there fewer than \(minorAlleles.leastCount) times are left out\(source)"
      )
    }
    guard let misorientation else {
      lines.append("misorientation: none: switched off, estimated as none, or no feature knows ancestral alleles")
      return lines
    }
    let source = settings.misorientation == .estimated ? ", as estimated from sites with a third base" : ""
    var share = misorientation.words
    if case .fixed(let value) = misorientation { share = "\((100 * value).fixed(2)) %" }
    lines.append("misorientation: \(share) of the sites\(source)")
    return lines
  }
}

extension ObservedPattern {
  /// What is copied of how many windows.
  var words: [String] {
    let parts = [copiesMask ? "accessible bases" : "", copiesMissing ? "missing calls by site and sample" : ""]
    return [
      "\(parts.filter { !$0.isEmpty }.joined(separator: " and ")): each replicate has those of one of "
        + "\(windows.windows.count.grouped) observed windows"
    ]
  }
}

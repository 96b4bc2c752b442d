import FeatureTables

/// Which program this is.
package enum ProgramVersion {
  /// The version of Apus.
  package static let current = "0.2.0"

  /// Who makes a file of `study` whose content is decided by `key`. Paths and folders do not enter: the same study gives
  /// the same bytes wherever it lies.
  package static func provenance(_ study: Study, key: String) throws(StudyError) -> Provenance {
    var portable = study
    func name(_ path: String?) -> String? {
      // ^ before a file takes it for what is left out.
      path.map { ($0.hasPrefix("^") ? "^" : "") + String($0.drop { $0 == "^" }.split(separator: "/").last ?? "") }
    }
    portable.output = ""
    portable.model = study.model.renamingFiles { name($0) ?? "" }
    for index in portable.classes.indices {
      portable.classes[index].model = study.classes[index].model?.renamingFiles { name($0) ?? "" }
    }
    if var data = study.data {
      data.variants = data.variants.map { name($0) ?? "" }
      data.samplesFile = name(data.samplesFile)
      data.populations = name(data.populations)
      data.accessible = name(data.accessible)
      data.inaccessible = name(data.inaccessible)
      data.targetsFile = name(data.targetsFile)
      data.known = name(data.known)
      data.genes = name(data.genes)
      data.tracks = data.tracks?.map { name($0) ?? "" }
      data.recombinationMap = name(data.recombinationMap)
      if !["auto", "none", "INFO/AA"].contains(data.ancestral) { data.ancestral = name(data.ancestral) ?? "" }
      portable.data = data
    }
    let json = try attempt { try ManifestCoding.encode(portable) }
    return Provenance(
      version: current, studyHash: key, study: String(decoding: json, as: UTF8.self), seed: study.training.seed)
  }
}

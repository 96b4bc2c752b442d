import Groundwork
import Haplotypes

/// Selections of samples, as `bcftools -s` and `-S` and population maps make them.
package enum SampleList {
  /// The samples of `populations`, population by population, each in the order of `map`.
  ///
  /// - Parameters:
  ///   - available: the samples of the variant file at `path`.
  ///   - populations: the target populations; all of `map` if empty.
  /// - Throws: ``VariantFilesError`` naming the populations that exist if one of `populations` does not, or naming the
  ///   samples that the variant file lacks.
  package static func resolve(
    _ map: PopulationMap, populations: [String], available: [String], path: String
  ) throws(VariantFilesError) -> [String] {
    let known = map.populations
    for population in populations where !known.contains(population) {
      let hint = nearestSpelling(of: population, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw .notFound(
        path: path, problem: "the population map has no sample of '\(population)'",
        remedy: "it has \(ContigNames.list(known))\(hint)")
    }
    let chosen = (populations.isEmpty ? known : populations).flatMap { map.samples(of: [$0]) }
    try check(chosen, available: available, path: path)
    return chosen
  }

  /// The samples that `text` selects: "a,b,c", or "^a,b" for all but these, in the order written or of the file.
  package static func resolve(
    _ text: String, available: [String], path: String
  ) throws(VariantFilesError) -> [String] {
    let excludes = text.hasPrefix("^")
    let names = (excludes ? text.dropFirst() : Substring(text)).split(separator: ",").map(PopulationMapFile.trimmed)
    return try resolve(names, excluding: excludes, available: available, path: path)
  }

  /// The samples `names`, or all of `available` but these.
  ///
  /// - Throws: ``VariantFilesError`` if a name is unknown or given twice, or nothing is left.
  package static func resolve(
    _ names: [String], excluding: Bool, available: [String], path: String
  ) throws(VariantFilesError) -> [String] {
    try check(names, available: available, path: path)
    let unwanted = Set(names)
    let chosen = excluding ? available.filter { !unwanted.contains($0) } : names
    guard !chosen.isEmpty else {
      throw .notFound(path: path, problem: "the selection leaves no sample", remedy: "name at least one")
    }
    return chosen
  }

  /// The samples of the file that `text` names, as in bcftools -S; of "^FILE" all but them.
  package static func resolve(
    file text: String, available: [String], path: String
  ) throws(VariantFilesError) -> [String] {
    let excludes = text.hasPrefix("^")
    return try resolve(
      try read(excludes ? String(text.dropFirst()) : text), excluding: excludes, available: available, path: path)
  }

  /// The samples in the file at `path`: the first column of each line; `#` and empty lines are skipped.
  package static func read(_ path: String) throws(VariantFilesError) -> [String] {
    let lines = try TextLines(path)
    var names: [String] = []
    while let line = try lines.nextText() {
      let field = line.prefix { $0 != "\t" }
      if line.hasPrefix("#") || field.allSatisfy(\.isWhitespace) { continue }
      names.append(PopulationMapFile.trimmed(field))
    }
    return names
  }

  /// Throws if a name of `chosen` is not in `available` or is there twice.
  static func check(_ chosen: [String], available: [String], path: String) throws(VariantFilesError) {
    let known = Set(available)
    let absent = chosen.filter { !known.contains($0) }
    guard absent.isEmpty else {
      let hint = nearestSpelling(of: absent[0], among: available).map { "; did you mean '\($0)'?" } ?? ""
      let remedy = "it has \(available.count.of("sample")) (\(ContigNames.list(available, limit: 3)))\(hint)"
      let count = absent.count == 1 ? "sample" : "\(absent.count) samples:"
      throw .notFound(path: path, problem: "has no \(count) \(ContigNames.list(absent))", remedy: remedy)
    }
    var seen: Set<String> = []
    if let twice = chosen.first(where: { !seen.insert($0).inserted }) {
      throw .notFound(path: path, problem: "sample '\(twice)' is selected twice", remedy: "name each sample once")
    }
  }
}

import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// Variants, PLINK, `.hap` + `.map`, tree sequences, ms text: what they have in common, and each of them.
extension FileInspection {
  /// Sites, span, density, haplotypes, phase and missing calls of `matrix`.
  static func describe(_ matrix: HaplotypeMatrix) -> String {
    let ploidies = Set(matrix.ploidies).sorted().map { "\($0)" }.joined(separator: ", ")
    let (first, last) = (matrix.positions.first ?? 0, matrix.positions.last ?? 0)
    let density = last > first ? ", \((1000 * Double(matrix.siteCount) / (last - first + 1)).fixed(2)) a kb" : ""
    return
      "\(matrix.siteCount.grouped) usable sites from \((Int(first) + 1).grouped) to \((Int(last) + 1).grouped)\(density), "
      + "\(matrix.haplotypeCount.of("haplotype")) (ploidy \(ploidies)), " + (matrix.isPhased ? "phased" : "unphased")
      + ", " + (matrix.missing == nil ? "no missing calls" : "\(missingShare(matrix)) of calls missing")
  }

  private static func missingShare(_ matrix: HaplotypeMatrix) -> String {
    let missing = matrix.missing?.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0
    return (100 * Double(missing) / Double(max(1, matrix.siteCount * matrix.haplotypeCount))).fixed(2) + " %"
  }

  /// Which feature sets can be made of `matrix`, and why the others cannot.
  static func uses(of matrix: HaplotypeMatrix) -> [String] {
    guard matrix.siteCount > 0 else { return ["  cannot be used: there is no usable site"] }
    var fitting: [String] = []
    var reasons: [String] = []
    for set in FeatureSet.all {
      do throws(StatisticsError) {
        try set.check(matrix)
        fitting.append(set.id)
      } catch {
        let reason = "\(error)".split(separator: ";").first.map(String.init) ?? "\(error)"
        reasons.append("\(set.id): \(reason)")
      }
    }
    let use = fitting.isEmpty ? "no feature set" : "the feature sets " + fitting.joined(separator: ", ")
    return ["  can be used for: \(use)"]
      + (reasons.first.map { ["  cannot be used for \(reasons.count.of("other")), such as \($0)"] } ?? [])
  }

  private static func describe(_ read: ReadHaplotypes) -> [String] {
    let name = read.contig.isEmpty ? "sequence" : "contig \(read.contig)"
    var lines = ["  \(name): " + describe(read.matrix), "    " + read.ledger.summary]
    let populations = Set(read.populations)
    if !populations.isEmpty {
      let counts = populations.sorted().map { name in "\(name) \(read.populations.count { $0 == name }.grouped)" }
      lines.append("    individuals of populations: " + counts.joined(separator: ", "))
    }
    return lines + read.notes.map { "    note: " + $0 }
  }

  static func describeTrees(_ path: String) throws(StudyError) -> [String] {
    let file = try attempt { try TreeSequenceFile(path: path) }
    let read = try attempt { try file.read() }
    return [
      "tree sequence: \(file.samples.count.of("individual")), \(file.sequenceLength) base pairs, \(file.siteCount.grouped) "
        + "sites, \(file.mutationCount.of("mutation"))"
    ] + describe(read) + uses(of: read.matrix)
  }

  static func describePlink(_ path: String) throws(StudyError) -> [String] {
    let file = try attempt { try PlinkFile(path: path) }
    let males = file.individuals.count { $0.sex == 1 }
    let females = file.individuals.count { $0.sex == 2 }
    var lines = [
      "PLINK: \(file.individuals.count.of("individual")) (\(males.grouped) male, \(females.grouped) female), "
        + "\(file.variantCount.of("variant")) on \(file.contigs.count.of("contig"))"
        + (file.isIndividualMajor ? ", in the old individual-major order" : "")
    ]
    var last: HaplotypeMatrix?
    for contig in file.contigs {
      let read = try attempt { try file.read(contig: contig) }
      lines += describe(read)
      if read.matrix.siteCount > 0 { last = read.matrix }
    }
    return lines + (last.map(uses) ?? ["  cannot be used: there is no usable site"])
  }

  static func describeHaplotypeMap(_ path: String) throws(StudyError) -> [String] {
    let contigs = try attempt { try HaplotypeMapFile.read(path) }
    let header =
      "haplotypes and map: \(contigs.first?.samples.count.grouped ?? "0") haplotypes on \(contigs.count.of("contig"))"
    return [header] + contigs.flatMap(describe) + (contigs.last.map { uses(of: $0.matrix) } ?? [])
  }

  static func describeHaplotypeLines(_ path: String) throws(StudyError) -> [String] {
    let contigs = try attempt { try HaplotypeLines.read(path) }
    let header =
      ".haps or .tped: \(contigs.first?.samples.count.grouped ?? "0") individuals on \(contigs.count.of("contig"))"
    return [header] + contigs.flatMap(describe) + (contigs.last.map { uses(of: $0.matrix) } ?? [])
  }

  static func describeSpectrum(_ path: String) throws(StudyError) -> [String] {
    let read = try attempt { try SpectrumFile.read(path, length: 1e9) }
    let sizes = Dictionary(grouping: read.populations, by: { $0 }).mapValues(\.count)
    let names = PopulationMap(entries: zip(read.samples, read.populations).map { (sample: $0, population: $1) })
      .populations
    return [
      "site-frequency spectrum, \(read.matrix.isPolarised ? "unfolded" : "folded"): "
        + "\(read.matrix.siteCount.grouped) segregating sites",
      "  " + names.map { "\($0): \(sizes[$0] ?? 0) haplotypes" }.joined(separator: ", "),
      "  for: data.variants of a study with windows.loci, beside data.length (the bases that were looked at)",
    ]
  }

  static func describeMS(_ path: String) throws(StudyError) -> [String] {
    let replicates = try attempt { try MSText.replicates(path, length: 1) }
    let sites = replicates.map(\.matrix.siteCount)
    let mean = Double(sites.reduce(0, +)) / Double(max(1, sites.count))
    let colliding = replicates.count { zip($0.positions, $0.positions.dropFirst()).contains { $0 == $1 } }
    var lines = [
      "ms text: \(replicates.count.of("replicate")) of \(replicates.first?.matrix.haplotypeCount ?? 0) haplotypes",
      "  segregating sites: mean \(mean.fixed(1)), smallest \(sites.min() ?? 0), largest \(sites.max() ?? 0)",
    ]
    if colliding > 0 {
      lines.append("  note: in \(colliding.of("replicate")) positions are equal at the precision of the file")
    }
    let empty = sites.count { $0 == 0 }
    if empty > 0 { lines.append("  note: \(empty.of("replicate has", "replicates have")) no site") }
    return lines + (replicates.max { $0.matrix.siteCount < $1.matrix.siteCount }.map { uses(of: $0.matrix) } ?? [])
  }
}

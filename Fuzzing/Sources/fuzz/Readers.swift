import Demography
import FeatureTables
import Foundation
import Groundwork
import Learning
import StudyFiles
import VariantFiles

/// The readers that are fuzzed: each takes any bytes and gives a value or a typed error.
let readers: [String: @Sendable ([UInt8]) throws -> Void] = [
  "ms": { _ = try MSText.replicates(text: $0, path: "x.ms", length: 1000) },
  "trees": { _ = try TreeSequenceFile(bytes: $0, path: "x.trees").read() },
  "bed": { _ = try BEDFile.read(text: $0, path: "x.bed") },
  "map": { bytes in
    // The first byte says which kind of map.
    let format: RecombinationMapFile.Format = [.table, .plink, .bed][Int(bytes.first ?? 0) % 3]
    _ = try RecombinationMapFile.read(text: Array(bytes.dropFirst()), path: "x", format: format)
  },
  "bmap": { _ = try EffectiveSizeMapFile.read(text: $0, path: "x.bed") },
  "popmap": { _ = try PopulationMapFile.read(text: $0, path: "x.txt") },
  "features": { bytes in
    let file = try FeatureTableFile(text: bytes, path: "x.tsv")
    // What was read can be written and read again.
    _ = try FeatureTableFile(text: Array(file.text(.tsv).utf8), path: "again.tsv")
  },
  "hap": { bytes in
    let (hap, map) = halves(bytes)
    _ = try HaplotypeMapFile.read(text: hap, path: "x.hap", map: map, mapPath: "x.map")
  },
  "haps": { _ = try HaplotypeLines.read(text: $0, path: "x.haps") },
  "vcf": { try readVariants($0, "vcf") },
  "bcf": { try readVariants($0, "bcf") },
  "demes": { _ = try DemesFile.graph(String(decoding: $0, as: UTF8.self), path: "x.yaml") },
  "study": { bytes in
    // The last line is an override, as --set takes it.
    let (text, override) = halves(bytes)
    let overrides = override.isEmpty ? [] : [String(decoding: override, as: UTF8.self)]
    _ = try StudyFile.parse(String(decoding: text, as: UTF8.self), path: "x.yaml", overrides: overrides)
  },
  "npz": { bytes in
    let path = try written(bytes, "npz")
    _ = try? FeatureTable.read(path)
    try predict(try ModelFile.read(path).model)
  },
  "mask": { _ = try FASTAMask.read(text: $0, path: "x.fa") },
  "plink": { bytes in
    let (bed, rest) = halves(bytes)
    let (bim, fam) = halves(rest)
    let base = NSTemporaryDirectory() + "/apus-fuzz-\(getpid())"
    for (ending, part) in [(".bed", bed), (".bim", bim), (".fam", fam)] {
      try Data(part).write(to: URL(fileURLWithPath: base + ending))
    }
    let file = try PlinkFile(path: base)
    for contig in file.contigs { _ = try file.read(contig: contig, haploidBySex: bytes.count % 2 == 0) }
  },
]

/// What stands before the first line "=", and what stands behind it.
private func halves(_ bytes: [UInt8]) -> ([UInt8], [UInt8]) {
  let mark = Array("\n=\n".utf8)
  guard let range = bytes.firstRange(of: mark) else { return (bytes, []) }
  return (Array(bytes[..<range.lowerBound]), Array(bytes[range.upperBound...]))
}

/// What `model` says of a few rows: what was read can be asked.
private func predict(_ model: any Model) throws {
  guard model.schema.alignment == nil, model.schema.columns.count < 10_000 else { return }
  let values = (0..<3 * model.schema.columns.count).map { Double($0 % 7) - 2.5 }
  _ = try model.answer(
    for: FeatureTable(schema: model.schema, rows: values), levels: [0.05, 0.95], threads: 1)
}

/// Where `bytes` lie as a file that ends in `ending`.
private func written(_ bytes: [UInt8], _ ending: String) throws -> String {
  let path = NSTemporaryDirectory() + "/apus-fuzz-\(getpid()).\(ending)"
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  return path
}

/// Reads all of a VCF or BCF, and again by the quality of calls.
private func readVariants(_ bytes: [UInt8], _ ending: String) throws {
  let file = try VariantFile(path: try written(bytes, ending))
  _ = try file.readAll(samples: nil, into: SiteStorage())
  var options = VariantReadOptions(minimumCallRate: 0.9, multiallelic: .split, invariant: .keep)
  options.calls = CallRules(depth: 1, filters: ["PASS", "."])
  _ = try file.readAll(samples: nil, options: options, into: SiteStorage())
}

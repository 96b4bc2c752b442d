import Foundation
import Haplotypes
import Studies
import StudyFiles
import TestSupport
import Testing
import Training
import VariantFiles

/// Small studies and the data they are about.
enum MadeUp {
  /// The study written in `text`, as if it lay in the file /studies/x.yaml.
  static func study(_ text: String, _ overrides: String...) throws(StudyError) -> Study {
    try StudyFile.parse(text, path: "/studies/x.yaml", overrides: overrides)
  }

  /// A study that only simulates: windows of 11 kb.
  static let simulating = """
    study: small
    model: {haplotypes: 10, mutation_rate: 5.0e-8}
    windows: {length: 11kb, subwindows: 11}
    training: {replicates: 20, seed: 5}
    """

  /// Writes `matrix` on contig `1` of `length` bases to x.vcf in `folder`.
  static func write(_ matrix: HaplotypeMatrix, length: Int, _ folder: TemporaryFolder) throws {
    try VariantWriter.write(
      matrix, contig: "1", length: length, sampleNames: matrix.ploidies.indices.map { "s\($0)" }, command: "test",
      to: folder.file("x.vcf"))
  }

  /// Four diploid individuals with a site every `step` bases of `length`, single derived alleles in turn; `missing`
  /// names haplotypes without calls.
  static func matrix(length: Int, step: Int, missing: (_ site: Int) -> UInt64 = { _ in 0 }) -> HaplotypeMatrix {
    var matrix = HaplotypeMatrix(haplotypeCount: 8, ploidies: [2, 2, 2, 2])
    for (site, position) in stride(from: 0, to: length, by: step).enumerated() {
      let mask = missing(site)
      let carriers: UInt64 = 0b1100_0011 << UInt64(site % 5) & 0xFF
      matrix.append(position: Double(position), alleles: [carriers & ~mask], missing: [mask])
    }
    return matrix
  }

  /// The study over x.vcf in `folder`, with windows of 1,100 bases, and its data.
  static func observed(
    _ folder: TemporaryFolder, _ overrides: String...
  ) throws -> (study: Study, data: ObservedData) {
    let text = """
      data: {variants: x.vcf}
      model: {mutation_rate: 1.0e-6}
      windows: {length: 1100, subwindows: 11}
      training: {replicates: 4, seed: 5}
      scan: {minimum_sites: 5}
      """
    let study = try StudyFile.parse(text, path: folder.file("x.yaml"), overrides: overrides)
    return (study, try ObservedData(try #require(study.data)))
  }
}

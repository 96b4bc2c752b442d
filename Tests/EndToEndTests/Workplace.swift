import Foundation
import TestSupport
import Testing

/// A folder with a tiny study: `study.yaml` over `contig.vcf.gz`, 10 individuals and 165 kb with a hard sweep in the
/// middle, which the program simulated.
struct Workplace {
  let folder: TemporaryFolder

  static let simulated = """
    study: planted
    model:
      haplotypes: 20
      mutation_rate: 2.5e-8
      recombination_rate: 1.0e-8
      sweep: {selection_coefficient: 0.05, fixation_time: 10, soft_initial_frequency: 0.1}
    windows: {length: 55kb, subwindows: 11}
    training: {replicates: 20, seed: 7}
    """

  static let study = """
    study: tiny
    recipe: s-hic
    data:
      variants: contig.vcf.gz
      known: truth.bed
    model:
      mutation_rate: {uniform: [2.0e-8, 3.0e-8]}
      sweep: {fixation_time: {uniform: [0, 100]}}
    windows: {length: 55kb, subwindows: 11}
    training: {replicates: 20, seed: 3}
    learner: {extra_trees: {trees: 20}}
    scan: {minimum_sites: 5, force: true}
    """

  init() throws {
    folder = try TemporaryFolder()
    try write(Self.simulated, "planted.yaml")
    try write(Self.study, "study.yaml")
    let made = try apus(
      "simulate", "planted.yaml", "-q", "-o", "contig.vcf.gz", "--layout", "neutral,hard,neutral", "--truth",
      "truth.bed")
    try #require(made.code == 0, "\(made.errors)")
  }

  /// Runs the program in the folder.
  func apus(_ arguments: String...) throws -> Outcome { try Program.run(arguments, in: folder.path) }

  /// Runs the program, which must succeed.
  @discardableResult
  func succeed(_ arguments: String..., at location: SourceLocation = #_sourceLocation) throws -> Outcome {
    let outcome = try Program.run(arguments, in: folder.path)
    try #require(outcome.code == 0, "\(arguments): \(outcome.errors)", sourceLocation: location)
    return outcome
  }

  /// Runs the program, which must end with `code` and one line of error that holds all of `words`.
  func fail(
    _ code: Int32, _ words: [String], _ arguments: String..., at location: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try Program.run(arguments, in: folder.path)
    #expect(outcome.code == code, "\(arguments): \(outcome.errors)", sourceLocation: location)
    let last = outcome.errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    #expect(outcome.errorLines == [last], "\(outcome.errors)", sourceLocation: location)
    for word in words {
      #expect(last.contains(word), "'\(word)' in: \(last)", sourceLocation: location)
    }
    #expect(outcome.output.isEmpty, sourceLocation: location)
  }

  func write(_ text: String, _ name: String) throws {
    try text.write(toFile: folder.file(name), atomically: false, encoding: .utf8)
  }

  func text(_ name: String) throws -> String { try String(contentsOfFile: folder.file(name), encoding: .utf8) }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder.file(name))) }

  /// All files below the folder but for logs, which tell when and how often something ran.
  func files() -> [String] {
    (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
      .filter { !$0.hasSuffix(".log") }.sorted()
  }

  /// The names in a folder, which may be a file system of its own, but for those of logs.
  func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.file(name)).filter { !$0.hasSuffix(".log") }.sorted()
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.file(name)) }

  /// What tells whether a file was written anew: files appear by renaming, so each has its own inode.
  func inode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
    return try #require(attributes[.systemFileNumber] as? Int)
  }

  /// The simulated contig as plain VCF, changed line by line.
  func writeVCF(_ name: String, _ change: (String) -> String?) throws {
    let lines = try Program.decompressed(folder.file("contig.vcf.gz")).split(whereSeparator: \.isNewline)
    try write(lines.compactMap { change(String($0)) }.map { $0 + "\n" }.joined(), name)
  }

  /// A table of tab-separated text: rows of fields.
  static func fields(_ text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

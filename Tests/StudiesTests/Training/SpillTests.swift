import Foundation
import Groundwork
import Haplotypes
import Studies
import StudyFiles
import TestSupport
import Testing
import Training
import VariantFiles

/// Observed data that do not fit into memory give the same bytes as data that do.
@Suite struct SpillTests {
  /// Twelve diploid individuals with 1,500 sites on 66,000 bases; with missing calls, and with the last three homozygous.
  private static func matrix(haploid: Bool, missing: Double) -> HaplotypeMatrix {
    var stream = RandomStream(seed: 21, replicate: 0, purpose: .mask)
    var matrix = HaplotypeMatrix(haplotypeCount: 24, ploidies: [UInt8](repeating: 2, count: 12))
    for site in 0..<1500 {
      var alleles: UInt64 = 0
      var mask: UInt64 = 0
      for individual in 0..<12 as Range<UInt64> {
        let first = UInt64(stream.index(below: 2))
        let second = haploid && individual > 8 && site % 50 > 0 ? first : UInt64(stream.index(below: 2))
        let bits: UInt64 = 0b11 << (2 * individual)
        if stream.uniform() < missing { mask |= bits } else { alleles |= (first | second << 1) << (2 * individual) }
      }
      matrix.append(position: Double(44 * site + (site % 3)), alleles: [alleles], missing: [mask])
    }
    return matrix
  }

  /// Writes `matrix` to `path` in the format of its suffix, `sites` of it.
  private func write(_ matrix: HaplotypeMatrix, _ path: String, sites: Range<Int>? = nil) throws {
    let sites = sites ?? 0..<matrix.siteCount
    let part = HaplotypeMatrix(
      haplotypeCount: 24, positions: Array(matrix.positions[sites]), words: Array(matrix.words[sites]),
      missing: matrix.missing.map { Array($0[sites]) }, ploidies: matrix.ploidies)
    guard path.hasSuffix(".bed") else {
      try VariantWriter.write(
        part, contig: "1", length: 66_000, sampleNames: (0..<12).map { "s\($0)" }, command: "test", to: path)
      return
    }
    var calls: [UInt8] = [0x6C, 0x1B, 1]
    for site in sites {
      var bytes: [UInt8] = [0, 0, 0]
      for individual in 0..<12 {
        let count = [0, 1].count { matrix.allele(site: site, haplotype: 2 * individual + $0) }
        let code: UInt8 = matrix.isMissing(site: site, haplotype: 2 * individual) ? 1 : [3, 2, 0][count]
        bytes[individual >> 2] |= code << UInt8(2 * (individual & 3))
      }
      calls += bytes
    }
    let stem = path.dropLast(4)
    try AtomicFile.write(calls, to: path)
    try AtomicFile.write(
      matrix.positions[sites].map { "1 . 0 \(Int($0) + 1) C A\n" }.joined(), to: stem + ".bim")
    try AtomicFile.write((0..<12).map { "f s\($0) 0 0 1 0\n" }.joined(), to: stem + ".fam")
  }

  /// The values and notes of the windows of `variants` with a storage of `limit` bytes, and the bytes of its file.
  private func features(
    _ folder: TemporaryFolder, _ variants: String, _ settings: [String], limit: Int, threads: Int
  ) throws -> (values: [Double], notes: [String], spilled: Int) {
    let storage = SiteStorage(limit: limit, folder: folder.path)
    let made = try FileFeatures(
      folder.file(variants),
      settings: ["windows.length=11000", "windows.subwindows=11", "scan.minimum_sites=5", "data.ancestral=auto"]
        + settings, threads: threads, storage: storage
    ) { _, _, _ in }
    return (made.table.values, made.notes, storage.spilledBytes)
  }

  @Test(arguments: ["x.vcf", "x.vcf.gz", "x.bcf", "x.bed"], ["pi, tajimasD, thetaW", "s-hic"])
  func sameValuesAndNotes(variants: String, features set: String) throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write("1\t0\t20000\n1\t20400\t66000\n", to: folder.file("m.bed"))
    for (haploid, missing, more) in [
      (false, 0.0, []), (false, 0.05, ["data.accessible='\(folder.file("m.bed"))'", "scan.minimum_accessible=0.5"]),
      (true, 0.0, ["data.haploid=auto"]), (true, 0.05, []),
    ] as [(Bool, Double, [String])] {
      let polarised = set == "s-hic" && variants != "x.bed" && missing == 0
      let chosen = "features='\(set == "s-hic" ? polarised ? "s-hic" : "pi, thetaW; windows: whole" : set)'"
      try write(Self.matrix(haploid: haploid, missing: missing), folder.file(variants))
      let whole = try features(folder, variants, more + [chosen], limit: 1 << 30, threads: 1)
      #expect(whole.spilled == 0 && whole.values.count > 50)
      #expect(
        whole.notes.contains { $0.contains(more.first?.contains("auto") == true ? "are taken" : "s9, s10") } == haploid)
      for (limit, threads) in [(0, 1), (3000, 2)] {
        let stored = try features(folder, variants, more + [chosen], limit: limit, threads: threads)
        #expect(stored.spilled > 0)
        #expect(stored.values == whole.values && stored.notes == whole.notes, "\(variants) \(set) \(limit)")
      }
    }
  }

  /// What simulations copy from observed windows, and the key of the simulation, do not depend on where the sites are; nor does a
  /// contig that comes from two files.
  @Test func sameTrainingAndScan() throws {
    let folder = try TemporaryFolder()
    let matrix = Self.matrix(haploid: true, missing: 0.1)
    try write(matrix, folder.file("x.vcf"))
    try write(matrix, folder.file("a.vcf.gz"), sites: 0..<700)
    try write(matrix, folder.file("b.bcf"), sites: 700..<1500)
    try AtomicFile.write("1\t0\t20000\n1\t20400\t66000\n", to: folder.file("m.bed"))
    var rows: [[Double]] = []
    for variants in ["x.vcf", "[a.vcf.gz, b.bcf]"] {
      for limit in [0, 5000, 1 << 30] {
        let text = """
          data: {variants: \(variants), haploid: [s1, s9], accessible: m.bed, ancestral: none}
          features: "pi, tajimasD; windows: whole"
          model: {mutation_rate: 1.0e-6}
          windows: {length: 11000, subwindows: 11}
          training: {replicates: 3, seed: 5}
          scan: {minimum_sites: 5}
          """
        let study = try StudyFile.parse(text, path: folder.file("x.yaml"))
        let storage = SiteStorage(limit: limit, folder: folder.path)
        let data = try ObservedData(try #require(study.data), storage: storage)
        #expect((storage.spilledBytes > 0) == (limit < 1 << 30))
        let simulation = try TrainingSimulation(study, data: data)
        let made = try simulation.rows(0..<study.training.replicates, threads: 2) { _ in }
        #expect(made.failures.isEmpty)
        rows.append(made.table.values + [Double(UInt32(simulation.key.prefix(8), radix: 16) ?? 0)])
      }
    }
    #expect(Set(rows).count == 1 && rows[0].count > 3)
  }
}

import Coalescent
import Demography
import Groundwork
import Haplotypes
import Statistics
import TestSupport
import Testing
import VariantFiles

/// Simulated and observed data go through the same code: what is written as VCF and read back has the same statistics,
/// bit for bit.
@Suite struct RoundTripTests {
  static let individuals = 18

  /// Simulated haplotypes of diploid individuals, `missing` of whose calls are taken away.
  static func simulated(missing: Double) throws -> HaplotypeMatrix {
    let rate = 40 / (4 * 10_000 * 10_000.0)
    let model = CoalescentModel(
      haplotypeCount: 2 * individuals, sequenceLength: 10_000, demography: try DemographicModel(constantSize: 10_000),
      mutationRate: rate, recombinationRate: rate)
    let simulated = try CoalescentSimulator().simulate(model, seed: 5, replicate: 1).matrix
    var random = RandomStream(seed: 8, replicate: 0, purpose: .split)
    var matrix = HaplotypeMatrix(
      haplotypeCount: 2 * individuals, ploidies: [UInt8](repeating: 2, count: individuals))
    for site in 0..<simulated.siteCount {
      var (alleles, gaps): (UInt64, UInt64) = (simulated.words[site], 0)
      for haplotype in 0..<2 * individuals where random.uniform() < missing { gaps |= 1 << UInt64(haplotype) }
      alleles &= ~gaps
      // A file has whole positions: tracts and distances between sites are those of the file.
      let before = matrix.positions.last ?? -1
      matrix.append(
        position: max(simulated.positions[site].rounded(.down), before + 1), alleles: [alleles], missing: [gaps])
    }
    return matrix
  }

  /// `matrix` with its individuals in the given order.
  static func reordered(_ matrix: HaplotypeMatrix, _ order: [Int]) -> HaplotypeMatrix {
    var result = HaplotypeMatrix(haplotypeCount: matrix.haplotypeCount, ploidies: matrix.ploidies)
    func moved(_ word: UInt64) -> UInt64 {
      order.enumerated().reduce(0) { $0 | (word >> UInt64(2 * $1.element) & 3) << UInt64(2 * $1.offset) }
    }
    for site in 0..<matrix.siteCount {
      result.append(
        position: matrix.positions[site], alleles: [moved(matrix.words[site])],
        missing: [moved(matrix.missing?[site] ?? 0)])
    }
    return result
  }

  @Test("Every statistic of the registry, with samples in another order in the file", arguments: [0, 0.1])
  func everyStatistic(missing: Double) throws {
    let matrix = try Self.simulated(missing: missing)
    let order = (0..<Self.individuals).map { $0 * 7 % Self.individuals }
    let folder = try TemporaryFolder()
    try VariantWriter.write(
      Self.reordered(matrix, order), contig: "1", length: 10_000, sampleNames: order.map { "s\($0)" },
      command: "test", to: folder.file("x.vcf.gz"))
    let file = try VariantFile(path: folder.file("x.vcf.gz"))
    let read = try file.read(
      file.region("1"), samples: (0..<Self.individuals).map { "s\($0)" },
      options: VariantReadOptions(polarisation: .infoAA)
    ).matrix
    #expect(read.siteCount > 100 && read.isPhased && read.isPolarised && read.ploidies == matrix.ploidies)
    var compared = 0
    for sizes in [[36], [22, 14], [12, 10, 14], [12, 10, 8, 6]] {
      let own = HaplotypeWindow(
        matrix, populationSizes: sizes, from: 500, to: 9_500, accessible: [0..<4_000, 5_000..<9_700])
      let theirs = HaplotypeWindow(
        read, populationSizes: sizes, from: 500, to: 9_500, accessible: [0..<4_000, 5_000..<9_700])
      for statistic in StatisticRegistry.all where statistic.info.populations == sizes.count {
        #expect(statistic.values(in: own) == statistic.values(in: theirs), "\(statistic.info.id)")
        compared += 1
      }
      for statistic in StatisticRegistry.all where statistic.info.populations == 1 {
        let last = StatisticOfPopulations(statistic, of: [sizes.count - 1])
        #expect(last.values(in: own) == last.values(in: theirs), "\(last.info.id)")
      }
    }
    #expect(compared == StatisticRegistry.all.count)
  }
}

import Groundwork
import Haplotypes
import Statistics
import StudyFiles

/// The values of statistics on one contig; what several need is computed once.
struct ScanColumns {
  /// Nil for unphased data.
  private let scan: HaplotypeScan?
  private let two: PopulationScan?
  private let matrix: HaplotypeMatrix
  private let isPolarised: Bool
  private let request: ChromosomeScanRequest
  private var ihs: [Double?] = []
  private var nsl: [Double?] = []
  private var deltaIHH: [Double?] = []

  init(
    _ scan: HaplotypeScan?, _ two: PopulationScan?, _ matrix: HaplotypeMatrix, isPolarised: Bool,
    _ request: ChromosomeScanRequest
  ) {
    self.scan = scan
    self.two = two
    self.matrix = matrix
    self.isPolarised = isPolarised
    self.request = request
    guard let scan else { return }
    let wanted = Set(request.statistics)
    var integrals: HaplotypeScan.AlleleValues?
    var lengths: HaplotypeScan.AlleleValues?
    let wantsIntegrals = wanted.contains(.ihs) || wanted.contains(.deltaIHH)
    if wantsIntegrals && wanted.contains(.nsl) {
      (integrals, lengths) = scan.integratedHomozygosityAndSharedLengths()
    } else if wantsIntegrals {
      integrals = scan.integratedHomozygosity()
    } else if wanted.contains(.nsl) {
      lengths = scan.sharedLengths()
    }
    if let integrals {
      ihs = oriented(scan.scores(integrals), scan)
      deltaIHH = oriented(HaplotypeScan.differences(integrals), scan)
    }
    if let lengths { nsl = oriented(scan.scores(lengths), scan) }
  }

  /// The values of `statistic` and where they are.
  func column(_ statistic: ScanStatistic) -> (values: [Double?], positions: [Double]) {
    switch statistic {
    case .xpehh: return (two?.xpehh() ?? [], two?.positions ?? [])
    case .xpnsl: return (two?.xpnsl() ?? [], two?.positions ?? [])
    case .clr:
      let values = SweepLikelihood(matrix).values(at: matrix.positions, threads: request.threads)
      return (values.map { $0.clr }, matrix.positions)
    case .ihs, .nsl, .deltaIHH, .ihh12, .hScan, .dind:
      guard let scan else { preconditionFailure("\(statistic.rawValue) needs phased haplotypes") }
      return (haplotypes(statistic, scan), scan.positions)
    }
  }

  private func haplotypes(_ statistic: ScanStatistic, _ scan: HaplotypeScan) -> [Double?] {
    switch statistic {
    case .ihs: return ihs
    case .nsl: return nsl
    case .deltaIHH: return deltaIHH
    case .ihh12: return scan.integratedH12()
    case .hScan: return scan.meanTractLengths()
    default: return scan.dind(window: request.diversityWindow, threads: request.threads)
    }
  }

  /// Scores of the derived over the ancestral allele; without ancestral alleles, of the rarer over the commoner one.
  private func oriented(_ scores: [Double?], _ scan: HaplotypeScan) -> [Double?] {
    if isPolarised { return scores }
    return zip(scores, zip(scan.derivedCounts, scan.calledCounts)).map { score, counts in
      2 * counts.0 > counts.1 ? score.map { -$0 } : score
    }
  }
}

import FeatureTables
import Foundation
import Groundwork
import Learning
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// Genomes put together from simulated chromosomes that neither the model nor its thresholds have seen: of 20 pieces each, 0 to 20 with a sweep.
struct PlantedGenomes {
  /// Calls that lie near a sweep and those that do not, the share of false ones averaged over genomes, sweeps, and how often each interval
  /// held the site of a sweep that was called.
  var (near, false_, falseShare, sweeps) = (0, 0, 0.0, 0)
  var held = [0, 0, 0]
  var widths = [0.0, 0, 0]
  var errors: [Double] = []

  /// `count` genomes of the chromosomes of `fresh`, called by `calibration` as `study` says.
  init(_ study: Study, _ calibration: SiteCalibration, _ fresh: HeldOutSites, count: Int) {
    let swept = fresh.chromosomes.filter { $0.site != nil }
    let neutral = fresh.chromosomes.filter { $0.site == nil }
    for genome in 0..<count {
      var stream = RandomStream(seed: 99, replicate: UInt64(genome), purpose: .parameters)
      let pieces = (0..<20).map { piece in
        piece < genome % 21 ? swept[stream.index(below: swept.count)] : neutral[stream.index(below: neutral.count)]
      }
      let contigs = pieces.enumerated().map { index, piece in
        SiteCalls.Contig(profile: piece.profile, name: "\(index)", end: Int.max, kinds: piece.kinds)
      }
      sweeps += genome % 21
      var own = (calls: 0, wrong: 0)
      for peak in SiteCalls(study, contigs, calibration).peaks where peak.isCalled {
        own.calls += 1
        let middle = Double(peak.peak.start + peak.peak.end) / 2
        guard let site = pieces[Int(peak.peak.contig) ?? 0].site, abs(middle - site) <= calibration.reach else {
          own.wrong += 1
          continue
        }
        near += 1
        errors.append(abs(middle - site))
        for (level, interval) in peak.intervals.enumerated() {
          if Double(interval.start) <= site && site < Double(interval.end) { held[level] += 1 }
          widths[level] += Double(interval.length)
        }
      }
      false_ += own.wrong
      falseShare += Double(own.wrong) / Double(max(1, own.calls)) / Double(count)
    }
    errors.sort()
  }

  /// A row of the table in the documentation.
  var row: String {
    let calls = Double(max(1, near))
    let shares = held.map { (100 * Double($0) / calls).fixed(0) + " %" }.joined(separator: " | ")
    let lengths = widths.map { ($0 / calls / 1000).fixed(0) }.joined(separator: " | ")
    return
      "\(near + false_) calls | FDR \((100 * falseShare).fixed(1)) % | power \((100 * calls / Double(max(1, sweeps))).fixed(0)) % | "
      + "held \(shares) | kb \(lengths) | median error \(errors.isEmpty ? 0 : Int(errors[errors.count / 2]))"
  }
}

/// Calls on planted genomes come to what is said of them.
@Suite struct PlantedGenomeTests {
  /// The calibration of `study`, whose training table and model are made here or lie in `folder`, and fresh chromosomes.
  private func parts(
    _ study: Study, folder: String, fresh count: Int
  ) throws -> (calibration: SiteCalibration, fresh: HeldOutSites) {
    var study = study
    study.output = folder
    let run = StudyRun(study, threads: 2) { _, _, _ in }
    let data = try run.data()
    let model = try run.model(try run.training(data)).model
    let calibration = try #require(try run.siteCalibration(model))
    let simulation = try run.simulation(data)
    let range = simulation.plan.count..<simulation.plan.count + count * study.classes.count
    let table = try simulation.rows(range, threads: 2) { _ in }.table
    return (calibration, try HeldOutSites(study, model.model, table, rows: Array(0..<table.rowCount), threads: 2))
  }

  @Test func callsComeToWhatIsSaidOfThem() throws {
    let folder = try TemporaryFolder()
    let (calibration, fresh) = try parts(
      try SiteScanTests.study("training.replicates=150"), folder: folder.file("out"), fresh: 80)
    for level in [0.1, 0.3] {
      let study = try SiteScanTests.study("scan.objective=fdr \(level)")
      let genomes = PlantedGenomes(study, calibration, fresh, count: 63)
      // The rates of 150 neutral chromosomes are known to a fifth; the rest is luck of the draw.
      #expect(genomes.falseShare < 1.5 * level + 0.03)
      #expect(genomes.near > genomes.sweeps / 3)
      let calls = Double(genomes.near)
      for (held, nominal) in zip(genomes.held, SiteCalibration.levels) {
        // An interval is a stretch at least, which may be more than half of the sweeps need.
        let most = nominal == 0.5 ? 1 : nominal + 0.15
        #expect((nominal - 0.12...most).contains(Double(held) / calls), "\(nominal): \(Double(held) / calls)")
      }
    }
    // Where hardly a sweep is expected, many calls are not believed; where they are, or were asked for, they are.
    let swept = fresh.chromosomes.filter { $0.site != nil }.prefix(40).enumerated().map { index, one in
      SiteCalls.Contig(profile: one.profile, name: "\(index)", end: Int.max, kinds: one.kinds)
    }
    func doubt(_ rarity: Double, _ objective: String) throws -> String? {
      let study = try SiteScanTests.study("scan.objective=\(objective)", "scan.rarity=\(rarity)")
      let own = try SiteCalibration(study, fresh)
      return SiteText.implausible(SiteCalls(study, swept, own), own, study.scan.objective)
    }
    #expect(try doubt(0.01, "fdr 0.1")?.contains("State the rarity") == true)
    #expect(try doubt(4, "fdr 0.1") == nil && doubt(0.01, "top 30") == nil)
    let best = PlantedGenomes(try SiteScanTests.study("scan.objective=f1"), calibration, fresh, count: 21)
    #expect(best.near > 0)
    let three = PlantedGenomes(try SiteScanTests.study("scan.objective=top 3"), calibration, fresh, count: 21)
    #expect(three.near + three.false_ == 63)
  }

  /// The table of the documentation: APUS_PLANTED names a study file whose training table and model may be there already.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["APUS_PLANTED"] != nil, "APUS_PLANTED names no study"))
  func table() throws {
    let path = try #require(ProcessInfo.processInfo.environment["APUS_PLANTED"])
    let study = try StudyFile.read(path)
    let (calibration, fresh) = try parts(study, folder: study.output, fresh: 500)
    for objective in ["fdr 0.05", "fdr 0.1", "fdr 0.2", "fdr 0.3", "f1"] {
      let own = try StudyFile.read(path, overrides: ["scan.objective=\(objective)"])
      print("planted:", objective, PlantedGenomes(own, calibration, fresh, count: 210).row)
    }
  }
}

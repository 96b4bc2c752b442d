import Coalescent
import Statistics
import VariantFiles

/// Apus against another simulator's replicates: distributions of statistics, variances and the correlation along the sequence.
enum PeerComparison {
  /// Reads `folder`/PEER-NAME.ms of every model; distributions, means and variances of each statistic.
  static func section(_ peerName: String, folder: String) throws -> Section {
    var section = Section(
      title: "One population against \(peerName)",
      text: "40 haplotypes, 100 kb, 4NμL = 4NrL = 100, N = 10,000; \"bottleneck\": N = 1,000 between 2,000 and 3,000 "
        + "generations ago. Kolmogorov-Smirnov tests with Holm's correction; z of the means, of the log variances and of "
        + "the correlation of S in the two halves.", reference: peerName)
    var p: [Double] = []
    for model in PeerModel.all {
      let (apus, peer, count) = try summaries(model, path: "\(folder)/\(peerName)-\(model.name).ms")
      for (index, name) in Summaries.names.enumerated() {
        let (a, b) = (apus.values[index], peer.values[index])
        let (x, y) = (TwoSample.meanAndVariance(a), TwoSample.meanAndVariance(b))
        section.checks.append(
          Check(what: "\(model.name): \(name)", expected: y.mean, found: x.mean, z: TwoSample.z(a, b), p: 1))
        p.append(TwoSample.kolmogorovSmirnov(a, b).p)
        section.checks.append(
          Check(
            what: "\(model.name): variance of \(name)", expected: y.variance, found: x.variance,
            z: TwoSample.zOfVariances(a, b)))
        section.plots.append(plot("\(model.name): \(name)", a, b))
      }
      let (a, b) = (apus.correlationOfHalves, peer.correlationOfHalves)
      section.checks.append(
        Check(
          what: "\(model.name): correlation of S in the halves", expected: b, found: a,
          z: TwoSample.zOfCorrelations(a, b, count: count)))
    }
    var corrected = TwoSample.holm(p)[...]
    for index in section.checks.indices where section.checks[index].p != nil {
      section.checks[index].p = corrected.removeFirst()
    }
    return section
  }

  private static func summaries(
    _ model: PeerModel, path: String
  ) throws -> (apus: Summaries, peer: Summaries, count: Int) {
    let peers = try MSText.read(path, length: PeerModel.length)
    let parameters = try model.model()
    let window = HaplotypeWindow(haplotypeCount: parameters.haplotypeCount)
    let simulator = CoalescentSimulator()
    var apus = Summaries()
    var peer = Summaries()
    for (replicate, matrix) in peers.enumerated() {
      let own = try simulator.simulate(parameters, seed: 12, replicate: UInt64(replicate)).matrix
      apus.add(own, length: PeerModel.length, window: window)
      peer.add(matrix, length: PeerModel.length, window: window)
    }
    return (apus, peer, peers.count)
  }

  /// The percentiles 0.5, 1.5, ... 99.5 of both samples.
  private static func plot(_ title: String, _ a: [Double], _ b: [Double]) -> QuantilePlot {
    let (a, b) = (a.sorted(), b.sorted())
    let points = (0..<100).map { k in
      let q = (Double(k) + 0.5) / 100
      return (apus: a[Int(q * Double(a.count))], peer: b[Int(q * Double(b.count))])
    }
    return QuantilePlot(title: title, points: points)
  }
}

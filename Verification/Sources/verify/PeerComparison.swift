import Coalescent
import Groundwork
import Statistics
import VariantFiles

/// Apus against msprime's replicates: distributions of statistics, variances and the correlation along the sequence.
enum PeerComparison {
  private struct Row {
    let model: String
    let statistic: String
    let apus: (mean: Double, variance: Double)
    let peer: (mean: Double, variance: Double)
    let zOfMeans: Double
    let zOfVariances: Double
    let distance: Double
    let p: Double
  }

  /// Reads `folder`/NAME.ms of every model, prints the tables and writes `folder`/quantiles.tsv (what a QQ plot shows).
  /// True if nothing differs at 1e-3 after Holm's correction and no z reaches 4.
  static func run(folder: String) throws -> Bool {
    var rows: [Row] = []
    var quantiles = "model\tstatistic\tquantile\tapus\tmsprime\n"
    var isGood = true
    for model in PeerModel.all {
      let peers = try MSText.read("\(folder)/\(model.name).ms", length: PeerModel.length)
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
      for (index, name) in Summaries.names.enumerated() {
        rows.append(row(model.name, name, apus.values[index], peer.values[index]))
        quantiles += quantileLines(model.name, name, apus.values[index], peer.values[index])
      }
      let (a, b) = (apus.correlationOfHalves, peer.correlationOfHalves)
      let z = TwoSample.zOfCorrelations(a, b, count: peers.count)
      print(
        "\(model.name): correlation of S in the two halves: Apus \(text(a)), msprime \(text(b)), z = \(text(z)); "
          + "\(peers.count) replicates each")
      isGood = isGood && abs(z) < 4
    }
    try AtomicFile.write(Array(quantiles.utf8), to: "\(folder)/quantiles.tsv")
    return report(rows) && isGood
  }

  private static func row(_ model: String, _ statistic: String, _ apus: [Double], _ peer: [Double]) -> Row {
    let test = TwoSample.kolmogorovSmirnov(apus, peer)
    return Row(
      model: model, statistic: statistic, apus: TwoSample.meanAndVariance(apus),
      peer: TwoSample.meanAndVariance(peer), zOfMeans: TwoSample.z(apus, peer),
      zOfVariances: TwoSample.zOfVariances(apus, peer), distance: test.distance, p: test.p)
  }

  private static func report(_ rows: [Row]) -> Bool {
    let corrected = TwoSample.holm(rows.map(\.p))
    print("\n| model | statistic | Apus mean | msprime mean | z | variance ratio | z | KS distance | p (Holm) |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    var isGood = true
    for (row, p) in zip(rows, corrected) {
      isGood = isGood && p >= 1e-3 && abs(row.zOfMeans) < 4 && abs(row.zOfVariances) < 4
      let cells = [
        row.apus.mean, row.peer.mean, row.zOfMeans, row.apus.variance / row.peer.variance, row.zOfVariances,
        row.distance, p,
      ]
      print("| \(row.model) | \(row.statistic) | \(cells.map(text).joined(separator: " | ")) |")
    }
    return isGood
  }

  /// The percentiles 0.5, 1.5, ... 99.5 of both samples.
  private static func quantileLines(_ model: String, _ statistic: String, _ a: [Double], _ b: [Double]) -> String {
    let a = a.sorted()
    let b = b.sorted()
    return (0..<100).map { k in
      let q = (Double(k) + 0.5) / 100
      return "\(model)\t\(statistic)\t\(q)\t\(a[Int(q * Double(a.count))])\t\(b[Int(q * Double(b.count))])\n"
    }.joined()
  }
}

import Groundwork

/// Whose heterozygous calls have no phase: a few samples may make a whole data set unphased.
struct UnphasedCalls {
  private var tallies: [UInt32]
  private var counted = 0

  /// Calls that are counted sample by sample; of more it is plain that they are no exception.
  private static let most = 20_000
  /// The share of the samples up to which those with such calls are the exception.
  private static let fewSamples = 0.2

  /// None yet, of so many samples.
  init(sampleCount: Int) { tallies = [UInt32](repeating: 0, count: sampleCount) }

  /// True while further calls are to be counted.
  var isCounting: Bool { counted < Self.most }

  /// Has `count` add a record's calls, `calls` in all, to those of each sample.
  mutating func add(_ calls: Int, _ count: (inout [UInt32]) -> Void) {
    count(&tallies)
    counted += calls
  }

  /// What a user should know, `calls` calls of `samples` having no phase in all.
  func note(_ calls: Int, of samples: [String]) -> String {
    let own = tallies.indices.filter { tallies[$0] > 0 }.sorted { (tallies[$1], $0) < (tallies[$0], $1) }
    let words = "\(calls.grouped) heterozygous calls have no phase: the data are used as unphased"
    guard isCounting, !own.isEmpty, Double(own.count) <= Self.fewSamples * Double(samples.count) else { return words }
    let names = own.map { "\(samples[$0]) (\(Int(tallies[$0]).grouped))" }
    let choice = own.count <= 8 ? " '^\(own.map { samples[$0] }.joined(separator: ","))'" : ""
    return words
      + "; all are of \(own.count == 1 ? "one sample" : "\(own.count.grouped) of \(samples.count.grouped) samples"), "
      + "\(ContigNames.list(names, limit: 8)): without them the rest is phased (data.samples, -s\(choice))"
  }
}

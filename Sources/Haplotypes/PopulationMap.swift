/// Which population each sample belongs to, in the order of the file that said so.
public struct PopulationMap: Sendable, Equatable {
  /// Sample and population, one entry a line of the file.
  public let entries: [(sample: String, population: String)]

  /// A map of `entries`; a sample may appear once.
  public init(entries: [(sample: String, population: String)]) {
    self.entries = entries
  }

  /// The populations, in order of first appearance.
  public var populations: [String] {
    var seen: Set<String> = []
    return entries.compactMap { seen.insert($0.population).inserted ? $0.population : nil }
  }

  /// The samples of `populations`, in the order of the file.
  public func samples(of populations: [String]) -> [String] {
    let wanted = Set(populations)
    return entries.filter { wanted.contains($0.population) }.map(\.sample)
  }

  /// Equal entries in equal order.
  public static func == (a: PopulationMap, b: PopulationMap) -> Bool {
    a.entries.count == b.entries.count
      && zip(a.entries, b.entries).allSatisfy { $0.sample == $1.sample && $0.population == $1.population }
  }
}

/// What is known of rows apart from their features: the class, the replicate, the truths and the place of each. Whatever a
/// learner reads, features or alignments, has such rows.
public struct ExampleRows: Sendable, Equatable {
  /// Where a row of observed data lies: 0-based, half-open.
  public struct Location: Sendable, Codable, Hashable {
    /// The contig.
    public let contig: String
    /// The first base.
    public let start: Int
    /// One past the last base.
    public let end: Int

    /// The stretch `start`..<`end` of `contig`.
    public init(contig: String, start: Int, end: Int) {
      self.contig = contig
      self.start = start
      self.end = end
    }
  }

  /// The names of the classes that `labels` index; empty where there are no labels.
  public let classes: [String]
  /// The class of each row; empty where there are no labels.
  public internal(set) var labels: [Int32] = []
  /// The replicate of each row: rows of one replicate must stay on one side of any split. Empty in observed data.
  public internal(set) var replicates: [UInt64] = []
  /// The names of the columns of `truth`: parameters that the replicate was simulated with.
  public let truthNames: [String]
  /// Rows x truth columns; NaN where a parameter has no meaning for the row's class.
  public internal(set) var truth: [Double] = []
  /// Where each row lies; empty in simulated data.
  public internal(set) var locations: [Location] = []
  /// The number of rows.
  public internal(set) var count = 0

  /// No rows yet.
  public init(classes: [String] = [], truthNames: [String] = []) {
    self.classes = classes
    self.truthNames = truthNames
  }

  /// The truth called `name` of each row; nil if there is none.
  public func truth(_ name: String) -> [Double]? {
    guard let column = truthNames.firstIndex(of: name) else { return nil }
    return (0..<count).map { truth[$0 * truthNames.count + column] }
  }

  /// Adds a simulated row.
  package mutating func append(label: Int, replicate: UInt64, truth: [Double]) {
    precondition(truth.count == truthNames.count, "\(truth.count) truths for \(truthNames.count) names")
    precondition(classes.indices.contains(label), "label \(label) names none of \(classes.count) classes")
    labels.append(Int32(label))
    replicates.append(replicate)
    self.truth.append(contentsOf: truth)
    count += 1
  }

  /// Adds an observed row.
  package mutating func append(_ location: Location) {
    locations.append(location)
    count += 1
  }

  /// Adds the rows of `other`, which must have the same classes and truths. Places are kept if the rows of both have them.
  package mutating func append(contentsOf other: ExampleRows) {
    precondition(
      classes == other.classes && truthNames == other.truthNames,
      "only rows with the same classes and truths can be joined")
    let havePlaces = (count == 0 || !locations.isEmpty) && (other.count == 0 || !other.locations.isEmpty)
    locations = havePlaces ? locations + other.locations : []
    labels.append(contentsOf: other.labels)
    replicates.append(contentsOf: other.replicates)
    truth.append(contentsOf: other.truth)
    count += other.count
  }

  /// All rows as of the class `label` of `classes`; rows that are of no replicate become one each.
  package func labelled(_ label: Int, of classes: [String]) -> ExampleRows {
    precondition(classes.indices.contains(label), "label \(label) names none of \(classes.count) classes")
    var rows = ExampleRows(classes: classes, truthNames: truthNames)
    rows.labels = [Int32](repeating: Int32(label), count: count)
    rows.replicates = replicates.isEmpty ? (0..<count).map { UInt64($0) } : replicates
    rows.truth = truth
    rows.locations = locations
    rows.count = count
    return rows
  }

  /// The rows with the numbers of their replicates, in their order, counted from `first`.
  package func renumbered(from first: UInt64) -> ExampleRows {
    var rows = self
    let places = Dictionary(uniqueKeysWithValues: Set(replicates).sorted().enumerated().map { ($1, UInt64($0)) })
    for (row, replicate) in replicates.enumerated() { rows.replicates[row] = first + (places[replicate] ?? 0) }
    return rows
  }

  /// The rows at `places`, in that order.
  public func selecting(_ places: [Int]) -> ExampleRows {
    var rows = ExampleRows(classes: classes, truthNames: truthNames)
    let width = truthNames.count
    for place in places {
      if !labels.isEmpty { rows.labels.append(labels[place]) }
      if !replicates.isEmpty { rows.replicates.append(replicates[place]) }
      if width > 0 { rows.truth.append(contentsOf: truth[place * width..<(place + 1) * width]) }
      if !locations.isEmpty { rows.locations.append(locations[place]) }
    }
    rows.count = places.count
    return rows
  }

  /// True if every array has what `count` rows need and labels name classes.
  var isWhole: Bool {
    (labels.isEmpty || labels.count == count) && labels.allSatisfy { classes.indices.contains(Int($0)) }
      && (replicates.count == count || (replicates.isEmpty && labels.isEmpty))
      && (truth.count == count * truthNames.count || (truth.isEmpty && labels.isEmpty))
      && (locations.isEmpty || locations.count == count)
  }
}

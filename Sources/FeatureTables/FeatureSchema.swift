/// What the columns of a feature table mean and which data they were made from.
public struct FeatureSchema: Sendable, Codable, Equatable {
  /// A population of the sample.
  public struct Population: Sendable, Codable, Hashable {
    /// Its name.
    public let name: String
    /// Its haplotypes.
    public let haplotypeCount: Int

    /// A population of `haplotypeCount` haplotypes.
    public init(name: String, haplotypeCount: Int) {
      self.name = name
      self.haplotypeCount = haplotypeCount
    }
  }

  /// The feature set's name.
  public let featureSet: String
  /// The columns, in order.
  public let columns: [FeatureColumn]
  /// True if the features were made from phased haplotypes.
  public let usesPhase: Bool
  /// True if the features tell derived from ancestral alleles.
  public let usesPolarisation: Bool
  /// Haplotypes in the sample.
  public let haplotypeCount: Int
  /// The populations of the sample, in order; empty if it is taken as one.
  public let populations: [Population]
  /// Bases of a whole window; 0 if nobody knows, as of another program's vectors of simulations.
  public let windowLength: Int
  /// Subwindows of a window.
  public let subwindowCount: Int
  /// The alignment that each row has beside its columns; nil if it has none.
  public let alignment: AlignmentShape?

  /// A schema from its parts.
  public init(
    featureSet: String, columns: [FeatureColumn], usesPhase: Bool, usesPolarisation: Bool, haplotypeCount: Int,
    populations: [Population] = [], windowLength: Int, subwindowCount: Int, alignment: AlignmentShape? = nil
  ) {
    self.featureSet = featureSet
    self.columns = columns
    self.usesPhase = usesPhase
    self.usesPolarisation = usesPolarisation
    self.haplotypeCount = haplotypeCount
    self.populations = populations
    self.windowLength = windowLength
    self.subwindowCount = subwindowCount
    self.alignment = alignment
  }

  /// Why a table of `other` cannot stand where this schema is expected: one reason a line; empty if it can. A window length
  /// that one of them does not know is no reason.
  public func differences(from other: FeatureSchema) -> [String] {
    var reasons: [String] = []
    func compare<Value: Equatable>(_ what: String, _ mine: Value, _ theirs: Value) {
      if mine != theirs { reasons.append("\(what): expected \(mine), found \(theirs)") }
    }
    compare("feature set", featureSet, other.featureSet)
    compare("phased haplotypes", usesPhase, other.usesPhase)
    compare("polarised alleles", usesPolarisation, other.usesPolarisation)
    compare("haplotypes", haplotypeCount, other.haplotypeCount)
    compare("haplotypes of the populations", sizes, other.sizes)
    if windowLength > 0 && other.windowLength > 0 { compare("window length", windowLength, other.windowLength) }
    compare("subwindows", subwindowCount, other.subwindowCount)
    if alignment != other.alignment {
      let words = [alignment, other.alignment].map { $0?.description ?? "none" }
      reasons.append("alignment: expected \(words[0]), found \(words[1])")
    }
    let theirs = Set(other.columns)
    let mine = Set(columns)
    let lacking = columns.filter { !theirs.contains($0) }.map { "\($0.name) (v\($0.version))" }
    let surplus = other.columns.filter { !mine.contains($0) }.map { "\($0.name) (v\($0.version))" }
    if !lacking.isEmpty { reasons.append("missing columns: " + Self.list(lacking)) }
    if !surplus.isEmpty { reasons.append("unknown columns: " + Self.list(surplus)) }
    if reasons.isEmpty && columns != other.columns { reasons.append("the columns are in another order") }
    return reasons
  }

  /// The first of `columns`, and how many more there are.
  static func list(_ columns: [String]) -> String {
    let most = 12
    let more = columns.count - most
    return columns.prefix(most).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  /// The schema of rows that have an alignment of `shape` besides.
  public func with(_ shape: AlignmentShape?) -> FeatureSchema {
    FeatureSchema(
      featureSet: featureSet, columns: columns, usesPhase: usesPhase, usesPolarisation: usesPolarisation,
      haplotypeCount: haplotypeCount, populations: populations, windowLength: windowLength,
      subwindowCount: subwindowCount, alignment: shape)
  }

  /// Names may differ: a model is for populations in an order, whatever they are called.
  private var sizes: [Int] { populations.map(\.haplotypeCount) }
}

// Files of samples of one population, and those written before there were others, do not name populations.
extension FeatureSchema {
  private enum CodingKeys: String, CodingKey {
    case featureSet, columns, usesPhase, usesPolarisation, haplotypeCount, populations, windowLength, subwindowCount
    case alignment
  }

  /// Decodes a schema.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      featureSet: try container.decode(String.self, forKey: .featureSet),
      columns: try container.decode([FeatureColumn].self, forKey: .columns),
      usesPhase: try container.decode(Bool.self, forKey: .usesPhase),
      usesPolarisation: try container.decode(Bool.self, forKey: .usesPolarisation),
      haplotypeCount: try container.decode(Int.self, forKey: .haplotypeCount),
      populations: try container.decodeIfPresent([Population].self, forKey: .populations) ?? [],
      windowLength: try container.decode(Int.self, forKey: .windowLength),
      subwindowCount: try container.decode(Int.self, forKey: .subwindowCount),
      alignment: try container.decodeIfPresent(AlignmentShape.self, forKey: .alignment))
  }

  /// Encodes the schema; no key for populations where there is one, nor for an alignment where there is none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(featureSet, forKey: .featureSet)
    try container.encode(columns, forKey: .columns)
    try container.encode(usesPhase, forKey: .usesPhase)
    try container.encode(usesPolarisation, forKey: .usesPolarisation)
    try container.encode(haplotypeCount, forKey: .haplotypeCount)
    if !populations.isEmpty { try container.encode(populations, forKey: .populations) }
    try container.encode(windowLength, forKey: .windowLength)
    try container.encode(subwindowCount, forKey: .subwindowCount)
    try container.encodeIfPresent(alignment, forKey: .alignment)
  }
}

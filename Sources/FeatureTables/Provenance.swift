/// Who made a file, from what: the same for every binary file Apus writes.
public struct Provenance: Sendable, Codable, Equatable {
  /// "apus".
  public var software: String
  /// The version of the program.
  public var version: String
  /// The hash of the resolved study, which every stage checks.
  public var studyHash: String
  /// The study as resolved, as JSON text; "" where there is none.
  public var study: String
  /// The random seed.
  public var seed: UInt64

  /// A provenance from its parts.
  public init(version: String, studyHash: String, study: String, seed: UInt64) {
    software = "apus"
    self.version = version
    self.studyHash = studyHash
    self.study = study
    self.seed = seed
  }
}

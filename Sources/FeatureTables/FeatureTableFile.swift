/// A feature table read from a file of any of the formats of ``Format``, with what the file said besides the features.
public struct FeatureTableFile: Sendable, Equatable {
  /// Who writes such files, recognised by content.
  public enum Format: String, Sendable, CaseIterable {
    /// `training.npz`, `observed.npz`.
    case apus = "Apus feature table"
    /// Statistics in subwindows, `ss_win0` among them, of simulations or of windows with their places: S/HIC
    /// (doi:10.1371/journal.pgen.1005928).
    case shic = "S/HIC feature vectors"
    /// Statistics in subwindows without places: diploS/HIC's `fvecSim` (doi:10.1534/g3.118.200262).
    case diploshicSimulated = "diploS/HIC feature vectors of simulations (fvecSim)"
    /// The same with `chrom classifiedWinStart classifiedWinEnd bigWinRange` before them: `fvecVcf`.
    case diploshicObserved = "diploS/HIC feature vectors of windows (fvecVcf)"
    /// The 31 statistics of FILET (doi:10.1371/journal.pgen.1007341).
    case filet = "FILET statistics"
    /// Any other table with a header.
    case table = "table"

    /// The name of the features: the same for simulations and windows, so that a model of the one takes the other.
    var featureSet: String {
      switch self {
      case .diploshicSimulated, .diploshicObserved: return "diploS/HIC feature vectors"
      case .apus, .shic, .filet, .table: return rawValue
      }
    }
  }

  /// A row that was left out because a feature is not a finite number.
  public struct DroppedRow: Sendable, Equatable {
    /// The line of the file, from 1.
    public let line: Int
    /// The column of the feature.
    public let column: String
    /// What the file has there.
    public let found: String
  }

  /// The format that was recognised.
  public let format: Format
  /// The rows.
  public let table: FeatureTable
  /// Who made an Apus feature table; nil in other formats.
  public let provenance: Provenance?
  /// The whole window around each row's middle subwindow, 0-based and half-open (`bigWinRange` of diploS/HIC); empty
  /// where the file does not say.
  public let wholeWindows: [Range<Int>]
  /// The bases that were not filtered in each row's window (`numSites` of FILET); empty where the file does not say.
  public let accessibleBases: [Int]
  /// The rows left out.
  public let droppedRows: [DroppedRow]

  /// A file from its parts.
  public init(
    format: Format, table: FeatureTable, provenance: Provenance? = nil, wholeWindows: [Range<Int>] = [],
    accessibleBases: [Int] = [], droppedRows: [DroppedRow] = []
  ) {
    precondition(
      wholeWindows.isEmpty || wholeWindows.count == table.rowCount,
      "\(wholeWindows.count) whole windows for \(table.rowCount) rows")
    precondition(
      accessibleBases.isEmpty || accessibleBases.count == table.rowCount,
      "\(accessibleBases.count) counts of bases for \(table.rowCount) rows")
    self.format = format
    self.table = table
    self.provenance = provenance
    self.wholeWindows = wholeWindows
    self.accessibleBases = accessibleBases
    self.droppedRows = droppedRows
  }

  /// How the columns of a text file are to be understood where the file leaves a choice.
  public struct Options: Sendable {
    /// The classes in the order wanted; nil: as the labels come (whole numbers ascending, other labels in order of first
    /// appearance). Labels that are whole numbers stand for the classes in this order.
    public var classes: [String]?
    /// The class of all rows of a file without labels, as published training sets have a file a class; nil: none.
    public var label: String?
    /// Columns that are what is to be predicted, not features: they become `truth`.
    public var truthColumns: [String]
    /// True if rows in which a feature is `nan` or `NA` are kept, with NaN there.
    public var keepsMissing: Bool

    /// Options; by default the file speaks for itself.
    public init(
      classes: [String]? = nil, label: String? = nil, truthColumns: [String] = [], keepsMissing: Bool = false
    ) {
      self.keepsMissing = keepsMissing
      self.classes = classes
      self.label = label
      self.truthColumns = truthColumns
    }
  }

  /// The table in the file at `path`: our `.npz`, or text, plain or gzip, with a header.
  ///
  /// Text has columns separated by tabs, else commas, else blanks. Columns with these names (in any case, a `#` before
  /// the first) are not features:
  /// - `classLabel`, `class`, `label`: the class of the row;
  /// - `chrom`, `chr`, `chromosome`, `contig`; `start`, `chromStart`; `end`, `chromEnd`: where the row lies, 0-based and
  ///   half-open; or, 1-based and closed, `classifiedWinStart`, `classifiedWinEnd`;
  /// - `bigWinRange`: the whole window as START-END, 1-based and closed; `numSites`: the bases that were not filtered;
  /// - `replicate`: a whole number that rows of one simulation share; without it each labelled row is a replicate;
  /// - `truth:NAME` and the columns of `Options.truthColumns`: parameters; `nan` and `NA` have no meaning for the row.
  ///
  /// All others are features. A column NAME_winK is statistic NAME in subwindow K. The statistics have version 0,
  /// "defined by the program that wrote the file", so that no model takes them for ours. Rows in which a feature is
  /// `nan`, `inf` or `NA` are left out (as S/HIC and FILET leave them out; but see `Options.keepsMissing`) and listed in
  /// ``droppedRows``. What the schema has to say and the file does not is 0 (haplotypes, window length) or false. Vectors
  /// of one program have one schema, of simulations and of windows.
  ///
  /// - Throws: ``FeatureTablesError``: with file and line for a missing or repeated column, a row of another length,
  ///   something that is no number, a label that names none of `Options.classes`, a place that is none; for an empty
  ///   file; for an `.npz` that is no feature table.
  public static func read(
    _ path: String, options: Options = Options()
  ) throws(FeatureTablesError) -> FeatureTableFile {
    let bytes = try Gunzip.read(path)
    guard bytes.starts(with: [0x50, 0x4B]) else { return try FeatureTableFile(text: bytes, path: path, options) }
    let (table, provenance) = try FeatureTable.read(path)
    return FeatureTableFile(format: .apus, table: table, provenance: provenance)
  }

  /// The table in `text`; errors name `path`. See ``read(_:options:)``.
  public init(text: [UInt8], path: String, _ options: Options = Options()) throws(FeatureTablesError) {
    var reader = FeatureTextReader(path: path, options: options)
    self = try reader.read(text)
  }
}

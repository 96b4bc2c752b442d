import Groundwork

/// A column of a tab-separated table whose rows are joint draws of several numbers: a posterior sample, for example.
///
/// Each replicate takes a row at random, with replacement: the stream that chooses it is named by the study's seed, the
/// replicate and what the file holds, so that all columns of a file come from one row, and the rows of two files are
/// independent.
public struct PriorTable: Sendable, Codable, Equatable {
  /// The file's name, without its folder.
  public let file: String
  /// The column's name.
  public let column: String
  /// Rows of the table.
  public let rows: Int
  /// What the file holds, 16 hexadecimal digits.
  public let digest: String
  /// The values of the column; empty in a study that was read from a file's provenance.
  let values: [Double]

  private enum CodingKeys: String, CodingKey { case file, column, rows, digest }

  /// The column `column` of the table at `path`, whose first line names the columns.
  package init(path: String, column: String) throws(StudyError) {
    let bytes = try attempt { try AtomicFile.read(path) }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    func fields(_ line: Substring) -> [Substring] { line.split(separator: "\t", omittingEmptySubsequences: false) }
    let names = lines.first.map { fields($0).map(String.init) } ?? []
    guard let place = names.firstIndex(of: column) else {
      let hint = nearestSpelling(of: column, among: names).map { "; did you mean '\($0)'?" } ?? ""
      throw .invalid(
        "\(path):1: there is no column '\(column)'\(hint) (found: \(names.joined(separator: ", "))); the first line names "
          + "the columns, separated by tabs")
    }
    var values: [Double] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let cells = fields(line)
      guard cells.count == names.count else {
        throw .invalid(
          "\(path):\(index + 1): found \(cells.count) columns, expected \(names.count) as in the first line")
      }
      guard let value = Double(cells[place]), value.isFinite else {
        throw .invalid("\(path):\(index + 1): column '\(column)': found '\(cells[place])', expected a number")
      }
      values.append(value)
    }
    guard !values.isEmpty else { throw .invalid("\(path): a table of joint draws without a row") }
    file = path.split(separator: "/").last.map(String.init) ?? path
    self.column = column
    rows = values.count
    digest = StageKey.ofWords(bytes.lazy.map(UInt64.init))
    self.values = values
  }

  /// The column of the provenance of a file, without its values.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    file = try container.decode(String.self, forKey: .file)
    column = try container.decode(String.self, forKey: .column)
    rows = try container.decode(Int.self, forKey: .rows)
    digest = try container.decode(String.self, forKey: .digest)
    values = []
  }

  /// The value of the row that the replicate of `stream` takes.
  func draw(_ stream: RandomStream) -> Double {
    let contents = UInt64(digest, radix: 16) ?? 0
    // The purpose of all joint draws, in the lowest byte, of this table's contents.
    var rows = stream.beginning(code: contents << 8 | RandomStream.Purpose.jointDraws.rawValue)
    return values[rows.index(below: values.count)]
  }
}

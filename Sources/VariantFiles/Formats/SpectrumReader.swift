import Groundwork

/// Reads the lines of a spectrum: those of dadi and moments, or of fastsimcoal.
struct SpectrumReader {
  private let path: String
  private static let remedy =
    "write the spectrum as dadi and moments do (to_file), or as fastsimcoal's .obs"
  private var lines: [(text: String, number: Int)] = []

  init(path: String) { self.path = path }

  /// Adds a line; comments and empty ones are passed over.
  mutating func add(_ line: some StringProtocol, number: Int) {
    let text = String(line)
    if text.hasPrefix("#") || text.allSatisfy(\.isWhitespace) { return }
    lines.append((text, number))
  }

  /// The spectrum that the lines hold.
  func spectrum() throws(VariantFilesError) -> SpectrumFile.Spectrum {
    guard let first = lines.first else { throw .damaged(path: path, problem: "it has no line", remedy: Self.remedy) }
    return first.text.contains("observation") ? try observations() : try dadi()
  }

  private func fields(_ text: some StringProtocol) -> [String] {
    String(text).split { $0.isWhitespace }.map(String.init)
  }

  private func fault(_ line: Int, _ problem: String) -> VariantFilesError {
    .damaged(path: "\(path):\(line)", problem: problem, remedy: Self.remedy)
  }

  private func values(_ texts: [String], line: Int) throws(VariantFilesError) -> [Double] {
    var values: [Double] = []
    for text in texts {
      if ["--", "nan", "masked"].contains(text.lowercased()) {
        values.append(0)
        continue
      }
      guard let value = Double(text), value.isFinite, value >= 0 else {
        throw fault(line, "found '\(text)', expected a number of sites")
      }
      values.append(value)
    }
    return values
  }

  /// Dimensions, folded or unfolded, names in quotes; the cells; 1 where a cell is masked.
  private func dadi() throws(VariantFilesError) -> SpectrumFile.Spectrum {
    let header = lines[0]
    let parts = header.text.split(separator: "\"", omittingEmptySubsequences: false)
    var names = stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]).replacing(" ", with: "_") }
    let words = fields(parts[0])
    let dimensions = words.compactMap { Int($0) }
    let sizes = dimensions.map { $0 - 1 }
    let isFolded = words.contains("folded")
    guard words.allSatisfy({ Int($0) != nil || $0 == "folded" || $0 == "unfolded" }),
      let count = SpectrumFile.cellCount(sizes)
    else {
      throw fault(
        header.number,
        "found '\(header.text.prefix(60))', expected the dimensions of a spectrum: 21 21 unfolded \"YRI\" \"CEU\"")
    }
    if names.isEmpty { names = sizes.indices.map { "pop\($0)" } }
    guard names.count == sizes.count, Set(names).count == names.count else {
      throw fault(header.number, "found \(names.count.of("name")) for \(sizes.count) populations")
    }
    guard lines.count == 2 || lines.count == 3 else {
      throw fault(
        header.number, "found \(lines.count - 1) lines after the header, expected the cells and, perhaps, their mask")
    }
    var cells = try values(fields(lines[1].text), line: lines[1].number)
    guard cells.count == count else {
      throw fault(lines[1].number, "found \(cells.count.of("value")), expected \(count)")
    }
    if lines.count == 3 {
      let mask = fields(lines[2].text)
      guard mask.count == count, mask.allSatisfy({ $0 == "0" || $0 == "1" }) else {
        throw fault(lines[2].number, "expected \(count) times 0 or 1, the mask")
      }
      for (cell, mark) in mask.enumerated() where mark == "1" { cells[cell] = 0 }
    }
    return SpectrumFile.Spectrum(sizes: sizes, populations: names, isFolded: isFolded, cells: cells)
  }

  /// "1 observation", then names of cells and the cells (one population), a table (two), or sizes and the cells (more).
  private func observations() throws(VariantFilesError) -> SpectrumFile.Spectrum {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let isFolded = name.contains("MAF") || name.contains("MSFS")
    guard fields(lines[0].text).first == "1" else {
      throw fault(lines[0].number, "found '\(lines[0].text.prefix(40))', expected one observation")
    }
    guard lines.count >= 3 else { throw fault(lines[0].number, "nothing follows the number of observations") }
    let header = fields(lines[1].text)
    if lines[0].text.contains("sample sizes") {
      let sizes = header.dropFirst().compactMap { Int($0) }
      guard let count = SpectrumFile.cellCount(sizes), sizes.count == header.count - 1, Int(header[0]) == sizes.count
      else { throw fault(lines[1].number, "expected the number of demes and their sample sizes") }
      let cells = try values(fields(lines[2].text), line: lines[2].number)
      guard cells.count == count else {
        throw fault(lines[2].number, "found \(cells.count.of("value")), expected \(count)")
      }
      return SpectrumFile.Spectrum(
        sizes: sizes, populations: sizes.indices.map { "pop\($0)" }, isFolded: isFolded, cells: cells)
    }
    guard header.allSatisfy({ $0.contains("_") }), header.count > 1 else {
      throw fault(lines[1].number, "expected the names of cells: d0_0 d0_1 ...")
    }
    let rows = Array(lines[2...])
    if rows.count == 1 {
      let cells = try values(fields(rows[0].text), line: rows[0].number)
      guard cells.count == header.count else {
        throw fault(rows[0].number, "found \(cells.count.of("value")), expected \(header.count)")
      }
      return SpectrumFile.Spectrum(
        sizes: [cells.count - 1], populations: ["pop0"], isFolded: isFolded, cells: cells)
    }
    var cells: [Double] = []
    for row in rows {
      let own = fields(row.text)
      let found = try values(Array(own.dropFirst()), line: row.number)
      guard found.count == header.count else {
        throw fault(row.number, "found \(found.count.of("value")), expected \(header.count)")
      }
      cells += found
    }
    func population(_ cell: String) -> String { "pop" + cell.drop { !$0.isNumber }.prefix { $0.isNumber } }
    return SpectrumFile.Spectrum(
      sizes: [rows.count - 1, header.count - 1],
      populations: [population(fields(rows[0].text)[0]), population(header[0])], isFolded: isFolded, cells: cells)
  }
}

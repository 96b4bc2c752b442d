import Groundwork

/// The text files of a PLINK data set.
enum PlinkText {
  /// The individuals of a `.fam`: family, name, father, mother, sex, phenotype.
  static func individuals(_ lines: TextLines) throws(VariantFilesError) -> [PlinkFile.Individual] {
    var individuals: [PlinkFile.Individual] = []
    while let line = try lines.nextText() {
      let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
      if fields.isEmpty { continue }
      guard fields.count >= 5 else {
        throw lines.error(
          "found \(fields.count.of("column")) in '\(line.prefix(60))'",
          "a .fam has family, name, father, mother and sex")
      }
      individuals.append(
        PlinkFile.Individual(family: String(fields[0]), name: String(fields[1]), sex: Int(fields[4]) ?? 0))
    }
    guard !individuals.isEmpty else {
      throw .damaged(path: lines.path, problem: "the file names no individual", remedy: "is it the right .fam?")
    }
    return individuals
  }

  /// The variants of a `.bim`: chromosome, name, cM, base pair, A1, A2.
  static func variants(
    _ lines: TextLines
  ) throws(VariantFilesError) -> (contigs: [String], variants: [PlinkFile.Variant], ranges: [Range<Int>]) {
    var contigs: [String] = []
    var variants: [PlinkFile.Variant] = []
    var ranges: [Range<Int>] = []
    while let line = try lines.nextText() {
      let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
      if fields.isEmpty { continue }
      guard fields.count >= 6 else {
        throw lines.error(
          "found \(fields.count.of("column")) in '\(line.prefix(60))'",
          "a .bim has chromosome, name, cM, base pair, A1 and A2")
      }
      guard let position = Int(fields[3]), position < 1 << 53 else {
        throw lines.error("found the base pair '\(fields[3])'", "positions are whole numbers")
      }
      if contigs.last.map({ $0 != fields[0] }) ?? true {
        guard !contigs.contains(String(fields[0])) else {
          throw lines.error("chromosome '\(fields[0])' appears again", "sort the data set: plink --make-bed does so")
        }
        contigs.append(String(fields[0]))
        ranges.append(variants.count..<variants.count)
      } else if let last = variants.last, position < last.position {
        throw lines.error(
          "position \(position) lies before \(last.position), the one above",
          "sort the data set: plink --make-bed does so")
      }
      variants.append(
        PlinkFile.Variant(
          position: fields[0] == "0" ? 0 : position, isSNP: isBase(fields[4]) && isBase(fields[5])))
      ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<variants.count
    }
    return (contigs, variants, ranges)
  }

  /// True for one base, also as the numbers 1 to 4, for the letters of arrays, and for 0, an allele that no one has.
  private static func isBase(_ allele: Substring) -> Bool {
    guard allele.utf8.count == 1, let letter = allele.first else { return false }
    return "ACGTacgt01234Bb".contains(letter)
  }
}

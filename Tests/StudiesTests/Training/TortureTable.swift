/// Writes Documentation/Torture.md.
enum TortureTable {
  static let beginning = """
    # Damaged and unusual variant files: what becomes of them

    Every variant file of the test suites of hts-specs, cyvcf2, PyVCF, scikit-allel, vcftools and haptools, as `apus inspect`
    reads it. "loaded: 5 records, 3 sites" counts the records read and those that became sites (biallelic SNPs that
    segregate in the sample; the ledger says what the others were); a refusal names the line. The table is made by a
    test (`APUS_WRITE_TORTURE=1 swift test --filter TortureTests`), which fails where the program and the table differ.

    """

  /// The table of one archive.
  static func section(_ archive: String, _ outcomes: [(name: String, outcome: TortureTests.Outcome)]) -> String {
    var keys: [String] = []
    var members: [String: [String]] = [:]
    for (name, outcome) in outcomes {
      let (folder, file) = split(name)
      let key = "| \(folder) | \(outcome.text) | \(reason(file, folder, outcome))"
      if members[key] == nil { keys.append(key) }
      members[key, default: []].append(file)
    }
    var text = "\n## \(archive)\n\n| folder | what becomes of it | why | files |\n| --- | --- | --- | --- |\n"
    for key in keys { text += "\(key) | \(compact(members[key] ?? [])) |\n" }
    return text
  }

  /// The last two folders where they tell something ("4.3/failed"), and the file.
  private static func split(_ name: String) -> (folder: String, file: String) {
    let parts = name.split(separator: "/").map(String.init)
    let folder = parts.dropLast().suffix(2).joined(separator: "/")
    return (folder.hasSuffix("passed") || folder.hasSuffix("failed") ? folder : "", parts.last ?? "")
  }

  /// "failed_meta_alt_000, 001, 002" for files that differ in their numbers.
  private static func compact(_ files: [String]) -> String {
    var result = ""
    var lastStem = ""
    for file in files {
      let name = file.hasSuffix(".vcf") ? String(file.dropLast(4)) : file
      let digits = name.reversed().prefix { $0.isNumber }.count
      let stem = String(name.dropLast(digits))
      if digits == 3, stem == lastStem {
        result += ", " + name.suffix(3)
      } else {
        result += (result.isEmpty ? "" : "; ") + name
      }
      lastStem = digits == 3 ? stem : ""
    }
    return result
  }

  private static func reason(_ file: String, _ folder: String, _ outcome: TortureTests.Outcome) -> String {
    if let own = ofFile[file] { return own }
    let kind = ofKind.first { file.contains($0.part) }?.reason
    switch outcome {
    case .refused(let line):
      if let own = ofRefusal.first(where: { $0.files.contains(file) }) { return own.reason }
      if folder.hasSuffix("failed") { return kind.map { "damaged: " + $0 } ?? "damaged as its author meant" }
      return line == nil ? "nothing of it can be used" : "the line says what must be mended"
    case .noSamples:
      return folder.hasSuffix("failed")
        ? "a fault in the header or in a record; the file has no genotypes that it could touch"
        : "sites without samples"
    case .noRecords: return "a header without records"
    case .loaded:
      if folder.hasSuffix("failed") { return kind ?? "the fault cannot touch genotypes" }
      return "read as it is"
    }
  }

  /// By what the name says, most special first.
  private static let ofKind: [(part: String, reason: String)] = [
    ("_body_no_newline", "the last line has no end: a note says that the file may be cut"),
    ("_body_duplicated", "the same site twice: the second is counted as a duplicate or as multiallelic"),
    ("_body_unsorted", "positions descend"), ("_body_contiguous", "a contig in two pieces"),
    ("_body_filter", "a wrong FILTER; without `pass_only` FILTER is not used"),
    ("_body_id", "a wrong ID, which is not used"),
    ("_body_info", "a wrong value in INFO, which but for AA is not used"),
    ("_body_qual", "a wrong QUAL, which is not used"),
    ("_body_format", "a wrong key in FORMAT other than GT"),
    ("_body_samples_ploidy", "a wrong number of likelihoods; only GT is used"),
    ("_body_sample", "a wrong value of a key other than GT, or a record that is not used"),
    ("_body_chrom", "a character that contig names may not have"),
    ("_body_alt", "an ALT that is no base: not a SNP"), ("_body_ref", "a REF that is no base: not a SNP"),
    ("_body_pos", "POS is no whole number"), ("_meta_", "a malformed line of the header"),
    ("_header_", "a wrong #CHROM line"), ("_fileformat_", "a wrong first line"), ("_empty", "an empty file"),
  ]

  /// Why files that are not damaged are refused.
  private static let ofRefusal: [(files: [String], reason: String)] = [
    (["zero_length_LAA.vcf"], "position 300 comes after 400; there are no genotypes either"),
    (["test.warnings.vcf.gz", "test63.vcf"], "a genotype names an allele that the record does not have"),
    (
      [
        "test-invalid-header.vcf", "faulty_vcf.vcf", "faulty_vcf_info.vcf",
      ], "a column without a name in the #CHROM line"
    ), (["issue-254.vcf", "valid-3.3.vcf"], "a line that htslib cannot read as VCF 4"),
  ]

  private static let mixedPloidy =
    "calls with another number of alleles than the sample's ploidy in the region count as missing, as a note says"

  /// Files of which more is to be said.
  private static let ofFile: [String: String] = [
    "passed_ploidy_000.vcf": mixedPloidy, "o.vcf.gz": mixedPloidy, "test-format-string.vcf": mixedPloidy,
    "test-genotypes.vcf": mixedPloidy, "test_gt_bases.vcf.gz": mixedPloidy, "example-4.1-ploidy.vcf": mixedPloidy,
    "fix-ploidy.vcf": mixedPloidy, "subset.vcf": mixedPloidy,
    "complexfile_passed_000.vcf": "a record of <1> between those of 1 does not end contig 1",
    "failed_header_000.vcf": "POSITION was taken to mean POS, as a note says",
    "failed_header_001.vcf": "FORMAT without samples, as a note says: sites without samples",
    "example-4.1-info-multiple-values.vcf": "FORMAT without samples, as a note says: sites without samples",
    "gatk_26_meta.vcf": "FORMAT without samples, as a note says: sites without samples",
    "failed_body_sample_001.vcf": "damaged: a genotype names an allele that the record does not have",
    "samples-space.vcf": "names with blanks are names", "empty.vcf": "an empty file",
    "unsorted.vcf": "positions descend", "test48a.vcf": "the first line is no VCF",
    "invalid-4.0.vcf": "a line that VCF 4.0 does not allow", "eff.vcf": "blanks where tabs should be",
    "example-4.1-bnd.vcf": "blanks where tabs should be", "issue_49.vcf.gz": "blanks where tabs should be",
    "example-4.2.vcf.gz": "blanks where tabs should be", "metadata-whitespace.vcf.gz": "blanks where tabs should be",
    "strelka.vcf.gz": "a line with fewer columns than samples",
    "issue-16.vcf": "a line with fewer columns than samples",
    "failed_body_alt_000.vcf": "ALT is R, a code for two bases: not a SNP",
    "failed_body_ref_001.vcf": "REF is B, a code for three bases: not a SNP",
    "failed_body_ref_002.vcf": "REF is unknown: not a SNP",
  ]
}

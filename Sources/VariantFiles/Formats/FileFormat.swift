/// What a file holds, told by its content and, where that is the only mark, by its name.
package enum FileFormat: Sendable {
  /// A binary file of ours: features, a model or simulations.
  case container
  case treeSequence
  case plink
  case variants
  case fasta
  case demes
  case study
  case haplotypeMap
  case ms
  /// A site-frequency spectrum: dadi's .fs, fastsimcoal's .obs.
  case spectrum
  /// SHAPEIT's .haps or PLINK's .tped.
  case haplotypeLines
  /// Genes: GFF3 or GTF.
  case genes
  /// Genotypes as the HapMap project and TASSEL write them.
  case hapMapText
  /// ARGweaver's .sites.
  case argweaverSites
  case featureText
  case truth
  case rates
  case intervals
  case populations
  case table

  /// The format of the file at `path`; "-" is standard input, which holds variants, and what is not recognised is taken for
  /// variants too, whose reader says what is wrong with it.
  package init(of path: String) {
    let file = FileBeginning(path)
    self = Self.marks.first { $0.recognises(file) }?.format ?? .variants
  }

  /// True if the file at `path` says by its name or its first line that it is VCF or BCF.
  package static func isMarkedAsVariants(_ path: String) -> Bool { holdsVariants(FileBeginning(path)) }

  @Sendable private static func holdsVariants(_ file: FileBeginning) -> Bool {
    file.path == "-" || file.hasEnding(".vcf") || file.hasEnding(".bcf") || file.text.hasPrefix("##fileformat=VCF")
      || file.begins(with: Array("BCF".utf8))
  }

  /// How haplotypes are read of it; nil: VCF, BCF, or no haplotypes at all.
  package var haplotypes: HaplotypeFile.Format? {
    switch self {
    case .treeSequence: .treeSequence
    case .plink: .plink
    case .haplotypeMap: .haplotypeMap
    case .ms: .ms
    case .spectrum: .spectrum
    case .haplotypeLines: .lines
    default: nil
    }
  }

  /// What a file is that holds variants which are not read, or none, and what to do; nil of others.
  public var instead: (name: String, remedy: String)? {
    switch self {
    case .genes:
      ("genes (GFF3 or GTF), not variants", "give them as data.genes beside the variants")
    case .hapMapText:
      (
        "genotypes as HapMap and TASSEL write them (a line a SNP, letters of each sample)",
        "make VCF of them, with TASSEL: run_pipeline.pl -h FILE -export -exportType VCF"
      )
    case .argweaverSites:
      (
        "a .sites file of ARGweaver (NAMES, REGION, then position and letters)",
        "give the VCF that it was made of; without one, sites2vcf of ARGweaver's tools makes it"
      )
    default: nil
    }
  }

  private typealias Mark = (format: FileFormat, recognises: @Sendable (FileBeginning) -> Bool)

  /// The marks in the order in which they are tried: magic numbers, the ending where it is the only mark, then the first
  /// lines of text.
  private static let marks: [Mark] = [
    (.container, { $0.begins(with: [0x50, 0x4B]) }),
    (.treeSequence, { TreeSequenceFile.isTreeSequence($0.path) }),
    (.plink, { PlinkFile.isPlink($0.path) || $0.hasEnding(".bim") || $0.hasEnding(".fam") }),
    (.variants, holdsVariants),
    (.genes, { $0.isAnnotation }),
    (.hapMapText, { $0.isHapMapText }),
    (.argweaverSites, { $0.isARGweaverSites }),
    (.fasta, { $0.text.hasPrefix(">") }),
    (.demes, { $0.isYAML && $0.lines.contains { $0.hasPrefix("time_units:") } }),
    (.study, { $0.isYAML }),
    (.haplotypeMap, { $0.hasEnding(".hap") }),
    (
      .ms,
      { file in
        file.hasEnding(".ms") || file.hasEnding(".msout")
          || file.lines.contains { $0.hasPrefix("//") || $0.hasPrefix("segsites:") }
      }
    ),
    (.spectrum, { $0.isSpectrum }),
    (.haplotypeLines, { file in file.lines.first.map { HaplotypeLines.isLine(String($0)) } ?? false }),
    (
      .featureText,
      { $0.hasEnding(".fvec") || $0.firstCells.contains("pi_win0") || $0.firstCells.contains("ddRank1") }
    ),
    (.truth, { $0.firstCells.prefix(3) == ["replicate", "class", "sites"] }),
    (.rates, { $0.hasEnding(".map") || $0.isTableOfRates }),
    (.intervals, { $0.isIntervals }),
    (.populations, { $0.isPopulationMap }),
    (.table, { file in [".tsv", ".csv", ".txt"].contains(where: file.hasEnding) && file.firstCells.count > 1 }),
  ]
}

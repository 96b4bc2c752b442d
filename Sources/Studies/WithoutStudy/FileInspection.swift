import Groundwork
import StudyFiles
import VariantFiles

/// Tells what a file holds, what it can be used for and what stands in the way.
public enum FileInspection {
  /// Lines about the file at `path`: any file that Apus reads or writes; "-" is standard input, which holds variants.
  public static func describe(_ path: String) throws(StudyError) -> [String] {
    if RunFolder.isFolder(path) == true { return try describeFolder(path) }
    for (ending, kind) in [(".tbi", "tabix"), (".csi", "CSI"), (".bai", "BAM"), (".fai", "FASTA")]
    where path.hasSuffix(ending) {
      return ["\(kind) index of \(path.dropLast(ending.count)); it is read with that file"]
    }
    if path != "-", RunFolder.exists(path), let own = try OwnOutput(path) { return own.lines }
    return switch FileFormat(of: path) {
    case .container: try describeContainer(path)
    case .treeSequence: try describeTrees(path)
    case .plink: try describePlink(path)
    case .variants: try describeVariants(path)
    case .fasta: try describeFASTA(path)
    case .demes: try describeDemes(path)
    case .study: try describeStudy(path)
    case .haplotypeMap: try describeHaplotypeMap(path)
    case .ms: try describeMS(path)
    case .spectrum: try describeSpectrum(path)
    case .haplotypeLines: try describeHaplotypeLines(path)
    case .genes: try describeGenes(path)
    case .hapMapText, .argweaverSites:
      FileFormat(of: path).instead.map { ["\(path): \($0.name)", "apus does not read it: \($0.remedy)"] } ?? []
    case .featureText: try describeFeatures(path)
    case .truth: try describeTruth(path)
    case .rates: try describeRates(path)
    case .intervals: try describeIntervals(path)
    case .populations: try describePopulations(path)
    case .table: try describeTable(path)
    }
  }
}

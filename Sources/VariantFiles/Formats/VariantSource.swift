import Haplotypes

/// A file that observed data are read from.
public protocol VariantSource: Sendable {
  var path: String { get }
  var samples: [String] { get }
  /// True if the file says, or its header promises, which alleles are ancestral.
  var hasAncestralAllele: Bool { get }
  var notes: [String] { get }
  func readAll(
    samples selection: [String]?, options: VariantReadOptions, into storage: SiteStorage
  ) throws(VariantFilesError) -> WholeFile
  func clippedRegion(_ text: String) throws(VariantFilesError) -> (interval: Interval, note: String?)
  func read(
    _ regions: [Interval], samples selection: [String]?, options: VariantReadOptions, into storage: SiteStorage
  ) throws(VariantFilesError) -> [StoredVariants]
}

extension VariantSource {
  /// The sites of each of `regions` in `samples` (nil: all but the outgroup), as `options` ask for, in memory whole.
  ///
  /// Otherwise as ``read(_:samples:options:into:)``.
  public func read(
    _ regions: [Interval], samples selection: [String]?, options: VariantReadOptions = VariantReadOptions()
  ) throws(VariantFilesError) -> [ObservedVariants] {
    var result: [ObservedVariants] = []
    for stored in try read(regions, samples: selection, options: options, into: .unlimited()) {
      result.append(try stored.inMemory())
    }
    return result
  }

  /// True if the user gives the length of its stretch.
  package var takesLength: Bool {
    let format = (self as? HaplotypeFile)?.format
    return format == .ms || format == .spectrum
  }
}

extension VariantFile: VariantSource {}
extension HaplotypeFile: VariantSource {}

/// The variants at `path`, whatever their format; "-" is standard input.
///
/// - Parameters:
///   - path: the file; of PLINK 1 the `.bed` or its name without the ending.
///   - length: of ms text, whose positions are shares of it; nil takes what the text says.
///   - haploidBySex: whether males are haploid on the X chromosome where a format knows sexes.
public func openVariants(
  _ path: String, length: Double? = nil, haploidBySex: Bool = false
) throws(VariantFilesError) -> any VariantSource {
  let found = FileFormat(of: path)
  if let other = found.instead { throw .damaged(path: path, problem: "holds \(other.name)", remedy: other.remedy) }
  guard let format = found.haplotypes else { return try VariantFile(path: path) }
  return try HaplotypeFile(path: path, format: format, length: length, haploidBySex: haploidBySex)
}

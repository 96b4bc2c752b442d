import Groundwork

extension HaplotypeScan {
  /// Unstandardised iHS: the logarithm of iHH of the derived allele over that of the ancestral one, so that long
  /// haplotypes around the derived allele give positive scores (Voight et al. 2006, doi:10.1371/journal.pbio.0040072,
  /// whose ratio is the other way up). Without ancestral states it is the alternative over the reference allele, and
  /// only its absolute value means something.
  public func ihs() -> [Double?] { scores(integratedHomozygosity()) }

  /// Unstandardised nSL, of shared lengths as iHS is of iHH (Ferrer-Admetlla et al. 2014, doi:10.1093/molbev/msu077).
  public func nsl() -> [Double?] { scores(sharedLengths()) }

  /// Unstandardised delta-iHH: iHH of the derived allele less that of the ancestral one; its absolute value is the
  /// statistic of Grossman et al. 2010, doi:10.1126/science.1183863.
  public func deltaIHH() -> [Double?] { Self.differences(integratedHomozygosity()) }

  /// The logarithm of derived over ancestral values, to the base of the convention; nil where one is missing or 0.
  public func scores(_ values: AlleleValues) -> [Double?] {
    zip(values.derived, values.ancestral).map { logRatio($0, $1) }
  }

  /// Derived less ancestral values.
  public static func differences(_ values: AlleleValues) -> [Double?] {
    zip(values.derived, values.ancestral).map { derived, ancestral in
      guard let derived, let ancestral else { return nil }
      return derived - ancestral
    }
  }

  /// The logarithm of a / b to the base of the convention.
  func logRatio(_ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b, a > 0, b > 0 else { return nil }
    let natural = PortableMath.log(a / b)
    return options.convention == .selscan ? natural / 2.302585092994045684 : natural
  }
}

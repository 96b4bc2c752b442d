/// The names that FILET gives its statistics (Schrider et al. 2018, doi:10.1371/journal.pgen.1007341), accepted wherever
/// statistics are named.
///
/// Its `H1` and `H2`, Fay & Wu's H of either population, are not among them: by these names haplotype homozygosity is meant
/// here and elsewhere (`fayWuH@1`, `fayWuH@2`).
enum FiletNames {
  /// What `name` is here: "tajimasD@1" for "tajd1"; nil if FILET has no such name.
  static func ours(_ name: String) -> String? {
    if let found = ofBoth[name] { return found }
    guard let number = name.last, number == "1" || number == "2", let base = ofOne[String(name.dropLast())] else {
      return nil
    }
    return "\(base)@\(number)"
  }

  /// Without the number of the population behind them.
  private static let ofOne = [
    "pi": "pi", "hetVar": "distVar", "ss": "ss", "thetaH": "thetaH", "tajd": "tajimasD", "HapCount": "haplotypeCount",
    "ZnS": "ZnS", "ibsMean": "ibsMean",
  ]

  private static let ofBoth = ["Fst": "kst", "dxy_mean": "dxy", "dxy_min": "dxyMin", "ibsMaxB": "ibsMaxBetween"]
}

import Groundwork
import Haplotypes
import StudyFiles

/// Makes simulated windows like the observed ones: errors of phase and of ancestral alleles, then the missing calls and the mask of an
/// observed window, then the filter of rare alleles.
package struct Likeness: Sendable {
  let pattern: ObservedPattern?
  /// Nil where no feature could tell.
  let switchError: Prior?
  let misorientation: Prior?
  /// What rare alleles go through; nil if all are kept.
  let minorAlleles: MinorAlleleFilter?
  /// Of the data; nil without them, where neighbouring haplotypes make an individual.
  package let ploidies: [UInt8]?

  /// What `study` asks for, `windows` being those of `data`; features that know neither phase nor ancestral alleles are not
  /// changed by errors of these.
  init(_ study: Study, _ data: ObservedData?, _ windows: ObservedWindows?, _ features: FeatureSource) {
    let settings = study.likeness
    if let data, let windows {
      pattern = ObservedPattern(windows, data, study.windows, settings)
    } else {
      pattern = nil
    }
    switch settings.minorCount {
    case .estimated: minorAlleles = data?.minorAlleles
    case .least(let count): minorAlleles = count > 1 ? MinorAlleleFilter(leastCount: count) : nil
    }
    ploidies = data?.contigs.first?.sites.ploidies
    let schema = features.schema
    switchError = schema.usesPhase && settings.switchError.range.high > 0 ? settings.switchError : nil
    let share: Prior?
    switch settings.misorientation {
    case .off: share = nil
    case .estimated: share = data?.misorientationRate.map(Prior.fixed)
    case .rate(let prior): share = prior
    }
    misorientation = schema.usesPolarisation && share.map { $0.range.high > 0 } == true ? share : nil
  }

  /// `matrix`, of the replicate `replicate`, as the observed data would show it, and its accessible stretches (nil: all of it).
  func applied(
    to matrix: HaplotypeMatrix, seed: UInt64, replicate: UInt64
  ) throws(StudyError) -> (matrix: HaplotypeMatrix, accessible: [Range<Int>]?) {
    var matrix = matrix
    if switchError != nil || misorientation != nil {
      var stream = RandomStream(seed: seed, replicate: replicate, purpose: .likeness)
      let errors = GenotypeErrors(
        switchError: switchError?.draw(&stream) ?? 0, misorientation: misorientation?.draw(&stream) ?? 0)
      matrix = errors.applied(to: matrix, ploidies: ploidies, &stream)
    }
    var accessible: [Range<Int>]?
    if let pattern { (matrix, accessible) = try pattern.apply(to: matrix, seed: seed, replicate: replicate) }
    return (minorAlleles?.applied(to: matrix) ?? matrix, accessible)
  }

  /// What decides the changes; without errors that of the pattern alone, "" of nothing.
  func key() throws(StudyError) -> String {
    var key = try pattern?.key() ?? ""
    if switchError != nil || misorientation != nil { key += try StageKey.of([switchError, misorientation]) }
    if let minorAlleles { key += try StageKey.of(["minor_count", "\(minorAlleles.leastCount)"]) }
    return key
  }
}

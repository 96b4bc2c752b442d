import Demography
import Groundwork

/// How much likelier a path of an allele's frequency is, under sizes that change, than the way it is drawn makes it: in
/// logarithms, with a bound for rejection.
///
/// A path is drawn backwards, at each moment by the diffusion of the size of the moment, conditioned on loss. Within a time of
/// constant size the diffusion without a condition is reversible with the speed density m, and the condition multiplies by
/// h, the probability of loss; so the probability of the path forwards over that of the path as drawn is, piece by piece,
/// g(x at the recent end) / g(x at the older end), g = m h = G / (x (1-x)) with
///
///     G(x) = 1/S'(x) x (integral of S' from x to 1) / (integral of S' from 0 to 1),    S'(x) = exp(-2 alpha (2h x + (1-2h) x^2)),
///
/// alpha = 2Ns; genic: (1 - exp(-2 alpha (1-x))) / (1 - exp(-2 alpha)); neutral: 1 - x. That leaves
/// - G(older size) / G(newer size) where the size changes while the allele is selected; 1 while it is neutral;
/// - where selection began at a frequency f, or the allele entered at f: N times the integral of S' from 0 to f, the
///   probability that an allele at f fixes, if any time is as likely for the onset. (1/G there turns into this, since a path
///   as drawn ends when it meets f first: G N integral S' is its mean stay at f.)
/// - where the allele arose: N, as there are 2N chromosomes in which it could. (1/G x (1-x) there, with the mean stay.)
package struct SweepWeight: BitwiseCopyable {
  /// True if all paths weigh the same: the size never changes.
  let isEven: Bool
  /// The logarithm of the largest weight a path can have.
  package private(set) var bound: Double
  private let selection: Double
  private let dominance: Double
  /// For alleles more dominant than genic, alpha times the mean of the exponent of S' over S' exceeds 1 by at most this
  /// (found numerically over all alpha, x and h): the power of the ratio of sizes that bounds a ratio of integrals of S'.
  private static let concaveExcess = 0.19

  /// The weight of paths of `allele` through the sizes `path` from their recent end, `time` generations ago.
  package init(_ allele: SelectedAllele, _ path: SizePath, from time: Double) {
    selection = allele.selectionCoefficient
    dominance = allele.dominance
    isEven = path.isConstant
    bound = 0
    if isEven { return }
    let sizes = path.turningSizes(from: time)
    var changes = 0.0
    var largest = -Double.infinity
    var previous = sizes[0]
    for size in sizes {
      changes += largestChange(from: previous, to: size)
      largest = max(largest, allele.isFromPulse ? changes : changes + PortableMath.log(size))
      previous = size
    }
    bound = largest
    if allele.initialFrequency > 0 || allele.isFromPulse { bound += largestEntry(allele, sizes) }
  }

  /// The weight of neutral paths: by their origin alone, through the sizes `pieces`.
  init(neutralThrough pieces: ArraySlice<SizePath.Piece>, from time: Double) {
    selection = 0
    dominance = 0.5
    isEven = false
    bound = PortableMath.log(pieces.reduce(0) { max($0, $1.largest(from: time)) })
  }

  /// The logarithm of G(`older`) / G(`newer`) at frequency `x`.
  package func change(at x: Double, from newer: Double, to older: Double) -> Double {
    if newer == older { return 0 }
    if dominance == 0.5 && 4 * min(newer, older) * selection * (1 - x) > 40 { return 0 }
    return PortableMath.log(
      scaleIntegral(older, from: x) * scaleIntegral(newer, from: 0)
        / (scaleIntegral(newer, from: x) * scaleIntegral(older, from: 0)))
  }

  /// The logarithm of N times the integral of S' from 0 to `x`.
  package func entry(at x: Double, size: Double) -> Double {
    PortableMath.log(size * SweepDrift.scaleIntegral(from: 0, to: x, alpha: 2 * size * selection, dominance: dominance))
  }

  /// The integral of S' from `x` to 1 over S'(x).
  private func scaleIntegral(_ size: Double, from x: Double) -> Double {
    SweepDrift.scaleIntegral(from: x, to: 1, alpha: 2 * size * selection, dominance: dominance)
  }

  /// A bound of ``change(at:from:to:)`` over all frequencies. A larger older size raises G most near 1; a smaller one never
  /// does if selection is genic, and with dominance by no more than the integrals can differ.
  private func largestChange(from newer: Double, to older: Double) -> Double {
    if newer == older || (older < newer && dominance == 0.5) { return 0 }
    let rest = PortableMath.log(scaleIntegral(newer, from: 0) / scaleIntegral(older, from: 0))
    if older > newer { return rest }
    return rest + power * PortableMath.log(newer / older)
  }

  /// A bound of ``entry(at:size:)`` at the initial frequency over all sizes.
  private func largestEntry(_ allele: SelectedAllele, _ sizes: [Double]) -> Double {
    let largest = sizes.max() ?? 1
    let smallest = sizes.min() ?? 1
    let x = max(allele.initialFrequency, 1 / (2 * smallest))
    return entry(at: x, size: largest) + (power - 1) * PortableMath.log(largest / smallest)
  }

  private var power: Double { dominance > 0.5 ? 1 + Self.concaveExcess : 1 }
}

extension SizePath {
  /// True if the size is the same at all times.
  fileprivate var isConstant: Bool {
    pieces.allSatisfy { $0.size.change == .constant && $0.size.initial == pieces[0].size.initial }
  }

  /// The sizes at both ends of each piece, from `time` on; within a piece they rise or fall only.
  fileprivate func turningSizes(from time: Double) -> [Double] {
    pieces.flatMap { piece in
      let first = piece.size(at: max(time, piece.start))
      return piece.end.isFinite ? [first, piece.size(at: piece.end)] : [first]
    }
  }
}

import Haplotypes

/// A map of rates on the simulator's grid: an integer mass for each unit boundary, from the left end, exact in both
/// directions.
///
/// The grid stays physical. Were it genetic, every branch that ends would have to be brought back to base pairs, and
/// stretches without crossovers would be points in which mutations have no place. So the mass of a lineage is the
/// difference of two values of a monotone function, looked up where a lineage changes; a crossover is found by the
/// inverse. Values are integers (a share of 2^-40 of the whole map is one), so sums of masses never drift. A uniform rate
/// needs no map: there the function is the identity.
struct GridMap: ~Copyable {
  /// A stretch of one rate.
  private struct Piece {
    /// The first unit.
    var start: UInt32
    /// The fine mass (2^-60 of the map) left of it.
    var mass: UInt64
    /// Fine mass of one unit.
    var slope: UInt64
  }

  /// Shares of the whole map in which masses are counted.
  private static let resolution = 0x1p40
  /// Fine masses are 2^20 times finer, so that weak rates keep their proportion.
  private static let fineBits: UInt64 = 20

  /// False if there is no map: rates are uniform, and none of the functions may be called.
  private(set) var isActive = false
  /// Events per generation for one of mass.
  private(set) var eventsPerMass = 0.0
  /// The highest slope, in fine mass.
  private var steepest: UInt64 = 1
  private var pieces: UnsafeMutableBufferPointer<Piece>
  /// The piece that holds the first unit of each of 2^k equal stretches of the grid, and last the last piece.
  private var firstPieces: UnsafeMutableBufferPointer<UInt32>
  private var shift: UInt32 = 31
  /// What the pieces were made from.
  private var source: RateMap?

  init() {
    pieces = .allocate(capacity: 0)
    firstPieces = .allocate(capacity: 0)
  }

  deinit {
    pieces.deallocate()
    firstPieces.deallocate()
  }

  /// Takes over `map`, which begins at 0 and ends where the grid does; nil: rates are uniform.
  mutating func use(_ map: RateMap?) {
    isActive = map != nil
    guard let map, map != source else { return }
    source = map
    eventsPerMass = map.totalMass / Self.resolution
    pieces.deallocate()
    pieces = .allocate(capacity: map.rates.count)
    let unit = map.end / Double(GenomeGrid.length)
    let finePerRate = map.totalMass > 0 ? unit / map.totalMass * Self.resolution * Double(1 << Self.fineBits) : 0
    var mass: UInt64 = 0
    steepest = 1
    for index in map.rates.indices {
      // Breakpoints lie on the grid: at the nearest boundary.
      let start = UInt32((map.breakpoints[index] / unit).rounded())
      let end = UInt32(min(map.breakpoints[index + 1] / unit, Double(GenomeGrid.length)).rounded())
      let slope = UInt64((map.rates[index] * finePerRate).rounded())
      pieces.initializeElement(at: index, to: Piece(start: start, mass: mass, slope: slope))
      mass += slope * UInt64(end - start)
      steepest = max(steepest, slope)
    }
    indexPieces()
  }

  /// Fills the table of first pieces: 4 to 8 stretches for each piece, as far as that is sensible.
  private mutating func indexPieces() {
    let bits = min(18, Int.bitWidth - pieces.count.leadingZeroBitCount + 2)
    shift = UInt32(32 - bits)
    firstPieces.deallocate()
    firstPieces = .allocate(capacity: 1 << bits + 1)
    var piece = 0
    for stretch in 0..<(1 << bits) {
      while piece + 1 < pieces.count && Int(pieces[piece + 1].start) <= stretch << Int(shift) { piece += 1 }
      firstPieces.initializeElement(at: stretch, to: UInt32(piece))
    }
    firstPieces.initializeElement(at: 1 << bits, to: UInt32(pieces.count - 1))
  }

  /// The piece that holds `unit`.
  @inline(__always)
  private func piece(at unit: UInt32) -> UnsafePointer<Piece> {
    let base = pieces.baseAddress.unsafelyUnwrapped
    let stretch = Int(unit >> shift)
    let table = firstPieces.baseAddress.unsafelyUnwrapped
    var low = Int(table[stretch])
    var high = Int(table[stretch &+ 1])
    while low < high {
      let middle = (low &+ high &+ 1) >> 1
      if base[middle].start <= unit { low = middle } else { high = middle &- 1 }
    }
    return UnsafePointer(base + low)
  }

  /// Mass of one unit outside the sequence: the mean of the map.
  private static let massOutside = Int64(resolution / 0x1p32)

  /// The mass left of `unit`, which may lie outside the sequence: the map goes on at its mean rate there.
  @inline(__always)
  func mass(beyond unit: Int64) -> Int64 {
    if unit < 0 { return unit &* Self.massOutside }
    let length = Int64(GenomeGrid.length)
    if unit <= length { return Int64(bitPattern: mass(to: UInt32(truncatingIfNeeded: unit))) }
    return Int64(bitPattern: mass(to: GenomeGrid.length)) &+ (unit &- length) &* Self.massOutside
  }

  /// The boundary above `mass`; any unit outside the sequence stands for all on that side.
  @inline(__always)
  func boundary(beyond mass: Int64) -> Int64 {
    if mass < 0 { return -1 }
    let total = self.mass(to: GenomeGrid.length)
    if mass >= Int64(bitPattern: total) { return Int64(GenomeGrid.length) + 1 }
    return Int64(boundary(above: UInt64(bitPattern: mass)))
  }

  /// The mass left of `boundary` (0...length).
  @inline(__always)
  func mass(to boundary: UInt32) -> UInt64 {
    let piece = piece(at: boundary)
    let fine = piece.pointee.mass &+ UInt64(boundary &- piece.pointee.start) &* piece.pointee.slope
    return fine >> Self.fineBits
  }

  /// The first boundary whose mass is above `mass`, which is less than that of the right end.
  func boundary(above mass: UInt64) -> UInt32 {
    let target = (mass &+ 1) << Self.fineBits
    let base = pieces.baseAddress.unsafelyUnwrapped
    // The last piece that begins below the target; as the next one does not, its slope is not 0.
    var low = 0
    var high = pieces.count &- 1
    while low < high {
      let middle = (low &+ high &+ 1) >> 1
      if base[middle].mass < target { low = middle } else { high = middle &- 1 }
    }
    let piece = base[low]
    return piece.start &+ UInt32(truncatingIfNeeded: (target &- piece.mass &+ piece.slope &- 1) / piece.slope)
  }

  /// The rate at `unit`, as a share of the highest.
  func relativeRate(at unit: UInt32) -> Double { Double(piece(at: unit).pointee.slope) / Double(steepest) }

  /// The highest rate, per unit per generation.
  var highestRate: Double { Double(steepest) / Double(1 << Self.fineBits) * eventsPerMass }
}

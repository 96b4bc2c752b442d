/// The 256 layers of Marsaglia and Tsang's ziggurat for the exponential distribution (doi:10.18637/jss.v005.i08).
///
/// Made once from ``PortableMath``, so that the tables have the same bits everywhere; never freed.
@usableFromInline
struct ExponentialZiggurat: @unchecked Sendable {
  /// Right edges of the layers, falling: x[0] belongs to the layer with the tail, x[256] = 0.
  @usableFromInline let x: UnsafePointer<Double>
  /// exp(-x[i]).
  @usableFromInline let density: UnsafePointer<Double>

  /// Where the tail begins.
  static let tail = 7.697117470131050
  /// The area of every layer.
  static let area = 0.003949659822581557

  static let shared = ExponentialZiggurat()

  private init() {
    let x = UnsafeMutablePointer<Double>.allocate(capacity: 257)
    let density = UnsafeMutablePointer<Double>.allocate(capacity: 257)
    x[0] = Self.area * PortableMath.exp(Self.tail)
    x[1] = Self.tail
    for i in 2..<256 { x[i] = -PortableMath.log(Self.area / x[i - 1] + PortableMath.exp(-x[i - 1])) }
    x[256] = 0
    for i in 0..<257 { density[i] = PortableMath.exp(-x[i]) }
    self.x = UnsafePointer(x)
    self.density = UnsafePointer(density)
  }
}

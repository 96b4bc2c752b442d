import Groundwork

/// e to the power `x`.
public func expOf(_ x: Double) -> Double { PortableMath.exp(x) }

/// The positive number `base` to the power `exponent`.
public func powOf(_ base: Double, _ exponent: Double) -> Double {
  PortableMath.exp(exponent * PortableMath.log(base))
}

import Groundwork

/// e to the power `x`.
public func expOf(_ x: Double) -> Double { PortableMath.exp(x) }

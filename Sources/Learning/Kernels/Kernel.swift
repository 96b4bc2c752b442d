import FeatureTables
import Groundwork

/// The kernel of a support vector machine.
public enum Kernel: String, Codable, Sendable, CaseIterable {
  /// exp(-gamma |x - y|^2)
  case rbf
  /// x . y
  case linear
  /// (gamma x . y + coef0)^degree
  case polynomial
}

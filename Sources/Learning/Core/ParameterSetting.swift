import FeatureTables
import Groundwork

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A hyper-parameter and its value.
public struct ParameterSetting: Sendable, Hashable, Codable {
  /// The name in the study file.
  public let name: String
  /// The value.
  public let value: ParameterValue

  /// `name` set to `value`.
  public init(_ name: String, _ value: ParameterValue) {
    self.name = name
    self.value = value
  }
}

import CHtslib
import CHtslibShims

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which calls of a record are none, though FORMAT/GT names alleles.
///
/// Callers write 0/0 where no read says anything, and mark single calls in FORMAT/FT; taken as they are they are sameness.
public struct CallRules: Sendable, Codable, Equatable {
  /// Calls with at most so many reads (FORMAT/DP) are missing; nil: FORMAT/DP is not looked at.
  public var depth: Int?
  /// Calls of at most this quality (FORMAT/GQ) are missing; nil: FORMAT/GQ is not looked at.
  public var quality: Int?
  /// Calls whose FORMAT/FT holds none of these names are missing, `.` being an empty FT; empty: FORMAT/FT is not looked at.
  public var filters: [String]

  /// Rules; by default every call counts.
  public init(depth: Int? = nil, quality: Int? = nil, filters: [String] = []) {
    self.depth = depth
    self.quality = quality
    self.filters = filters
  }

  /// True if every call counts.
  public var isEmpty: Bool { depth == nil && quality == nil && filters.isEmpty }
}

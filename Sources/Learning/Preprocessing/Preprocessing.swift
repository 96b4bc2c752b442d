/// What is done to features before a learner sees them. Whatever is learned for it is learned from the training rows and
/// is part of the model.
///
/// Its name is that of the scaling, "standardise", or of what takes the place of missing values, "median", or both,
/// "median+standardise".
public struct Preprocessing: RawRepresentable, Codable, Sendable, Hashable, CaseIterable {
  /// How values are scaled.
  public enum Scaling: String, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// From each column its mean is subtracted, and the difference divided by the standard deviation (divisor: rows).
    /// Constant columns become 0.
    case standardise
    /// Each value becomes its place among the training values of its column, from -1 for the least to 1 for the greatest.
    case quantile
    /// The columns of a statistic in the subwindows of a row are divided by their sum, as S/HIC does (Schrider & Kern 2016,
    /// doi:10.1371/journal.pgen.1005928); where one is negative, the least is subtracted first, and where all are then 0,
    /// each becomes 1 / subwindows. Columns of the whole window stay as they are.
    case perWindow = "per-window"
  }

  /// What takes the place of missing values (NaN), before anything else. Infinite values are no missing ones.
  public enum Imputation: String, Sendable, CaseIterable {
    /// The median of the training values of the column that are not missing; of an even number the mean of the middle two;
    /// 0 if all are missing.
    case median
    /// Their mean; 0 if all are missing.
    case mean
  }

  /// How values are scaled.
  public var scaling: Scaling
  /// What takes the place of missing values; nil: tables with missing values are refused.
  public var imputation: Imputation?

  /// The preprocessing that scales as `scaling` says, after `imputation`.
  public init(_ scaling: Scaling, imputation: Imputation? = nil) {
    self.scaling = scaling
    self.imputation = imputation
  }

  /// Nothing is done.
  public static let none = Preprocessing(.none)
  /// See ``Scaling/standardise``.
  public static let standardise = Preprocessing(.standardise)
  /// See ``Scaling/quantile``.
  public static let quantile = Preprocessing(.quantile)
  /// See ``Scaling/perWindow``.
  public static let perWindow = Preprocessing(.perWindow)

  /// The name in the study file.
  public var rawValue: String {
    guard let imputation else { return scaling.rawValue }
    return scaling == .none ? imputation.rawValue : "\(imputation.rawValue)+\(scaling.rawValue)"
  }

  /// The preprocessing of this name; nil if there is none.
  public init?(rawValue: String) {
    guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = found
  }

  /// Every scaling, alone and after every imputation.
  public static let allCases: [Preprocessing] = ([nil] + Imputation.allCases.map { $0 }).flatMap { imputation in
    Scaling.allCases.map { Preprocessing($0, imputation: imputation) }
  }
}

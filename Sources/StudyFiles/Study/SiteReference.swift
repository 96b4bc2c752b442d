/// What statistics of stretches are divided by before a model sees them.
package enum SiteReference: String, Sendable, Codable, CaseIterable {
  /// The medians of the chromosome itself, simulated ones by what is expected of a neutral one with their parameters.
  case chromosome
  /// The medians of simulated neutral chromosomes: for data of a region, whose level may be that of a sweep.
  case model
}

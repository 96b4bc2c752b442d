/// How often each kind of event happened in a replicate.
struct EventCounts: Sendable, Equatable {
  var coalescences = 0
  var crossovers = 0
  /// Tracts that split ancestral material.
  var conversions = 0
  /// Lineages that moved to another population by migration or a pulse, not where populations begin.
  var migrations = 0
}

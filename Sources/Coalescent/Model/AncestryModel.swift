/// Which lineages may find a common ancestor: Hudson's coalescent, or one of its sequentially Markovian approximations
/// (McVean & Cardin 2005, doi:10.1098/rstb.2005.1673; Marjoram & Wall 2006, doi:10.1186/1471-2156-7-16; Baumdicker et al.
/// 2022, doi:10.1093/genetics/iyab229).
///
/// The hull of a lineage reaches from the first to the last base of its ancestral material, trapped gaps included. Under
/// the approximations lineages whose hulls are further apart than a reach never coalesce: most of the exact process is
/// spent on distant islands that meet and fall apart again. Each place of the sequence keeps its exact tree, so means of
/// S, pi and the frequency spectrum are exact in every demography; what is lost is linkage over long distances. They
/// run backwards in time like the exact process, with populations, migration, growth and ancient samples; while a sweep
/// runs, from its end back to the origin of its allele, any two lineages of a background may coalesce.
///
/// Measured with n = 100, constant size, theta = 4NmuL = 2000. Reaches in units of 4Nr; milliseconds of processor time for
/// a replicate, on one thread of a shared machine:
///
/// | rho = 4NrL | Hudson | SMC' | reach 20 | reach 100 |
/// |---|---|---|---|---|
/// | 880 | 6.4 | 5.5 | 6.9 | 13.5 |
/// | 4000 | 63 | 27 | 36 | 68 |
/// | 16000 | 973 | 132 | 167 | 305 |
/// | 40000 | 4951 | 474 | 515 | 956 |
///
/// and at rho = 4000 (2000 to 4000 replicates; relative to Hudson's, for r2 between sites of frequency 0.1 to 0.9 at a
/// distance in 4Nr, standard error 0.15 %):
///
/// | | SMC' | reach 20 | reach 100 |
/// |---|---|---|---|
/// | mean S | 0.9996 | 0.9999 | 0.9997 |
/// | Var(S), +- 0.03 | 0.75 | 0.82 | 0.95 |
/// | r2 at 1 | 0.998 | 1.001 | 1.000 |
/// | r2 at 3 | 0.995 | 0.999 | 0.999 |
/// | r2 at 10 | 0.998 | 1.001 | 1.002 |
/// | r2 at 30 | 0.998 | 1.000 | 1.001 |
/// | r2 at 100 | 0.998 | 1.000 | 1.000 |
public enum AncestryModel: Sendable, Equatable {
  /// Any two: exact.
  case hudson
  /// Lineages whose hulls overlap or touch.
  case smcPrime
  /// Lineages whose hulls are at most `reach` base pairs apart; 0 is ``smcPrime``, the sequence length ``hudson``.
  case smc(reach: Double)

  /// The reach in units of a sequence of `sequenceLength` base pairs; nil if there is none.
  func reachUnits(_ sequenceLength: Double) -> UInt32? {
    switch self {
    case .hudson: return nil
    case .smcPrime: return 0
    case .smc(let reach):
      let share = min(1, reach / sequenceLength)
      return UInt32((share * Double(GenomeGrid.length)).rounded())
    }
  }
}

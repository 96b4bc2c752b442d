/// A selective sweep: one allele rose in frequency by selection in one population.
///
/// Fitnesses are 1, 1 + 2hs and 1 + 2s for zero, one and two copies. With h = 1/2, the default, selection is genic: each
/// copy adds s (discoal's alpha = 2Ns; msprime's s is twice this).
///
/// The allele is selected in one population only and not followed elsewhere: lineages that carry it do not migrate out of
/// that population while the sweep runs, and immigrants bring the ancestral allele (except by a ``Origin/pulse(from:frequency:)``).
///
/// With changing sizes any generation is as likely for the origin of one new mutation, and any generation for the onset of
/// selection on an allele that stood at a frequency f: paths are those of Wright-Fisher populations in which a sweep
/// ended when its ``course`` says. Selection is taken to begin when the allele last stood at f, which differs from the
/// onset by about 1 / (2 N s^2 f (1-f)) generations.
///
/// Balancing selection is not among these models: a balanced allele has no path from an origin to a final frequency that
/// the conditioned diffusion could draw. A path of the allele made elsewhere, balanced or under selection that changes with
/// time, can be given (``Course/given(_:)``).
public struct Sweep: Sendable, Equatable {
  /// The index of the population in which the allele is selected.
  public var population: Int
  /// The selected site, in base pairs from the start of the sequence. It may lie outside the sequence, at most
  /// ``farthestSite`` sequence lengths from either end.
  public var position: Double
  /// Where the allele came from.
  public var origin: Origin
  /// How its frequency changed, and when.
  public var course: Course

  /// Where a selected allele came from.
  public enum Origin: Sendable, Equatable {
    /// One mutation, selected from its origin on: a hard sweep.
    case newMutation
    /// One mutation that drifted neutrally up to `frequency`, at which selection began: a soft sweep from standing variation.
    case standing(frequency: Double)
    /// Mutations of the ancestral to the selected allele at `rate`, per chromosome per generation: the sweep may be soft by
    /// several origins (Pennings & Hermisson 2006, doi:10.1093/molbev/msj117). The path of the frequency is drawn as if
    /// there were one origin. Beside forward Wright-Fisher populations (2N = 20,000, s = 0.05) with 4Nu = 0.1 and 1 this
    /// makes sweeps 0 and 3 % too long, and 20 haplotypes have one origin with probabilities of 0.71 and 0.057, forwards
    /// 0.73 and 0.061 (standard errors 0.007 and 0.003; Ewens' formula: 0.707 and 0.050).
    case recurrent(rate: Double)
    /// A pulse from the population `from`, taken to have been fixed for the allele (adaptive introgression). The pulse brings
    /// it at `frequency`, or in one copy if that is 0; on a given path its last point says so, and `frequency` must be 0.
    ///
    /// At the start of the path, which is the time of the pulse, lineages that carry the allele move to that population.
    case pulse(from: Int, frequency: Double)
  }

  /// How strongly an allele is selected.
  public struct Selection: Sendable, Equatable {
    /// The advantage s per generation: that of one copy if h is 1/2, half that of two copies always.
    public var coefficient: Double
    /// The dominance h, 0 (recessive) to 1 (dominant).
    public var dominance: Double

    /// Selection of advantage `coefficient`, genic unless told otherwise.
    public init(coefficient: Double, dominance: Double = 0.5) {
      self.coefficient = coefficient
      self.dominance = dominance
    }
  }

  /// How the frequency of a selected allele changed, and when.
  public enum Course: Sendable, Equatable {
    /// It reached `frequency` `ago` generations ago: 1 if the sweep is complete, less if it is partial. The path is drawn
    /// backwards from there, and with it when selection began.
    case ended(ago: Double, frequency: Double, Selection)
    /// Selection began `ago` generations ago, at the frequency that the ``Origin`` says, or in one copy. The path is drawn
    /// forwards, given that the allele is not lost before it ends: at its fixation, or `until` generations ago if that comes
    /// first. An allele of a pulse enters then; one that arose by mutation drifted up to its frequency neutrally before.
    case onset(ago: Double, until: Double, Selection)
    /// It followed a path that was made elsewhere, whose last frequency says how the allele began (``SweepPath``).
    case given(SweepPath)
  }

  /// The largest distance of the selected site from the sequence, in sequence lengths.
  public static let farthestSite = 1000.0

  /// A sweep of any kind.
  public init(population: Int = 0, position: Double, origin: Origin = .newMutation, course: Course) {
    self.population = population
    self.position = position
    self.origin = origin
    self.course = course
  }

  /// A sweep that ended `fixationTime` generations ago; hard, complete and genic unless told otherwise.
  public init(
    population: Int = 0, position: Double, selectionCoefficient: Double, dominance: Double = 0.5,
    origin: Origin = .newMutation, fixationTime: Double = 0, finalFrequency: Double = 1
  ) {
    self.init(
      population: population, position: position, origin: origin,
      course: .ended(
        ago: fixationTime, frequency: finalFrequency,
        Selection(coefficient: selectionCoefficient, dominance: dominance)))
  }
}

extension Sweep {
  /// The selection on the allele; nil along a given path, which says nothing of it.
  public var selection: Selection? {
    switch course {
    case .ended(_, _, let selection), .onset(_, _, let selection): selection
    case .given: nil
    }
  }
}

extension Sweep.Origin {
  /// The frequency at which selection began, or the allele entered; 0: with one copy.
  public var initialFrequency: Double {
    switch self {
    case .newMutation, .recurrent: 0
    case .standing(let frequency), .pulse(_, let frequency): frequency
    }
  }

  /// Mutations to the selected allele while it is selected, per chromosome per generation.
  public var mutationRate: Double {
    if case .recurrent(let rate) = self { rate } else { 0 }
  }

  /// The population from which the allele entered by a pulse; nil if it arose by mutation.
  public var source: Int? {
    if case .pulse(let source, _) = self { source } else { nil }
  }
}

extension Sweep.Course {
  /// Generations ago when the path ends, at the latest.
  public var end: Double {
    switch self {
    case .ended(let ago, _, _): ago
    case .onset(_, let until, _): until
    case .given(let path): path.points.first?.time ?? 0
    }
  }

  /// The frequency in which the path ends, 1 if nothing else is known.
  var finalFrequency: Double {
    switch self {
    case .ended(_, let frequency, _): frequency
    case .onset: 1
    case .given(let path): path.points.first?.frequency ?? 1
    }
  }
}

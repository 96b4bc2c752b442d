import Groundwork
import Studies
import StudyReports
import Training

/// What `apus run --dry-run` prints: the study as it is understood, what its units come to, and what it costs.
enum DryRun {
  /// Prints all of it for `run`, population by population where it compares some; nothing is written.
  static func write(_ run: StudyRun) throws {
    let parts = run.populationRuns
    if parts.isEmpty { try writeStudy(run) }
    for (population, part) in parts {
      apus.print("population \(population)\n")
      try writeStudy(part)
      apus.print("")
    }
    apus.print("\nNothing was written. 'apus run' without --dry-run does it.")
  }

  /// Prints the study of `run` as it is understood, as JSON and nothing else.
  static func writeJSON(_ run: StudyRun) throws { apus.print(try run.resolved()) }

  private static func writeStudy(_ run: StudyRun) throws {
    let data = try run.data()
    let simulation = try run.simulation(data)
    apus.print("The study as it is understood, defaults included (--json prints it for programs):")
    for row in StudyKeysInWords.rows(try run.resolved()) { apus.print("  \(row.label): \(row.value)") }
    apus.print("\nIn the units of theory (median; 5 to 95 % of the replicates):")
    for line in translation(try ScaledParameters(simulation.plan), length: run.study.windows.length) {
      apus.print("  " + line)
    }
    apus.print("\nLikeness, what simulated windows are given besides the size of the sample:")
    for line in simulation.likenessInWords { apus.print("  " + line) }
    let estimate = try simulation.estimate()
    let observed = try data.map { try run.observedSites($0) }
    apus.print("\nVariants:")
    for line in variants(estimate.sites, observed) { apus.print("  " + line) }
    apus.print("\nCost:")
    for line in cost(estimate, threads: run.threads) { apus.print("  " + line) }
  }

  /// theta, rho and 2Ns in sentences.
  static func translation(_ scaled: ScaledParameters, length: Int) -> [String] {
    func words(_ spread: ScaledParameters.Spread) -> String {
      let values = [spread.median, spread.low, spread.high].map(number)
      return spread.low == spread.high ? values[0] : "\(values[0]) (\(values[1]) to \(values[2]))"
    }
    var lines = [
      "N, diploid individuals of the sampled population at present: \(words(scaled.size))",
      "theta = 4Nu, mutations in a window of \(length.grouped) bases: \(words(scaled.theta))",
      "rho = 4Nr, crossovers in a window: \(words(scaled.rho))",
    ]
    if scaled.theta.median > 0 {
      lines.append("rho / theta: \(number(scaled.rho.median / scaled.theta.median))")
    }
    if let selection = scaled.selection {
      lines.append("2Ns, strength of the sweeps: \(words(selection))")
      if selection.low < 20 {
        lines.append(
          "  some sweeps are so weak (2Ns below 20) that drift decides them, and they leave next to no trace")
      }
    }
    return lines
  }

  /// How many variants windows have, simulated beside observed.
  static func variants(_ simulated: [Int], _ observed: [Int]?) -> [String] {
    guard !simulated.isEmpty else { return ["none of the replicates could be simulated"] }
    let here = ScaledParameters.Spread(simulated.map(Double.init))
    func words(_ spread: ScaledParameters.Spread) -> String {
      "\(number(spread.median)) (\(number(spread.low)) to \(number(spread.high)))"
    }
    let first = "SNPs in a simulated window without a sweep: \(words(here)), \(simulated.count.of("window"))"
    guard let observed, !observed.isEmpty else { return [first] }
    let there = ScaledParameters.Spread(observed.map(Double.init))
    let second = "SNPs in an observed window: \(words(there)), \(observed.count.of("window"))"
    let ratio = there.median / max(1, here.median)
    if ratio > 1.5 {
      return [
        first, second,
        "the data have \(ratio.fixed(1)) times as many: mutation_rate or the population size is too low, by about as much",
      ]
    }
    if ratio < 1 / 1.5 {
      return [
        first, second,
        "the simulations have \((1 / ratio).fixed(1)) times as many: mutation_rate or the population size is too high, by "
          + "about as much, or sites were left out of the data (see data.accessible)",
      ]
    }
    return [first, second, "they are alike"]
  }

  /// Time, memory and room.
  static func cost(_ estimate: CostEstimate, threads: Int) -> [String] {
    var lines = [
      "\(estimate.replicates.of("replicate")) of \(estimate.features.of("feature")), each "
        + "\((1000 * estimate.seconds).fixed(1)) ms of a processor (\(estimate.timed) were timed)",
      "time to simulate: \(duration(hours: estimate.hours(threads: threads))) on \(threads.of("thread")); training and scanning "
        + "come on top",
      "memory: about \(bytes(estimate.memory(threads: threads))); disk: about \(bytes(estimate.disk))",
    ]
    if estimate.failed > 0 {
      lines.append("\(estimate.failed) of the \(estimate.timed) could not be simulated")
    }
    if estimate.hours(threads: threads) > 2 {
      lines.append("on a cluster: 'apus plan --slurm' writes a job array of shards")
    }
    return lines
  }

  /// A duration as one says it.
  static func duration(hours: Double) -> String {
    let seconds = hours * 3600
    if seconds < 90 { return "\(max(1, seconds.rounded(.up)).fixed(0)) s" }
    if seconds < 5400 { return "\((seconds / 60).fixed(0)) minutes" }
    return "\(hours.fixed(1)) hours"
  }

  private static func bytes(_ count: Int) -> String {
    count < 1_000_000_000 ? "\((count / 1_000_000 + 1).grouped) MB" : "\((Double(count) / 1e9).fixed(1)) GB"
  }

  /// Three digits.
  static func number(_ value: Double) -> String {
    if value == 0 { return "0" }
    if abs(value) >= 100 { return Int(value.rounded()).grouped }
    if abs(value) >= 10 { return value.fixed(1) }
    return abs(value) >= 0.01 ? value.fixed(3) : "\(value)"
  }
}

import Coalescent
import Groundwork
import StudyFiles

extension TrainingSimulation {
  /// Draws of one replicate that its conditions may refuse before they are taken never to hold.
  private static let mostAttempts = 1000

  /// The replicate `index`, drawn and simulated until it obeys the conditions of its class; `alteration` changes what is simulated.
  ///
  /// The first attempt has the streams of the study's seed, so that a study without such conditions is what it would be without
  /// this; each further one those of a seed of its own, drawn for the replicate.
  package func accepted(
    _ index: Int, locus: Int? = nil, _ simulator: CoalescentSimulator, recordsTrajectory: Bool = false,
    alteration: (CoalescentModel) throws(StudyError) -> CoalescentModel = { model throws(StudyError) in model }
  ) throws(StudyError) -> AcceptedReplicate {
    let conditions = plan.conditions(index)
    var seed = study.training.seed
    var seeds = RandomStream(seed: seed, replicate: UInt64(index), purpose: .attempts)
    for attempt in 1...Self.mostAttempts {
      let drawn = try plan.draw(index, locus: locus, seed: seed)
      let numbers = conditions.isEmpty ? [:] : drawn.numbers(length: Double(study.windows.length))
      // What is drawn can be refused before it is simulated.
      if conditions.contains(where: { $0.isOf(numbers.keys) && !$0.holds(numbers) }) {
        seed = seeds.next()
        continue
      }
      let model = try alteration(drawn.model)
      let result = try attemptSimulation(
        simulator, model, seed, plan.number(index, locus: locus), recordsTrajectory: recordsTrajectory)
      let values = truth.values(drawn, result, attempts: attempt)
      if truth.satisfy(conditions, values) {
        return AcceptedReplicate(drawn: drawn, result: result, truth: values)
      }
      seed = seeds.next()
    }
    throw .invalid(
      "model.conditions: \(Self.mostAttempts.grouped) draws in a row broke one of: "
        + conditions.map(\.description).joined(separator: ", "))
  }

  private func attemptSimulation(
    _ simulator: CoalescentSimulator, _ model: CoalescentModel, _ seed: UInt64, _ number: UInt64,
    recordsTrajectory: Bool
  ) throws(StudyError) -> SimulatedReplicate {
    try attempt {
      try simulator.simulate(model, seed: seed, replicate: number, recordsTrajectory: recordsTrajectory)
    }
  }
}

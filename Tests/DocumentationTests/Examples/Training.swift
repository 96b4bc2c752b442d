import FeatureTables
import StudyFiles
import Training

/// The features of 20 simulated windows of two histories, with the mutation rate of each.
func simulatedTable(threads: Int) throws -> (table: FeatureTable, rates: [Double]?) {
  let text = """
    study: sizes
    model:
      haplotypes: 10
      mutation_rate: {uniform: [1.0e-8, 2.0e-8]}
    classes:
      small: {model: {population_size: 1000}}
      large: {model: {population_size: 10000}}
    features: "pi, tajimasD; windows: whole"
    windows: {length: 20kb, subwindows: 1}
    training: {replicates: 10, seed: 1}
    """
  let study = try StudyFile.parse(text, path: "sizes.yaml")
  let table = try TrainingSimulation(study, data: nil).table(threads: threads)
  return (table, table.rows.truth("mutation_rate"))
}

import FeatureTables
import Learning

/// Extra-Trees fitted to four fifths of the replicates of a labelled table and measured on the others.
func fitAndEvaluate(_ table: FeatureTable, threads: Int) throws -> (model: ForestModel, evaluation: Evaluation) {
  let split = try DataSplit.stratifiedSplit(table, testFraction: 0.2, seed: 42)
  let heldOut = table.selecting(split.test)
  var learner = ExtraTrees()
  learner.trees = 200
  let model = try learner.fit(
    table.selecting(split.training), to: .classification(classes: table.classes), seed: 42, threads: threads)
  let evaluation = try Evaluation(heldOut, model.predict(heldOut, threads: threads))
  print("accuracy \(evaluation.accuracy.value) (95 % interval \(evaluation.accuracy.interval))")
  return (model, evaluation)
}

import Coalescent
import FeatureTables
import Groundwork
import Haplotypes
import StudyFiles

/// What replicate k of a study is: its class, where its sweep lies, and the parameters drawn for it. A function of the
/// study and k alone.
package struct ReplicatePlan: Sendable {
  package let study: Study
  /// The models of the classes, in their order.
  private let models: [SimulatedModel]
  /// Where crossovers happen, by the map of the data; nil where the models say it.
  let observedMap: ObservedMap?

  /// The plan of `study` for samples of `populations`, or for the samples that it lists if nil; reads the files that the
  /// models name. Crossovers are as in `observedMap` if there is one. Throws if the classes differ in their samples.
  package init(
    _ study: Study, samples populations: [FeatureSchema.Population]?, observedMap: ObservedMap? = nil
  ) throws(StudyError) {
    self.study = study
    self.observedMap = observedMap
    // Origins that cannot be are refused before anything is simulated.
    for (index, one) in study.classes.enumerated() { _ = try study.model(ofClass: index).sweep.origin(of: one.sweep) }
    func simulated(_ model: Study.SimulationModel) throws(StudyError) -> SimulatedModel {
      try SimulatedModel(model, length: study.windows.length, populations: populations)
    }
    let common = study.classes.contains { $0.model == nil } ? try simulated(study.model) : nil
    var models: [SimulatedModel] = []
    for one in study.classes {
      if let own = one.model { models.append(try simulated(own)) } else if let common { models.append(common) }
    }
    self.models = models
    for (one, model) in zip(study.classes, models) {
      let (own, first) = (model.histories.samples.map(\.haplotypes), models[0].histories.samples.map(\.haplotypes))
      guard own == first else {
        throw .invalid(
          "the classes '\(study.classes[0].name)' and '\(one.name)' have samples of other sizes: \(first) and \(own) "
            + "haplotypes; their replicates could be told apart by that alone")
      }
    }
  }

  /// The samples and their demes, those of the first class.
  var histories: SimulatedHistories { models[0].histories }

  /// Haplotypes over all samples.
  package var haplotypes: Int { histories.samples.reduce(0) { $0 + $1.haplotypes } }

  /// Replicates in all: those of each class in turn.
  package var count: Int { study.classes.count * study.training.replicates }

  /// The index of the class of replicate `index`: classes take turns, so that any prefix is balanced.
  package func classIndex(_ index: Int) -> Int { index % study.classes.count }

  /// The class of replicate `index`.
  package func studyClass(_ index: Int) -> StudyClass { study.classes[classIndex(index)] }

  /// The subwindow of the sweep of replicate `index`: the middle one, or the others in turn for classes elsewhere, or those that
  /// are scored in turn (``SitePoints/scored(_:)``) for classes anywhere.
  func subwindow(_ index: Int) -> Int {
    let count = study.windows.subwindowCount
    let middle = count / 2
    let turn = index / study.classes.count
    switch studyClass(index).place {
    case .middle: return middle
    case .elsewhere:
      if count == 1 { return middle }
      let other = turn % (count - 1)
      return other < middle ? other : other + 1
    case .anywhere:
      let scored = SitePoints.scored(count)
      return scored.lowerBound + turn % scored.count
    }
  }

  /// The conditions by which replicate `index` is accepted as a whole.
  func conditions(_ index: Int) -> [ParameterCondition] {
    study.model(ofClass: classIndex(index)).conditions.filter(\.isOfReplicate)
  }

  /// The number, among all loci of all replicates, of the locus `locus` of replicate `index`; `index` itself where replicates are of one
  /// window.
  func number(_ index: Int, locus: Int?) -> UInt64 { UInt64(index * (study.loci ?? 1) + (locus ?? 0)) }

  /// What is drawn for replicate `index`, or for one of its loci, under another seed than the study's where one is given.
  package func draw(_ index: Int, locus: Int? = nil, seed: UInt64? = nil) throws(StudyError) -> DrawnReplicate {
    let drawn = seed ?? study.training.seed
    var stream = RandomStream(seed: drawn, replicate: UInt64(index), purpose: .parameters)
    let length = Double(study.windows.subwindowLength)
    return try models[classIndex(index)].draw(
      SimulatedModel.SweepSite(
        kind: studyClass(index).sweep, subwindowStart: Double(subwindow(index)) * length, subwindowLength: length),
      length: study.windows.length, &stream,
      locus: locus.map {
        RandomStream(seed: study.training.seed, replicate: number(index, locus: $0), purpose: .locus)
      }
    ) { [seed = study.training.seed] stream throws(StudyError) in
      try observedMap?.draw(seed: seed, replicate: number(index, locus: locus), &stream)
    }
  }

  /// What the map of the data and the files that the models name say: the part of a stage's key that the study itself does
  /// not hold.
  func filesKey() throws(StudyError) -> [String] {
    let own = models.flatMap(\.filesKey)
    return if let observedMap { own + [try observedMap.key()] } else { own }
  }
}

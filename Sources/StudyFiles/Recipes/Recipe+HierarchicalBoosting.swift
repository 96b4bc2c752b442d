extension Recipe {
  /// Complete and incomplete, recent and ancient sweeps.
  static let hierarchicalBoosting = Recipe(
    id: "hierarchical-boosting",
    question: "Was there a sweep in this window, did it reach fixation, and how long ago did it end?",
    title: "recent and ancient, complete and incomplete sweeps (hierarchical boosting)",
    reference: "Pybus et al. 2015, doi:10.1093/bioinformatics/btv493",
    needs: "a VCF of one population, phased, with ancestral alleles",
    ownKeys: """
      model:
        sweep: {selection_coefficient: {uniform: [0.01, 0.04]}}
      classes:
        neutral: {}
        recent-complete: {sweep: hard, model: {sweep: {fixation_time: {uniform: [0, 400]}}}}
        ancient-complete: {sweep: hard, model: {sweep: {fixation_time: {uniform: [800, 2000]}}}}
        recent-incomplete: {sweep: hard, model: {sweep: {fixation_time: {uniform: [0, 400]}, final_frequency: {uniform: [0.6, 0.9]}}}}
        ancient-incomplete: {sweep: hard, model: {sweep: {fixation_time: {uniform: [800, 2000]}, final_frequency: {uniform: [0.6, 0.9]}}}}
      windows: {length: 25kb, subwindows: 1}
      features: hierarchical-boosting
      learner: {cascade: {order: "((recent-complete, ancient-complete), (neutral, (recent-incomplete, ancient-incomplete)))", learner: {componentwise_boosting: {}}}}
      scan: {minimum_sites: 10, regions: together}   # of whichever kind
      """)
}

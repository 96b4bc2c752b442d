extension Recipe {
  /// Hard sweeps by SFselect, during and after fixation.
  static let sfselect = Recipe(
    id: "sfselect",
    question: "Is there a hard sweep in this window, still under way or fixed already?",
    title: "sweeps before and after fixation from the scaled spectrum (SFselect)",
    reference: "Ronen et al. 2013, doi:10.1534/genetics.113.152587",
    needs: "a VCF of one population with ancestral alleles (without them a folded spectrum is taken); no phase",
    ownKeys: """
      model:
        sweep: {selection_coefficient: {log_uniform: [0.005, 0.08]}}
      classes:
        neutral: {}
        before-fixation: {sweep: hard, model: {sweep: {fixation_time: 0, final_frequency: {uniform: [0.6, 0.99]}}}}
        after-fixation: {sweep: hard, model: {sweep: {fixation_time: {uniform: [0, 2000]}}}}
      windows: {length: 50kb, subwindows: 1}
      features: sfselect
      training: {replicates: 2000}
      learner: {regime_maximum: {learner: {support_vector_machine: {kernel: linear, c: 0.1, preprocess: none}}}}
      scan: {minimum_sites: 10, classes: [before-fixation, after-fixation], regions: together}   # of either kind
      """)
}

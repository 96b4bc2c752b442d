extension Recipe {
  /// Selected sites, by whole small chromosomes.
  static let sweepSites = Recipe(
    id: "sweep-sites",
    title: "selected sites along a chromosome: where, how probable, and within which interval",
    reference:
      "this program; the classifier of whole windows that it stands beside is S/HIC: Schrider & Kern 2016, doi:10.1371/journal.pgen.1005928",
    yaml: """
      # Selected sites: is there one within 50 kb of here? Asked of every 20 kb of a chromosome.
      # Every key of a study file with the value it has when it is left out; 'apus recipes show s-hic' explains those of data and model.
      study: sweep-sites
      recipe: sweep-sites
      data: {ancestral: auto, minimum_call_rate: 0.5, pass_only: false}
      likeness: {mask: true, missing: true, switch_error: 0, misorientation: estimated}
      model:
        population_size: 10000     # diploid individuals
        mutation_rate: {uniform: [1.0e-8, 1.5e-8]}          # per base per generation
        recombination_rate: {exponential: {mean: 1.0e-8, max: 3.0e-8}}
        recombination_variation: {uniform: [0, 1.7]}        # SD of the log of the rate: hotspots and cold stretches at random
        sweep:
          selection_coefficient: {log_uniform: [0.01, 0.15]}  # s of one copy: fitnesses 1, 1+s, 1+2s
          dominance: 0.5
          fixation_time: {uniform: [0, 10000]}                # generations ago: up to N, until when the gap in diversity is filled
          soft_initial_frequency: {uniform: [0.01, 0.2]}
          final_frequency: 1
          position: {uniform: [0, 1]}                         # of the selected site in its subwindow
      classes:                     # of small chromosomes
        neutral: {}
        hard: {sweep: hard, place: anywhere}
        soft: {sweep: soft, place: anywhere}
      windows: {length: 3Mb, subwindows: 150}                 # a small chromosome, and the step of the scan
      features: auto               # by what the data have: phase, ancestral alleles
      training: {replicates: 1000, test_fraction: 0.4, seed: 42}   # small chromosomes of each class; the held-out ones give thresholds
      learner: {xgboost: {num_boost_round: 250, early_stopping_rounds: 0, eta: 0.06, max_depth: 5, min_child_weight: 5, subsample: 0.6, colsample_bytree: 0.3}}
      scan:
        answer: sites
        within: 50kb               # of a point that answers yes
        objective: fdr 0.1         # of the calls; or f1 (at the stated rarity), top 20, all (from call_threshold on)
        # rarity: 0.1              # sweeps per megabase, of all classes or {hard: 0.05, soft: 0.05}
        reference: chromosome      # statistics are relative to its medians; or model, for data of a region that may be swept as a whole
        minimum_accessible: 0.25   # of a subwindow
        minimum_sites: 50          # of a small chromosome
        call_threshold: 0.5
      # output: NAME.run           # a folder beside the study file
      """)
}

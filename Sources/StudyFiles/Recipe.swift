import Groundwork
import Learning

/// A named method: the defaults of every key of a study file, written as a study file.
public struct Recipe: Sendable {
  /// The name in study files.
  public let id: String
  /// One line for lists.
  public let title: String
  /// What the method is and where it comes from.
  public let reference: String
  /// The keys with their defaults, as YAML.
  public let yaml: String

  /// Every recipe.
  public static let all: [Recipe] = [.shic, .sweepSites]

  /// The recipe `id`; an unknown one is an error that names the nearest spelling and the choices.
  public static func named(_ id: String) throws(StudyError) -> Recipe {
    guard let recipe = all.first(where: { $0.id == id }) else {
      let known = all.map(\.id)
      let hint = nearestSpelling(of: id, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw .invalid("there is no recipe '\(id)'\(hint) (known: \(known.joined(separator: ", ")))")
    }
    return recipe
  }

  /// The other learners, by the names of study files.
  private static var learners: String {
    LearnerRegistry.all.map { type(of: $0).id }.filter { $0 != ExtraTrees.id }.joined(separator: ", ")
  }

  /// Sweeps by S/HIC: five classes from the spatial pattern of summary statistics.
  package static let shic = Recipe(
    id: "s-hic",
    title: "hard and soft selective sweeps and regions linked to them (S/HIC)",
    reference: "Schrider & Kern 2016, doi:10.1371/journal.pgen.1005928",
    yaml: """
      # S/HIC: is the middle of a window a hard sweep, a soft sweep, linked to either, or neutral?
      # Every key of a study file with the value it has when it is left out.
      study: s-hic
      recipe: s-hic
      data:                        # leave the section out to simulate only
        # variants: data.vcf.gz    # VCF or BCF, plain or compressed; .tbi or .csi beside it is used; "-": standard input
        # region: "2:134,000,000-140,000,000"   # all contigs if left out
        # populations: popmap.tsv  # sample<TAB>population
        # target: CEU              # or a list: [CEU, TSI]
        # compare: [CEU, YRI]      # in place of target: each by itself, and their calls side by side
        # samples: "a,b,c"         # or "^a" for all but a; in place of populations
        # samples_file: names.txt  # or "^names.txt" for all but those; in place of samples
        # haploid: auto            # samples written as diploid that are not (males on X): auto, or their names
        # accessible: mask.bed     # or inaccessible: mask.bed
        ancestral: auto            # INFO/AA, a FASTA file, none; auto: INFO/AA where the header has it, else none
        # outgroup: [s1, s2]       # samples, or a population of the map, whose alleles are ancestral; in place of ancestral
        # outgroup_agreement: 1    # the least share of the outgroup's alleles that agree, above 0.5
        minimum_call_rate: 0.5     # of the chosen samples' alleles
        pass_only: false           # FILTER is PASS or empty
        # filter: [PASS, q10]      # the names that FILTER may hold, "." for an empty one; in place of pass_only
        # multiallelic: skip       # or split: records with several ALT alleles become sites of the reference and each of them
        # invariant: skip          # or keep: records without variation, for features of files that count them (pixy)
        # no_call_depth: 0         # calls with at most so many reads (FORMAT/DP) are missing
        # no_call_quality: 0       # and those of at most this GQ
        # genotype_filter: [PASS, .]   # and those with another FORMAT/FT
        # known: regions.bed       # shown beside the calls
        # recombination_map: genetic_map.txt   # of the data (HapMap, PLINK .map with cM, BED of cM/Mb); in place of the model's rate
        # genes: genes.gff3.gz     # GFF3 or GTF: genes in or next to a called region are named
      likeness:                    # what simulated windows are given of the data, besides the size of their sample
        mask: true                 # the accessible bases of an observed window
        missing: true              # its missing calls, by site and sample together
        switch_error: 0            # at each heterozygous site of an individual: its haplotypes change places from there on
        misorientation: estimated  # sites whose ancestral allele is wrong: off, or their share; estimated by third bases
        minor_count: estimated     # how often the rarer allele of a site must be there; estimated: as the data show
        # recombination_scale: {log_uniform: [0.5, 2]}   # times the rates of data.recombination_map in an observed window
      model:
        # haplotypes: 100          # counted in the data where there are data
        # samples: [{deme: CEU, haplotypes: 40}, {deme: CEU, haplotypes: 2, time: 300}]   # for 'simulate'; time: generations ago
        # demography: model.demes.yaml          # Demes; or a constant population (population_size)
        # population: CEU          # the deme that the samples are of; data.target if that is a deme's name
        # parameters:              # numbers of the Demes file, drawn anew for each replicate, in the units of the file
        #   split: {uniform: [1500, 4000], replaces: [demes.CEU.start_time, demes.CHB.start_time]}
        # conditions: [split < 3000]            # draws that break one are drawn again
        population_size: 10000     # diploid individuals
        mutation_rate: {uniform: [1.0e-8, 1.5e-8]}          # per base per generation
        # mutation_map: rates.bed  # contig, start, end, rate per base per generation; in place of mutation_rate
        recombination_rate: {exponential: {mean: 1.0e-8, max: 3.0e-8}}
        # recombination_map: {file: genetic_map.txt, region: "2:134,000,000-140,000,000", scale: 1}   # in place of the rate
        # recombination_variation: {uniform: [0, 1.7]}   # SD of the log of the rate along a replicate: random hotspots and cold stretches
        # gene_conversion: {rate: 1.0e-8, mean_tract_length: 100}
        # sites: whole_bases       # or continuous
        # background_selection: {file: b_values.bed, region: "2:134,000,000-140,000,000"}   # B: relative effective size
        # recurrent_sweeps: {rate: 1.0e-11, selection_coefficient: 0.01, reach: 100kb}      # all along the genealogy
        # ancestry: smc_prime      # or {smc: 10kb}: approximations for large 4Nr; hudson is exact
        # memory_limit: 4096       # megabytes that a replicate may need
        sweep:
          # deme: CEU              # where the allele is selected; the sampled one if left out
          selection_coefficient: {log_uniform: [0.005, 0.1]}  # s of one copy: fitnesses 1, 1+s, 1+2s
          dominance: 0.5                                      # h: fitnesses 1, 1+2hs, 1+2s
          fixation_time: {uniform: [0, 2000]}                 # generations ago; or, in its place:
          # onset: {uniform: [500, 3000]}                     # when selection began; the path is drawn forwards from there
          soft_initial_frequency: {uniform: [0.01, 0.2]}      # standing variation; or recurrent mutation:
          # soft_mutation_rate: {log_uniform: [1.0e-6, 1.0e-4]}   # to the selected allele, per chromosome per generation
          final_frequency: 1                                  # below 1: the sweep is partial
          position: 0.5                                       # of the selected site in its subwindow, as a share of its length
          # source: NEA            # the deme that the allele came from by a pulse at the onset
          # trajectory: path.tsv   # generations ago, frequency; in place of a path that is drawn
      # population_models: {CEU: {demography: ceu.demes.yaml}, YRI: {population_size: 15000}}   # keys of the model, for data.compare
      classes:                     # what is told apart, in the order of labels and probabilities
        neutral: {}
        hard: {sweep: hard}                         # in the middle subwindow
        linked-hard: {sweep: hard, place: elsewhere}
        soft: {sweep: soft}
        linked-soft: {sweep: soft, place: elsewhere}
        # bottleneck: {model: {demography: bottleneck.demes.yaml}}   # a class may have keys of the model of its own
      # targets: [recombination_rate, {population_size: log}]        # in place of classes: numbers to predict
      windows: {length: 1.1Mb, subwindows: 11}
      features: auto               # s-hic, s-hic-12 and their -folded and -unphased counterparts; auto chooses by the data
      training: {replicates: 2000, test_fraction: 0.2, seed: 42}   # replicates of each class
      # training.calibration: beta # or temperature, isotonic, dirichlet: probabilities corrected on a fifth of the training replicates
      # training.search: s-hic     # or "trees=100,500; max_features=sqrt,all": what does best on `folds` of the training replicates
      # training.candidates: 50    # at random among the combinations of training.search; all if left out
      # training.folds: 5          # of the cross-validation that compares them
      # training.robustness: 50    # fresh replicates of each class under each altered model; a fortieth of the replicates if left out; 0: none
      learner: {extra_trees: {trees: 500}}   # or \(learners)
      scan: {minimum_accessible: 0.25, minimum_sites: 50, call_threshold: 0.5}
      # scan.answer: windows       # or sites: where selected sites lie ('apus recipes show sweep-sites')
      # scan.rarity: {hard: 0.005, soft: 0.005}   # the share of the genome's windows that are of a class
      # scan.fdr: 0.05             # call windows only up to this estimated false discovery rate
      # scan.force: true           # give regions though the check refuses the scan
      # scan.classes: [hard, soft] # whose windows are merged into regions; sweeps in the middle if left out
      # output: NAME.run           # a folder beside the study file
      """)
}

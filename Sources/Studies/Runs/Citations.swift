import FeatureTables
import Learning
import StudyFiles

/// What to cite where a result of this program is published.
enum Citations {
  private static let paradigm =
    "The paradigm: Schrider & Kern 2018, Trends in Genetics 34:301-312, doi:10.1016/j.tig.2017.12.005"

  /// What rows rest on, apart from their features.
  struct Sources: Sendable {
    /// The works on how they were simulated; none if this program did not.
    var simulation: [String] = []
    /// True if they are like observed variants, which were read.
    var readsVariants = false
    /// The work that the recipe follows; nil where that is seen from the features.
    var recipe: String?

    /// Of rows that came in a table.
    init() {}

    /// Of the replicates of `study`.
    init(_ study: Study) {
      simulation = study.data?.labels == nil ? Citations.simulation(study) : []
      readsVariants = study.data != nil
      // S/HIC is the recipe of studies that name none.
      if study.recipe != "s-hic", let followed = try? Recipe.named(study.recipe), followed.reference.contains("doi:") {
        recipe = "The recipe \(followed.id): \(followed.reference)"
      }
    }
  }

  /// The works that a model fitted by `plan` to features of the set `featureSet`, with distances of novelty or not, rests on.
  static func of(_ plan: LearningPlan, featureSet: String, hasNovelty: Bool) -> [String] {
    var works = features(plan.sources, featureSet)
    works += learning(plan.learner)
    if case .regression = plan.task, plan.learner is any ForestLearner {
      works.append("Intervals: Meinshausen 2006, Quantile regression forests, J. Mach. Learn. Res. 7:983-999")
    }
    switch plan.training.calibration {
    case .temperature: works.append("Calibration by a temperature: Guo et al. 2017, ICML, arXiv:1706.04599")
    case .isotonic: works.append("Isotonic calibration: Zadrozny & Elkan 2002, KDD, doi:10.1145/775047.775151")
    case .beta:
      works.append("Beta calibration: Kull et al. 2017, Electron. J. Stat. 11:5052-5080, doi:10.1214/17-EJS1338SI")
    case .dirichlet:
      works.append("Dirichlet calibration: Kull et al. 2019, NeurIPS, doi:10.48550/arXiv.1910.12656")
    case nil: break
    }
    if hasNovelty {
      works.append(
        "Unlikeness to the simulations: Lee et al. 2018, NeurIPS, arXiv:1807.03888; Ledoit & Wolf 2004, J. Multivar. Anal. "
          + "88:365-411, doi:10.1016/S0047-259X(03)00096-4")
    }
    if plan.sources.readsVariants { works.append(htslib) }
    return works
  }

  /// The works that a table of the replicates of `study` rests on.
  static func table(_ study: Study, featureSet: String) -> [String] {
    features(Sources(study), featureSet) + (study.data == nil ? [] : [htslib])
  }

  private static let htslib = "htslib: Bonfield et al. 2021, GigaScience 10:giab007, doi:10.1093/gigascience/giab007"

  private static func features(_ sources: Sources, _ featureSet: String) -> [String] {
    var works = [paradigm] + sources.simulation
    if featureSet.hasPrefix("s-hic") {
      works.append("S/HIC: Schrider & Kern 2016, PLoS Genetics 12:e1005928, doi:10.1371/journal.pgen.1005928")
    } else if featureSet.hasPrefix("diplos-hic") {
      works.append("diploS/HIC: Kern & Schrider 2018, G3 8:1959-1970, doi:10.1534/g3.118.200262")
    } else if featureSet.hasPrefix("filet") {
      works.append("FILET: Schrider et al. 2018, PLoS Genetics 14:e1007341, doi:10.1371/journal.pgen.1007341")
    }
    if let recipe = sources.recipe, let doi = recipe.firstRange(of: "doi:").map({ recipe[$0.lowerBound...] }),
      !works.contains(where: { $0.contains(doi.prefix { !" ;,".contains($0) }) })
    {
      works.append(recipe)
    }
    return works
  }

  fileprivate static func simulation(_ study: Study) -> [String] {
    var works = [
      "Coalescent with recombination: Hudson 1983, Theor. Popul. Biol. 23:183-201, doi:10.1016/0040-5809(83)90013-8"
    ]
    if study.classes.contains(where: { $0.sweep != .none }) {
      works.append(
        "Sweep trajectories: Coop & Griffiths 2004, Theor. Popul. Biol. 66:219-232, doi:10.1016/j.tpb.2004.06.006")
    }
    return works
  }

  private static func learning(_ learner: any Learner) -> [String] {
    switch learner {
    case is ExtraTrees:
      return ["Extremely randomised trees: Geurts et al. 2006, Machine Learning 63:3-42, doi:10.1007/s10994-006-6226-1"]
    case is RandomForest:
      return ["Random forests: Breiman 2001, Machine Learning 45:5-32, doi:10.1023/A:1010933404324"]
    case is XGBoost: return ["XGBoost: Chen & Guestrin 2016, KDD, doi:10.1145/2939672.2939785"]
    case is SupportVectorMachine:
      return ["LIBSVM: Chang & Lin 2011, ACM Trans. Intell. Syst. Technol. 2:27, doi:10.1145/1961189.1961199"]
    case is ABCRandomForest:
      return [
        "ABC random forests: Pudlo et al. 2016, Bioinformatics 32:859-866, doi:10.1093/bioinformatics/btv684",
        "ABC random forests of parameters: Raynal et al. 2019, Bioinformatics 35:1720-1728, "
          + "doi:10.1093/bioinformatics/bty867",
      ]
    default:
      let kind = type(of: learner)
      return ["\(kind.title): doi:\(kind.doi)"]
    }
  }
}

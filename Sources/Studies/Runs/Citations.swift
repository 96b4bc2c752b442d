import FeatureTables
import Learning
import StudyFiles

/// What to cite where a result of this program is published.
enum Citations {
  private static let paradigm =
    "The paradigm: Schrider & Kern 2018, Trends in Genetics 34:301-312, doi:10.1016/j.tig.2017.12.005"

  /// The works that a model of `study`, fitted to rows of `schema` with distances of novelty or not, rests on; what was
  /// simulated counts if this program simulated it.
  static func of(_ study: Study, isSimulated: Bool, schema: FeatureSchema, hasNovelty: Bool) -> [String] {
    of(study, isSimulated: isSimulated, featureSet: schema.featureSet, hasNovelty: hasNovelty)
  }

  /// The same of features by the name of their set.
  static func of(_ study: Study, isSimulated: Bool, featureSet: String, hasNovelty: Bool) -> [String] {
    var works = features(study, isSimulated: isSimulated, featureSet)
    works += learning(study.learner)
    if !study.targets.isEmpty && study.learner is any ForestLearner {
      works.append("Intervals: Meinshausen 2006, Quantile regression forests, J. Mach. Learn. Res. 7:983-999")
    }
    switch study.training.calibration {
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
    if study.data != nil { works.append(htslib) }
    return works
  }

  /// The works that a table of the replicates of `study` rests on.
  static func table(_ study: Study, featureSet: String) -> [String] {
    features(study, isSimulated: true, featureSet) + (study.data == nil ? [] : [htslib])
  }

  private static let htslib = "htslib: Bonfield et al. 2021, GigaScience 10:giab007, doi:10.1093/gigascience/giab007"

  private static func features(_ study: Study, isSimulated: Bool, _ featureSet: String) -> [String] {
    var works = [paradigm]
    if isSimulated { works += simulation(study) }
    if featureSet.hasPrefix("s-hic") {
      works.append("S/HIC: Schrider & Kern 2016, PLoS Genetics 12:e1005928, doi:10.1371/journal.pgen.1005928")
    } else if featureSet.hasPrefix("diplos-hic") {
      works.append("diploS/HIC: Kern & Schrider 2018, G3 8:1959-1970, doi:10.1534/g3.118.200262")
    } else if featureSet.hasPrefix("filet") {
      works.append("FILET: Schrider et al. 2018, PLoS Genetics 14:e1007341, doi:10.1371/journal.pgen.1007341")
    }
    return works
  }

  private static func simulation(_ study: Study) -> [String] {
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

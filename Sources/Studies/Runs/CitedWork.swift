/// A work that Apus rests on, as a bibliography has it.
struct CitedWork: Sendable {
  /// The BibTeX type.
  enum Kind: String, Sendable {
    case article, inproceedings, book
  }

  /// The BibTeX type.
  let kind: Kind
  /// The BibTeX key.
  let key: String
  /// What tells it from others in a line of citations: its DOI, or "arXiv:" and a number, or its place in a journal.
  let identifier: String
  /// The authors, joined by "and".
  let author: String
  /// The title, names in braces.
  let title: String
  /// The year.
  let year: Int
  /// The journal, proceedings or publisher.
  let venue: String
  /// The volume; "" for none.
  let volume: String
  /// The pages or the number of the article; "" for none.
  let pages: String

  init(
    _ kind: Kind, _ key: String, identifier: String, author: String, title: String, year: Int, venue: String,
    volume: String = "", pages: String = ""
  ) {
    self.kind = kind
    self.key = key
    self.identifier = identifier
    self.author = author
    self.title = title
    self.year = year
    self.venue = venue
    self.volume = volume
    self.pages = pages
  }

  /// The entry of a .bib file.
  var bibtex: String {
    let place = [Kind.article: "journal", .inproceedings: "booktitle", .book: "publisher"][kind] ?? "note"
    var fields = [("author", author), ("title", title), (place, venue), ("year", "\(year)")]
    fields += [("volume", volume), ("pages", pages)].filter { !$0.1.isEmpty }
    if identifier.hasPrefix("10.") {
      fields.append(("doi", identifier))
    } else if identifier.hasPrefix("arXiv:") {
      fields += [("eprint", String(identifier.dropFirst(6))), ("archiveprefix", "arXiv")]
    }
    return "@\(kind.rawValue){\(key),\n" + fields.map { "  \($0) = {\($1)},\n" }.joined() + "}\n"
  }

  /// Every work that ``Citations`` may name.
  static let all: [CitedWork] = [
    CitedWork(
      .article, "Schrider2018paradigm", identifier: "10.1016/j.tig.2017.12.005",
      author: "Schrider, Daniel R. and Kern, Andrew D.",
      title: "Supervised Machine Learning for Population Genetics: A New Paradigm", year: 2018,
      venue: "Trends in Genetics", volume: "34", pages: "301--312"),
    CitedWork(
      .article, "Hudson1983", identifier: "10.1016/0040-5809(83)90013-8", author: "Hudson, Richard R.",
      title: "Properties of a neutral allele model with intragenic recombination", year: 1983,
      venue: "Theoretical Population Biology", volume: "23", pages: "183--201"),
    CitedWork(
      .article, "Coop2004", identifier: "10.1016/j.tpb.2004.06.006", author: "Coop, Graham and Griffiths, Robert C.",
      title: "Ancestral inference on gene trees under selection", year: 2004, venue: "Theoretical Population Biology",
      volume: "66", pages: "219--232"),
    CitedWork(
      .article, "Schrider2016", identifier: "10.1371/journal.pgen.1005928",
      author: "Schrider, Daniel R. and Kern, Andrew D.",
      title: "{S/HIC}: Robust Identification of Soft and Hard Sweeps Using Machine Learning", year: 2016,
      venue: "PLoS Genetics", volume: "12", pages: "e1005928"),
    CitedWork(
      .article, "Kern2018", identifier: "10.1534/g3.118.200262", author: "Kern, Andrew D. and Schrider, Daniel R.",
      title: "{diploS/HIC}: An Updated Approach to Classifying Selective Sweeps", year: 2018,
      venue: "G3: Genes, Genomes, Genetics", volume: "8", pages: "1959--1970"),
    CitedWork(
      .article, "Schrider2018filet", identifier: "10.1371/journal.pgen.1007341",
      author: "Schrider, Daniel R. and Ayroles, Julien and Matute, Daniel R. and Kern, Andrew D.",
      title:
        "Supervised machine learning reveals introgressed loci in the genomes of {Drosophila simulans} and {D. sechellia}",
      year: 2018, venue: "PLoS Genetics", volume: "14", pages: "e1007341"),
    CitedWork(
      .article, "Geurts2006", identifier: "10.1007/s10994-006-6226-1",
      author: "Geurts, Pierre and Ernst, Damien and Wehenkel, Louis",
      title: "Extremely randomized trees", year: 2006, venue: "Machine Learning", volume: "63", pages: "3--42"),
    CitedWork(
      .article, "Breiman2001", identifier: "10.1023/A:1010933404324", author: "Breiman, Leo",
      title: "Random Forests", year: 2001, venue: "Machine Learning", volume: "45", pages: "5--32"),
    CitedWork(
      .inproceedings, "Chen2016", identifier: "10.1145/2939672.2939785", author: "Chen, Tianqi and Guestrin, Carlos",
      title: "{XGBoost}: A Scalable Tree Boosting System", year: 2016,
      venue: "Proceedings of the 22nd ACM SIGKDD International Conference on Knowledge Discovery and Data Mining",
      pages: "785--794"),
    CitedWork(
      .article, "Chang2011", identifier: "10.1145/1961189.1961199", author: "Chang, Chih-Chung and Lin, Chih-Jen",
      title: "{LIBSVM}: A library for support vector machines", year: 2011,
      venue: "ACM Transactions on Intelligent Systems and Technology", volume: "2", pages: "27"),
    CitedWork(
      .article, "Pudlo2016", identifier: "10.1093/bioinformatics/btv684",
      author:
        "Pudlo, Pierre and Marin, Jean-Michel and Estoup, Arnaud and Cornuet, Jean-Marie and Gautier, Mathieu and Robert, Christian P.",
      title: "Reliable {ABC} model choice via random forests", year: 2016, venue: "Bioinformatics", volume: "32",
      pages: "859--866"),
    CitedWork(
      .article, "Raynal2019", identifier: "10.1093/bioinformatics/bty867",
      author:
        "Raynal, Louis and Marin, Jean-Michel and Pudlo, Pierre and Ribatet, Mathieu and Robert, Christian P. and Estoup, Arnaud",
      title: "{ABC} random forests for {Bayesian} parameter inference", year: 2019, venue: "Bioinformatics",
      volume: "35", pages: "1720--1728"),
    CitedWork(
      .book, "Hastie2009", identifier: "10.1007/978-0-387-84858-7",
      author: "Hastie, Trevor and Tibshirani, Robert and Friedman, Jerome",
      title: "The Elements of Statistical Learning", year: 2009, venue: "Springer"),
    CitedWork(
      .article, "Hoerl1970", identifier: "10.1080/00401706.1970.10488634",
      author: "Hoerl, Arthur E. and Kennard, Robert W.",
      title: "Ridge Regression: Biased Estimation for Nonorthogonal Problems", year: 1970, venue: "Technometrics",
      volume: "12", pages: "55--67"),
    CitedWork(
      .article, "Zou2005", identifier: "10.1111/j.1467-9868.2005.00503.x", author: "Zou, Hui and Hastie, Trevor",
      title: "Regularization and variable selection via the elastic net", year: 2005,
      venue: "Journal of the Royal Statistical Society: Series B", volume: "67", pages: "301--320"),
    CitedWork(
      .article, "Buehlmann2007", identifier: "10.1214/07-STS242", author: "B{\\\"u}hlmann, Peter and Hothorn, Torsten",
      title: "Boosting Algorithms: Regularization, Prediction and Model Fitting", year: 2007,
      venue: "Statistical Science", volume: "22", pages: "477--505"),
    CitedWork(
      .article, "Meinshausen2006", identifier: "J. Mach. Learn. Res. 7:983-999", author: "Meinshausen, Nicolai",
      title: "Quantile Regression Forests", year: 2006, venue: "Journal of Machine Learning Research", volume: "7",
      pages: "983--999"),
    CitedWork(
      .inproceedings, "Guo2017", identifier: "arXiv:1706.04599",
      author: "Guo, Chuan and Pleiss, Geoff and Sun, Yu and Weinberger, Kilian Q.",
      title: "On Calibration of Modern Neural Networks", year: 2017,
      venue: "Proceedings of the 34th International Conference on Machine Learning"),
    CitedWork(
      .inproceedings, "Zadrozny2002", identifier: "10.1145/775047.775151",
      author: "Zadrozny, Bianca and Elkan, Charles",
      title: "Transforming classifier scores into accurate multiclass probability estimates", year: 2002,
      venue: "Proceedings of the 8th ACM SIGKDD International Conference on Knowledge Discovery and Data Mining"),
    CitedWork(
      .article, "Kull2017", identifier: "10.1214/17-EJS1338SI",
      author: "Kull, Meelis and Silva Filho, Telmo M. and Flach, Peter",
      title:
        "Beyond sigmoids: How to obtain well-calibrated probabilities from binary classifiers with beta calibration",
      year: 2017, venue: "Electronic Journal of Statistics", volume: "11", pages: "5052--5080"),
    CitedWork(
      .inproceedings, "Kull2019", identifier: "10.48550/arXiv.1910.12656",
      author:
        "Kull, Meelis and Perello Nieto, Miquel and K{\\\"a}ngsepp, Markus and Silva Filho, Telmo and Song, Hao and Flach, Peter",
      title:
        "Beyond temperature scaling: Obtaining well-calibrated multi-class probabilities with Dirichlet calibration",
      year: 2019, venue: "Advances in Neural Information Processing Systems", volume: "32"),
    CitedWork(
      .inproceedings, "Lee2018", identifier: "arXiv:1807.03888",
      author: "Lee, Kimin and Lee, Kibok and Lee, Honglak and Shin, Jinwoo",
      title: "A Simple Unified Framework for Detecting Out-of-Distribution Samples and Adversarial Attacks", year: 2018,
      venue: "Advances in Neural Information Processing Systems", volume: "31"),
    CitedWork(
      .article, "Ledoit2004", identifier: "10.1016/S0047-259X(03)00096-4", author: "Ledoit, Olivier and Wolf, Michael",
      title: "A well-conditioned estimator for large-dimensional covariance matrices", year: 2004,
      venue: "Journal of Multivariate Analysis", volume: "88", pages: "365--411"),
    CitedWork(
      .article, "Bonfield2021", identifier: "10.1093/gigascience/giab007",
      author:
        "Bonfield, James K. and Marshall, John and Danecek, Petr and Li, Heng and Ohan, Valeriu and Whitwham, Andrew and Keane, Thomas and Davies, Robert M.",
      title: "{HTSlib}: {C} library for reading/writing high-throughput sequencing data", year: 2021,
      venue: "GigaScience", volume: "10", pages: "giab007"),
  ]
}

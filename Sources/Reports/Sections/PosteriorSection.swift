/// The posterior of the data as a whole, and whether it may be believed.
enum PosteriorSection {
  /// Targets that are drawn against each other.
  private static let mostPairs = 4

  /// The sections; none without a posterior.
  static func sections(_ contents: ReportContents) -> [Section] {
    guard let posterior = contents.posterior else { return [] }
    return [estimates(posterior), belief(posterior)]
  }

  private static func estimates(_ posterior: PosteriorValues) -> Section {
    Section(id: "posterior", title: "Posterior", menuTitle: "Posterior") {
      if let table = posterior.estimates {
        Piece.table(
          table, caption: "Quantiles of the marginal posteriors, and what speaks against taking them at their word")
      }
      if !posterior.marginals.isEmpty {
        Piece.heading("What was known before, and what the data add")
        Piece.legend([
          ("prior", Palette.neutral), ("posterior", Palette.simulated), ("90 % interval", Palette.observed),
        ])
        HTML.element("div", [Attribute("class", "figures-row")]) {
          for marginal in posterior.marginals { MarginalFigure.html(marginal) }
        }
      }
      if posterior.marginals.count > 1 {
        Piece.heading("Pairs")
        HTML.element("div", [Attribute("class", "figures-row")]) {
          for one in posterior.marginals.indices.prefix(mostPairs) {
            for other in posterior.marginals.indices.prefix(mostPairs) where other > one {
              PairFigure.html(posterior.marginals[one], posterior.marginals[other])
            }
          }
        }
      }
      if let rounds = posterior.rounds {
        Piece.table(rounds, caption: "Rounds of simulations, and the region of the prior that each drew from")
      }
    }
  }

  private static func belief(_ posterior: PosteriorValues) -> Section {
    Section(
      id: "belief", title: "Can the model make such data?", menuTitle: "Fit and coverage",
      alarms: posterior.isRefuted ? 1 : 0
    ) {
      for sentence in posterior.fit { Piece.paragraph(sentence, posterior.isRefuted ? "warning" : "") }
      if let coverage = posterior.coverage {
        Piece.table(
          coverage,
          caption:
            "Held-out replicates: the share of truths within central intervals, and the probability of ranks so uneven if "
            + "posteriors were right")
      }
      if let predicted = posterior.predicted {
        Piece.table(
          predicted, caption: "The data beside replicates with parameters from the posterior, those furthest off first")
      }
    }
  }
}

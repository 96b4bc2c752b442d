import StudyFiles

extension Study.SimulationModel {
  /// The prior of the number that truth calls `name`; nil if it is not drawn from one of its own.
  func prior(of name: String) -> Prior? {
    if let parameter = parameters.first(where: { $0.name == name }) { return parameter.prior }
    switch name {
    case "population_size": return demography == nil ? populationSize : nil
    case "mutation_rate": return mutationMap == nil ? mutationRate : nil
    case "recombination_rate": return recombinationMap == nil ? recombinationRate : nil
    default: return nil
    }
  }

  /// Draws the number that truth calls `name` from `prior`; nothing where it has none of its own.
  mutating func setPrior(_ prior: Prior, of name: String) {
    if let index = parameters.firstIndex(where: { $0.name == name }) {
      parameters[index].prior = prior
    } else if self.prior(of: name) != nil {
      switch name {
      case "population_size": populationSize = prior
      case "mutation_rate": mutationRate = prior
      case "recombination_rate": recombinationRate = prior
      default: break
      }
    }
  }
}

extension Study {
  /// The prior of the target `name`; nil if it follows from others.
  func prior(of name: String) -> Prior? { model(ofClass: 0).prior(of: name) }

  /// The study with `prior` for the target `name`, in all its models.
  func with(_ prior: Prior, for name: String) -> Study {
    var study = self
    study.model.setPrior(prior, of: name)
    for index in classes.indices { study.classes[index].model?.setPrior(prior, of: name) }
    return study
  }
}

import StudyFiles

extension Study.SimulationModel {
  /// The prior of the number that truth calls `name`; nil if it is not drawn from one of its own, but worked out from others.
  func prior(of name: String) -> Prior? {
    let prior: Prior?
    if let parameter = parameters.first(where: { $0.name == name }) {
      prior = parameter.prior
    } else {
      switch name {
      case "population_size": prior = demography == nil ? populationSize : nil
      case "mutation_rate": prior = mutationMap == nil ? mutationRate : nil
      case "recombination_rate": prior = recombinationMap == nil ? recombinationRate : nil
      default: prior = nil
      }
    }
    return prior?.expression == nil ? prior : nil
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

extension Study.SimulationModel {
  /// The value of each parameter, in their order, where those of `targets` are what they are; nil if one is drawn and is no target, nor
  /// follows from targets. `length` are the bases of a window.
  package func values(given targets: [String: Double], length: Int) -> [Double]? {
    var known = targets
    known["length"] = Double(length)
    let others = [
      ("population_size", populationSize), ("mutation_rate", mutationRate), ("recombination_rate", recombinationRate),
    ]
    for case (let name, .fixed(let value)) in others where known[name] == nil { known[name] = value }
    var values: [Double] = []
    for parameter in parameters {
      if known[parameter.name] == nil {
        switch parameter.prior {
        case .fixed(let value): known[parameter.name] = value
        case .expression(let expression): known[parameter.name] = expression.value(known)
        default: break
        }
      }
      // An expression of a number that is not known is no number.
      let isIdle = parameter.replaces.isEmpty
      guard let value = known[parameter.name], value.isFinite || isIdle else {
        if isIdle { values.append(.nan) } else { return nil }
        continue
      }
      values.append(value)
    }
    return values
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

import Yams

/// Reads Demes YAML (https://popsim-consortium.github.io/demes-spec-docs) into a ``DemographicModel``.
///
/// This version runs graphs of one deme with constant-size epochs; everything else that Demes can say is refused by
/// name, never ignored.
public enum DemesFile {
  /// The model written in `text`; `path` is what messages call it.
  public static func parse(_ text: String, path: String) throws(DemographyError) -> DemographicModel {
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch {
      throw .invalid("\(path): not readable as YAML: \(error)")
    }
    guard let root = node?.mapping else { throw .invalid("\(path): a Demes file is a mapping with the key 'demes'") }
    var reader = DemesReader(path: path)
    return try reader.model(root)
  }
}

/// The walk through one Demes document.
private struct DemesReader {
  let path: String
  var generationTime = 1.0

  init(path: String) { self.path = path }

  func place(_ node: Node) -> String {
    node.mark.map { "\(path):\($0.line):\($0.column)" } ?? path
  }

  mutating func model(_ root: Node.Mapping) throws(DemographyError) -> DemographicModel {
    var demes: Node?
    var units = "generations"
    for (key, value) in root {
      switch key.string ?? "" {
      case "description", "doi", "metadata": break
      case "time_units": units = value.string ?? ""
      case "generation_time": generationTime = try number(value, "generation_time")
      case "demes": demes = value
      case "defaults", "migrations", "pulses":
        if value.mapping?.isEmpty != true && value.sequence?.isEmpty != true {
          throw .unsupported(
            "\(place(key)): '\(key.string ?? "")' is not simulated by this version; write one deme with its own epochs")
        }
      default:
        throw .invalid("\(place(key)): unknown key '\(key.string ?? "")' in a Demes file")
      }
    }
    if units == "generations" && generationTime != 1 {
      throw .invalid("\(path): generation_time must be 1 where time_units is generations, found \(generationTime)")
    }
    if units.isEmpty { throw .invalid("\(path): time_units is missing") }
    guard let sequence = demes?.sequence, !sequence.isEmpty else {
      throw .invalid("\(path): 'demes' is missing or empty")
    }
    guard sequence.count == 1 else {
      throw .unsupported(
        "\(path): \(sequence.count) demes found; this version simulates one. Write the sizes of the sampled population "
          + "alone")
    }
    return try deme(sequence[0])
  }

  func deme(_ node: Node) throws(DemographyError) -> DemographicModel {
    guard let mapping = node.mapping else { throw .invalid("\(place(node)): a deme is a mapping") }
    var epochs: Node?
    for (key, value) in mapping {
      switch key.string ?? "" {
      case "name", "description": break
      case "epochs": epochs = value
      case "start_time":
        guard try number(value, "start_time") == .infinity else {
          throw .invalid("\(place(value)): the only deme must start at .inf")
        }
      default: throw .unsupported("\(place(key)): '\(key.string ?? "")' of a deme is not simulated by this version")
      }
    }
    guard let list = epochs?.sequence, !list.isEmpty else { throw .invalid("\(place(node)): the deme has no epochs") }
    // Demes writes epochs oldest first, each with its (more recent) end; the model wants the most recent first.
    var result: [DemographicModel.Epoch] = []
    var size = Double.nan
    for (index, epoch) in list.enumerated() {
      let (end, newSize) = try self.epoch(epoch, inherited: size, isLast: index == list.count - 1)
      size = newSize
      result.insert(DemographicModel.Epoch(start: end / generationTime, size: size), at: 0)
    }
    do { return try DemographicModel(epochs: result) } catch { throw .invalid("\(place(node)): \(error)") }
  }

  func epoch(_ node: Node, inherited: Double, isLast: Bool) throws(DemographyError) -> (end: Double, size: Double) {
    guard let mapping = node.mapping else { throw .invalid("\(place(node)): an epoch is a mapping") }
    var start = inherited
    var endSize: Double?
    var end: Double? = isLast ? 0 : nil
    for (key, value) in mapping {
      switch key.string ?? "" {
      case "start_size": start = try number(value, "start_size")
      case "end_size": endSize = try number(value, "end_size")
      case "end_time": end = try number(value, "end_time")
      case "size_function":
        if value.string != "constant" && endSize ?? start != start {
          throw .unsupported("\(place(value)): size_function '\(value.string ?? "")' is not simulated by this version")
        }
      case "selfing_rate", "cloning_rate":
        if try number(value, key.string ?? "") != 0 {
          throw .unsupported("\(place(key)): '\(key.string ?? "")' is not simulated")
        }
      default: throw .invalid("\(place(key)): unknown key '\(key.string ?? "")' in an epoch")
      }
    }
    if start.isNaN { start = endSize ?? .nan }
    guard start > 0, start.isFinite else { throw .invalid("\(place(node)): the epoch needs a positive start_size") }
    if let endSize, endSize != start {
      throw .unsupported(
        "\(place(node)): the size changes from \(start) to \(endSize) within the epoch; this version simulates constant "
          + "epochs: write steps")
    }
    guard let end, end >= 0, end.isFinite else { throw .invalid("\(place(node)): the epoch needs an end_time") }
    return (end, start)
  }

  func number(_ node: Node, _ what: String) throws(DemographyError) -> Double {
    guard let text = node.scalar?.string else { throw .invalid("\(place(node)): \(what) must be a number") }
    if text == ".inf" || text == "Infinity" { return .infinity }
    guard let value = Double(text), !value.isNaN else {
      throw .invalid("\(place(node)): \(what) must be a number, found '\(text)'")
    }
    return value
  }
}

import Demography
import Foundation
import TestSupport
import Testing

/// The files of the Demes specification: valid ones equal their resolved form, invalid ones are refused.
@Suite(.enabled(if: SharedData.isPresent, "the shared data are absent"))
struct DemesSpecificationTests {
  static func unpacked() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let archive = try #require(SharedData.path("data/demes_cases/demes_cases.tar.xz"))
    try unpackArchive(archive, into: folder.path)
    return folder
  }

  static func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
      .map { folder + "/" + $0 }
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  @Test func validFilesEqualTheirResolvedForm() throws {
    let folder = try Self.unpacked()
    var compared = 0
    for (yaml, resolved) in [("test-cases/valid", "resolved"), ("examples", "examples")] {
      for path in try Self.files(folder.file(yaml)) {
        let name = path.split(separator: "/").last?.dropLast(5) ?? ""
        let suffix = yaml == "examples" ? ".resolved.json" : ".json"
        let graph: DemesGraph
        do { graph = try DemesFile.graph(try Self.text(path), path: path) } catch {
          Issue.record("\(name): \(error)")
          continue
        }
        let jsonPath = folder.file(resolved) + "/" + name + suffix
        let data = try Data(contentsOf: URL(fileURLWithPath: jsonPath))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        compare(graph, json, String(name))
        compared += 1
      }
    }
    #expect(compared >= 140)
  }

  @Test func invalidFilesAreRefused() throws {
    let folder = try Self.unpacked()
    let files = try Self.files(folder.file("test-cases/invalid"))
    #expect(files.count > 250)
    for path in files {
      do {
        _ = try DemesFile.graph(try Self.text(path), path: path)
        Issue.record("\(path.split(separator: "/").last ?? "") was accepted")
      } catch let error as DemographyError {
        #expect(error.description.contains(path), "\(error)")
      }
    }
  }

  private func compare(_ graph: DemesGraph, _ json: [String: Any], _ name: String) {
    #expect(graph.timeUnits == json["time_units"] as? String, "\(name)")
    #expect(isClose(graph.generationTime, number(json["generation_time"])), "\(name)")
    let demes = json["demes"] as? [[String: Any]] ?? []
    #expect(graph.demes.map(\.name) == demes.map { $0["name"] as? String ?? "" }, "\(name)")
    for (deme, expected) in zip(graph.demes, demes) { compare(deme, expected, name) }
    let migrations = json["migrations"] as? [[String: Any]] ?? []
    for (migration, expected) in zip(graph.migrations, migrations) {
      #expect(migration.source == expected["source"] as? String, "\(name)")
      #expect(migration.destination == expected["dest"] as? String, "\(name)")
      #expect(isClose(migration.startTime, number(expected["start_time"])), "\(name)")
      #expect(isClose(migration.endTime, number(expected["end_time"])), "\(name)")
      #expect(isClose(migration.rate, number(expected["rate"])), "\(name)")
    }
    #expect(graph.migrations.count == migrations.count, "\(name)")
    let pulses = json["pulses"] as? [[String: Any]] ?? []
    #expect(graph.pulses.count == pulses.count, "\(name)")
    for (pulse, expected) in zip(graph.pulses, pulses) {
      #expect(pulse.sources == expected["sources"] as? [String], "\(name)")
      #expect(pulse.destination == expected["dest"] as? String, "\(name)")
      #expect(isClose(pulse.time, number(expected["time"])), "\(name)")
      #expect(isClose(pulse.proportions, numbers(expected["proportions"])), "\(name)")
    }
  }

  private func compare(_ deme: DemesGraph.Deme, _ json: [String: Any], _ name: String) {
    #expect(isClose(deme.startTime, number(json["start_time"])), "\(name)")
    #expect(deme.ancestors == json["ancestors"] as? [String], "\(name)")
    #expect(isClose(deme.proportions, numbers(json["proportions"])), "\(name)")
    let epochs = json["epochs"] as? [[String: Any]] ?? []
    #expect(deme.epochs.count == epochs.count, "\(name)")
    for (epoch, expected) in zip(deme.epochs, epochs) {
      #expect(isClose(epoch.endTime, number(expected["end_time"])), "\(name)")
      #expect(isClose(epoch.startSize, number(expected["start_size"])), "\(name)")
      #expect(isClose(epoch.endSize, number(expected["end_size"])), "\(name)")
      #expect(epoch.sizeFunction.rawValue == expected["size_function"] as? String, "\(name)")
      #expect(isClose(epoch.selfingRate, number(expected["selfing_rate"])), "\(name)")
      #expect(isClose(epoch.cloningRate, number(expected["cloning_rate"])), "\(name)")
    }
  }

  /// Equal but for the rounding of decimal digits.
  private func isClose(_ a: Double, _ b: Double) -> Bool { a == b || abs(a - b) <= 1e-14 * abs(b) }

  private func isClose(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { isClose($0, $1) }
  }

  private func number(_ value: Any?) -> Double {
    if let text = value as? String { return text == "Infinity" ? .infinity : .nan }
    return (value as? NSNumber)?.doubleValue ?? .nan
  }

  private func numbers(_ value: Any?) -> [Double] {
    (value as? [Any])?.map { number($0) } ?? []
  }
}

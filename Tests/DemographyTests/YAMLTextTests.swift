import Demography
import Groundwork
import TestSupport
import Testing

/// YAML from strangers, and texts that must come back from YAML as they were.
@Suite struct YAMLTextTests {
  private func bomb(_ levels: Int, _ width: Int) -> String {
    var text = "a0: &a0 [x]\n"
    for level in 1...levels {
      let aliases = [String](repeating: "*a\(level - 1)", count: width).joined(separator: ",")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    return text
  }

  @Test func aliasesThatStandForTooMuch() throws {
    #expect(throws: YAMLText.Fault.self) { try YAMLText.compose(bomb(9, 9)) }
    #expect(throws: YAMLText.Fault.self) { try YAMLText.compose(bomb(9, 9) + "? *a9\n: 1\n") }
    #expect(throws: YAMLText.Fault.self) { try YAMLText.compose("x: don't\n" + bomb(40, 2)) }
    #expect(throws: YAMLText.Fault.self) { try YAMLText.compose("a\0b") }
  }

  @Test func aliasesAsPeopleUseThem() throws {
    var text = "model: &m {mutation_rate: 1e-8, recombination_rate: 1e-8}\nclasses:\n"
    for index in 0..<200 { text += "  c\(index): {model: *m}\n" }
    #expect(try YAMLText.compose(text)?["classes"]?["c7"]?["model"]?["mutation_rate"]?.string == "1e-8")
    #expect(try YAMLText.compose(bomb(3, 5)) != nil)
    #expect(try YAMLText.compose("features: 'a & b * c'\n")?["features"]?.string == "a & b * c")
  }

  @Test(arguments: [
    "plain.vcf", "Ben's data/ok.vcf", "a \"b\" 'c'", "line\nfeed\ttab\\", "true", "~", "*a", "# x", "- x",
    "\u{202E}abc", "ü→日本",
    "\u{1}\u{7F}\u{85}\u{FEFF}", "",
  ])
  func anyTextComesBack(_ text: String) throws {
    #expect(try YAMLText.compose("key: " + YAMLText.quoted(text))?["key"]?.string == text)
    #expect(
      try YAMLText.compose("key: " + YAMLText.quoted([text, text]))?["key"]?.sequence?.map(\.string) == [text, text])
  }

  /// The Demes files of Fuzzing/Corpus, cut and bent: a graph or a typed error, and soon.
  @Test(arguments: ["small.yaml", "aliases.yaml"]) func bentFiles(_ name: String) throws {
    let bytes = try AtomicFile.read(SharedData.checkout("Fuzzing/Corpus/demes/" + name))
    var random = RandomStream(seed: 1, replicate: 0, purpose: .parameters)
    var graphs = 0
    func attempt(_ bytes: [UInt8]) {
      do throws(DemographyError) {
        _ = try DemesFile.graph(String(decoding: bytes, as: UTF8.self), path: "x.yaml")
        graphs += 1
      } catch {}
    }
    for count in 0...bytes.count { attempt(Array(bytes.prefix(count))) }
    for _ in 0..<2000 {
      var bent = bytes
      bent[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      attempt(bent)
    }
    #expect(graphs > 0)
  }
}

import StudyFiles
import Testing

/// The small language of numbers that are worked out from others.
@Suite struct ExpressionTests {
  static let values = ["N": 10_000.0, "r": 1e-8, "split_time": 800]

  static let cases: [(String, Double)] = [
    ("4 * N * r * 1000", 0.4), ("2 + 3 * 4", 14), ("(2 + 3) * 4", 20), ("10 - 3 - 2", 5),
    ("8 / 4 / 2", 1), ("2 ^ 3 ^ 2", 512), ("-2 ^ 2", -4), ("2 ^ -1", 0.5), ("(-2) ^ 3", -8), ("split_time / 4", 200),
    ("1e-8 * 2.5e+8", 2.5), ("min(N, 5) + max(1, 2)", 7), ("sqrt(split_time * 2)", 40), ("abs(-3)", 3), ("log10(N)", 4),
    ("exp(log(N) / 2)", 100), ("4 ^ 0.5", 2), (".5 * N", 5000),
  ]

  @Test(arguments: cases)
  func values(_ text: String, _ expected: Double) throws {
    let value = try Expression(text).value(Self.values)
    #expect(abs(value - expected) <= 1e-12 * abs(expected), "\(text) is \(value)")
  }

  @Test(arguments: [
    ("", "missing at the end"), ("2 +", "missing at the end"), ("(2", "')' is missing"), ("2 3", "'3' is not expected"),
    ("system(1)", "no function 'system'"), ("min(1)", "two numbers, found 1"), ("1e", "is not a number"),
    ("2 ; 3", "';'"),
    ("N.epochs", "'.' is not expected"), ("'a'", "''' is not expected"),
    (String(repeating: "(", count: 5000), "brackets within brackets"),
    (String(repeating: "-", count: 5000) + "1", "brackets within brackets"),
  ])
  func mistakes(_ text: String, _ words: String) {
    let fault = #expect(throws: Expression.Fault.self) { try Expression(text) }
    #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
  }

  @Test func namesAndWhatHasNoValue() throws {
    let expression = try Expression("a * (b + a) - min(c, 2)")
    #expect(expression.names == ["a", "b", "c"])
    #expect(expression.value(["a": 1, "b": 2]).isNaN)
    #expect(try Expression("log(0 - 1)").value([:]).isNaN)
  }

  @Test func conditions() throws {
    let condition = try #require(try ParameterCondition("pulse < split_time / 4"))
    #expect(condition.holds(["pulse": 100, "split_time": 800]) && !condition.holds(["pulse": 300, "split_time": 800]))
    #expect(!condition.holds(["pulse": 100]) && !condition.isOfReplicate && "\(condition)" == "pulse < split_time / 4")
    #expect(try #require(try ParameterCondition("migrant_lineages > 0")).isOfReplicate)
    #expect(try #require(try ParameterCondition("recombination_rate > 1e-9")).isOfReplicate)
    #expect(try ParameterCondition("a = 3") == nil && ParameterCondition("a <= 3") == nil)
  }
}

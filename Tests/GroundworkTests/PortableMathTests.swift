import Groundwork
import Testing

@Suite struct PortableMathTests {
  @Test func logarithmAgreesWithTheLibrary() {
    for k in 0..<20_000 {
      let x = pow(10, Double(k - 10_000) / 40)
      let expected = log(x)
      #expect(abs(PortableMath.log(x) - expected) <= 4e-16 * max(1, abs(expected)))
    }
    #expect(PortableMath.log(1) == 0)
  }

  @Test func exponentialAgreesWithTheLibrary() {
    for k in 0..<20_000 {
      let x = Double(k - 10_000) * 0.0707
      let expected = exp(x)
      #expect(abs(PortableMath.exp(x) - expected) <= 6e-16 * expected)
    }
    #expect(PortableMath.exp(0) == 1)
    #expect(PortableMath.exp(-800) == 0)
    #expect(PortableMath.exp(710) == .infinity)
  }

  @Test func fixedDecimals() {
    #expect(3.14159.fixed(2) == "3.14")
    #expect((-0.004).fixed(2) == "0.00")
    #expect(0.05.fixed(1) == "0.1" || 0.05.fixed(1) == "0.0")
    #expect(1234.5678.fixed(3) == "1234.568")
    #expect(Double.nan.fixed(1) == "nan")
    #expect(1_234_567.grouped == "1,234,567")
    #expect((-100).grouped == "-100")
  }

  @Test func nearestSpellings() {
    #expect(nearestSpelling(of: "replicate", among: ["replicates", "seed"]) == "replicates")
    #expect(nearestSpelling(of: "Windwos", among: ["windows", "seed"]) == "windows")
    #expect(nearestSpelling(of: "banana", among: ["windows", "seed"]) == nil)
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

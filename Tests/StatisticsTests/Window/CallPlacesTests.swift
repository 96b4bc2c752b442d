import Haplotypes
import Statistics
import TestSupport
import Testing

/// Values per base are per base that was compared: places without variation or without calls count with the sites.
@Suite struct CallPlacesTests {
  /// A matrix of 2 + 2 haplotypes: "01.1" a line of sites at 10, 20 ...
  private func matrix(_ sites: [String], at positions: [Double]? = nil) -> HaplotypeMatrix {
    var matrix = HaplotypeMatrix(haplotypeCount: 4)
    for (index, site) in sites.enumerated() {
      var (alleles, missing): (UInt64, UInt64) = (0, 0)
      for (haplotype, letter) in site.enumerated() {
        if letter == "1" { alleles |= 1 << UInt64(haplotype) }
        if letter == "." { missing |= 1 << UInt64(haplotype) }
      }
      matrix.append(position: positions?[index] ?? Double(10 * index + 10), alleles: [alleles], missing: [missing])
    }
    return matrix
  }

  private func values(_ matrix: HaplotypeMatrix, accessible: [Range<Int>]? = nil) -> [Double] {
    let window = HaplotypeWindow(matrix, populationSizes: [2, 2], from: 0, to: 100, accessible: accessible)
    let (first, second) = (window.population(0), window.population(1))
    return [
      NucleotideDiversity().compute(window).value, NucleotideDiversity().compute(first).value,
      NucleotideDiversity().compute(second).value,
      Dxy().compute(window).value, FixedDifferences().compute(window).value, window.accessibleBases,
      second.accessibleBases,
    ]
  }

  /// Places beside the sites say what the same rows among the sites say.
  @Test func placesAndInvariantSitesAreTheSame() {
    let all = matrix(["0101", "00..", "1100", "....", "0000", "000.", "11.."], at: [10, 20, 30, 40, 50, 60, 70])
    let places = CallPlaces(
      complete: [50..<51], lost: [40..<41], partial: [20, 60, 70], missing: [0b1100, 0b1000, 0b1100])
    let sites = matrix(["0101", "1100"], at: [10, 30]).with(places)
    for accessible in [nil, [0..<45, 55..<100], [15..<65]] as [[Range<Int>]?] {
      #expect(values(all, accessible: accessible) == values(sites, accessible: accessible))
    }
  }

  @Test func sharesByHand() {
    // Of seven places six have two calls, six compare the first population, three the second, four both.
    let sites = matrix(["0101", "1100"], at: [10, 30]).with(
      CallPlaces(complete: [50..<51], lost: [40..<41], partial: [20, 60, 70], missing: [0b1100, 0b1000, 0b1100]))
    let found = values(sites)
    let seventh: Double = 100.0 / 7.0
    let (four, six): (Double, Double) = (4.0 * seventh, 6.0 * seventh)
    let expected: [Double] = [4.0 / 3.0 / six, 1.0 / six, 1.0 / (3.0 * seventh), 1.5 / four, 1.0 / four]
    for index in expected.indices {
      let difference: Double = found[index] - expected[index]
      #expect(abs(difference) < 1e-12, "\(found)")
    }
    #expect(abs(found[5] - 600.0 / 7) < 1e-9 && abs(found[6] - 300.0 / 7) < 1e-9)
  }

  @Test func noCallsAreNoSameness() throws {
    let layout = try WindowLayout(length: 100, subwindowCount: 1)
    let set = try FeatureSet.named("pi, pi@1, pi@2, dxy, fixedDifferences; windows: whole; normalisation: none")
    let calculator = try FeatureCalculator(featureSet: set, layout: layout, populationSizes: [2, 2])
    let row = calculator.row(matrix(["01..", "10.."]), start: 0, accessible: nil, marksUncompared: true)
    #expect(row.insufficient == [false, false, true, true, true])
    #expect(row.uncompared == [false, false, true, true, true])
    // Without records nobody knows more than that nothing varies.
    let empty = calculator.row(matrix([]), start: 0, accessible: nil, marksUncompared: true)
    #expect(!empty.insufficient.contains(true) && empty.uncompared.isEmpty)
  }
}

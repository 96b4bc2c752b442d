import Foundation
import TestSupport
import Testing
import VariantFiles

/// Spectra as files of sites.
@Suite struct SpectrumFileTests {
  private static func read(_ text: String, name: String = "a.fs", length: Double = 10_000) throws -> ReadHaplotypes {
    let folder = try TemporaryFolder()
    let path = folder.file(name)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try SpectrumFile.read(path, length: length)
  }

  /// The spectrum that the sites of `read` have.
  private static func cells(_ read: ReadHaplotypes, _ sizes: [Int]) -> [Int] {
    var cells = [Int](repeating: 0, count: sizes.reduce(1) { $0 * ($1 + 1) })
    for site in 0..<read.matrix.siteCount {
      var (place, first) = (0, 0)
      for size in sizes {
        let carriers = (first..<first + size).count { read.matrix.allele(site: site, haplotype: $0) }
        place = place * (size + 1) + carriers
        first += size
      }
      cells[place] += 1
    }
    return cells
  }

  @Test func dadi() throws {
    let read = try Self.read(
      """
      # a comment
      3 4 unfolded "A" "B pop"
      99 5 0 2 3 4 1 0 7 2 1 50
      1 0 0 0 0 0 0 0 0 1 0 1
      """)
    // Row-major, the second population fastest; the corners and the masked cell are left out.
    #expect(Self.cells(read, [2, 3]) == [0, 5, 0, 2, 3, 4, 1, 0, 7, 0, 1, 0])
    #expect(read.samples == ["A_1", "A_2", "B_pop_1", "B_pop_2", "B_pop_3"])
    #expect(read.matrix.isPolarised && !read.matrix.isPhased && read.length == 10_000)
    let positions = read.matrix.positions
    #expect(positions == positions.sorted() && (positions.last ?? 0) < 10_000)
  }

  /// Every half of the stretch has about half of each cell, and fractions add up.
  @Test func cellsAreSpreadEvenly() throws {
    let read = try Self.read("5 folded\n0 600.4 300.4 0 0\n", length: 1e6)
    #expect(read.matrix.siteCount == 901 && !read.matrix.isPolarised)
    let half = read.matrix.positions.firstIndex { $0 >= 500_000 } ?? 0
    let singletons = (0..<half).count { site in (0..<4).count { read.matrix.allele(site: site, haplotype: $0) } == 1 }
    #expect(abs(singletons - 300) <= 3)
  }

  @Test func fastsimcoal() throws {
    let one = try Self.read("1 observation\nd0_0\td0_1\td0_2\n10\t4\t3\n", name: "x_DAFpop0.obs")
    #expect(Self.cells(one, [2]) == [0, 4, 0] && one.populations == ["pop0", "pop0"])
    let two = try Self.read(
      "1 observation\n\td0_0\td0_1\td0_2\nd1_0\t9\t1\t2\nd1_1\t3\t4\t5\n", name: "x_jointDAFpop1_0.obs")
    #expect(Self.cells(two, [1, 2]) == [0, 1, 2, 3, 4, 0] && two.populations == ["pop1", "pop0", "pop0"])
    let many = try Self.read(
      "1 observations. No. of demes and sample sizes are on next line\n2\t1 2\n9 1 2 3 4 5\n", name: "x_MSFS.obs")
    #expect(Self.cells(many, [1, 2]) == [0, 1, 2, 3, 4, 0] && !many.matrix.isPolarised)
  }

  @Test(arguments: [
    ("3 unfolded\n1 2\n", "found 2 values, expected 3"), ("3 4 sideways\n1\n", "expected the dimensions"),
    ("3 unfolded\n1 -2 3\n", "found '-2'"), ("3 unfolded\n1 2 3\n0 0\n", "the mask"), ("", "no line"),
    ("3 unfolded \"A\" \"B\"\n1 2 3\n", "found 2 names for 1"), ("1 unfolded\n4\n", "expected the dimensions"),
    ("99999999 99999999 unfolded\n4\n", "expected the dimensions"),
    ("3 unfolded\n0 90000 0\n", "more than the 10,000 bases"),
  ])
  func mistakes(_ text: String, _ words: String) {
    let error = #expect(throws: VariantFilesError.self) { try Self.read(text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}

import Haplotypes
import Testing
import VariantFiles

@Suite struct GeneFileTests {
  private func genes(_ text: String) throws -> [GeneFile.Gene] {
    try GeneFile.read(text: Array(text.utf8), path: "genes.gff")
  }

  @Test func gff3() throws {
    let text = """
      ##gff-version 3
      2\tensembl\tgene\t136545415\t136594750\t.\t-\t.\tID=gene:ENSG00000115850;Name=LCT;biotype=protein_coding
      2\tensembl\tmRNA\t136545415\t136594750\t.\t-\t.\tID=transcript:1;Parent=gene:ENSG00000115850
      2\tensembl\tncRNA_gene\t10\t20\t.\t-\t.\tID=gene:ENSG7
      ##FASTA
      >2
      """
    #expect(
      try genes(text) == [
        .init(interval: Interval(contig: "2", start: 136_545_414, end: 136_594_750), name: "LCT"),
        .init(interval: Interval(contig: "2", start: 9, end: 20), name: "ENSG7"),
      ])
  }

  @Test func gtf() throws {
    let text = "chr2\thavana\tgene\t5\t9\t.\t+\t.\tgene_id \"E1\"; gene_name \"MCM6\"; level 2;\n"
    #expect(try genes(text) == [.init(interval: Interval(contig: "chr2", start: 4, end: 9), name: "MCM6")])
  }

  @Test(arguments: [
    ("2\tx\tgene\t5\t9\n", "genes.gff:1: found 5 tab-separated"),
    ("#a\n2\tx\tgene\t9\t5\t.\t.\t.\tID=a\n", "genes.gff:2: found start '9' and end '5'"),
    ("2\tx\tmRNA\t5\t9\t.\t.\t.\tID=a\n", "no line has the type 'gene'"),
  ])
  func badLinesAreNamed(text: String, message: String) throws {
    let error = #expect(throws: VariantFilesError.self) { try genes(text) }
    #expect("\(try #require(error))".contains(message))
  }
}

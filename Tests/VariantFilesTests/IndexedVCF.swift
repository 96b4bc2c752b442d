import CHtslib
import TestSupport
import Testing

/// Writes `text`, a VCF, to `path` in BGZF, with a tabix index beside it (`.csi` if `isCSI`).
func writeIndexed(_ text: String, to path: String, isCSI: Bool = false) throws {
  let file = try #require(bgzf_open(path, "w"))
  let bytes = Array(text.utf8)
  #expect(bgzf_write(file, bytes, bytes.count) == bytes.count)
  #expect(bgzf_close(file) == 0)
  var configuration = tbx_conf_vcf
  #expect(tbx_index_build3(path, path + (isCSI ? ".csi" : ".tbi"), isCSI ? 14 : 0, 0, &configuration) == 0)
}

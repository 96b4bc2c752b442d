import Groundwork

/// The page's script: its files put together, and the hash by which the page's policy allows it and no other.
enum ReportScript {
  /// The text of the element, the same for every page; marked so that XML takes it as text as well.
  static let text: String = {
    let files = [
      PackageResources.tools_js, PackageResources.tables_js, PackageResources.figures_js, PackageResources.contig_js,
      PackageResources.drawing_js, PackageResources.genome_js, PackageResources.page_js,
    ]
    let code = files.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    return "//<![CDATA[\n(() => {\n\"use strict\";\n\(code)})();\n//]]>"
  }()

  /// The source that a content security policy names.
  static let source = "'sha256-" + Base64.text(SHA256(Array(text.utf8)).bytes) + "'"
}

/// A comparison of one number: what was expected, what was found, how many standard errors lie between.
struct Check {
  let what: String
  let expected: Double
  let found: Double
  let z: Double
  /// The p-value of a test of distributions after Holm's correction; nil where only z counts.
  var p: Double?

  /// z below 4, and no p below 0.001.
  var holds: Bool { abs(z) < 4 && (p ?? 1) >= 1e-3 }
}

/// Quantiles of two samples at the same shares: points on the diagonal where they have one distribution.
struct QuantilePlot {
  let title: String
  let points: [(apus: Double, peer: Double)]
}

/// A part of the page: checks of one kind.
struct Section {
  let title: String
  /// What is compared with what, in sentences.
  let text: String
  /// What "expected" is called here.
  var reference = "expected"
  var checks: [Check] = []
  var plots: [QuantilePlot] = []

  var holds: Bool { checks.allSatisfy(\.holds) }

  /// How many checks, the largest |z| and the mean of z^2, which is about 1 where all is well.
  var summary: String {
    let z = checks.map(\.z)
    let largest = z.reduce(0) { max($0, abs($1)) }
    let mean = z.reduce(0) { $0 + $1 * $1 } / Double(max(1, z.count))
    let smallest = checks.compactMap(\.p).min().map { ", smallest p after Holm's correction \(text4($0))" } ?? ""
    return "\(checks.count) checks, largest |z| \(text4(largest)), mean z² \(text4(mean))\(smallest)"
  }

  private func text4(_ value: Double) -> String { verify.text(value) }

  /// The section as Markdown.
  var markdown: String {
    var lines = [
      "## \(title)", "", text, "", "| check | \(reference) | Apus | z | p (Holm) |",
      "| --- | ---: | ---: | ---: | ---: |",
    ]
    for check in checks {
      let p = check.p.map(verify.text) ?? ""
      lines.append(
        "| \(check.what) | \(verify.text(check.expected)) | \(verify.text(check.found)) | \(verify.text(check.z)) | \(p) |"
      )
    }
    return (lines + ["", summary + (holds ? "" : " — FAILED"), ""]).joined(separator: "\n")
  }
}

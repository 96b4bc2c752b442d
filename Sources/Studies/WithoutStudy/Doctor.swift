import Groundwork
import StudyFiles
import Training
import VariantFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is there and what is missing: of the installation, and of files that a study names.
package enum Doctor {
  /// How a thing is.
  package enum State: String, Sendable {
    case fine = "ok", note, missing
  }

  /// What was found of a thing.
  package struct Finding: Sendable {
    /// How it is.
    package let state: State
    /// The thing, and what is to be said of it.
    package let thing, words: String

    /// A line: state, thing, words.
    package var line: String { "\(state.rawValue)\t\(thing)\t\(words)" }
  }

  /// The program, its libraries, the threads it may use, and where temporary files go.
  package static func installation(threads: Int) -> [Finding] {
    var findings = [Finding(state: .fine, thing: "apus", words: ProgramVersion.current)]
    findings += LibraryVersions.all.map { Finding(state: .fine, thing: $0.name, words: $0.version) }
    findings.append(Finding(state: .fine, thing: "threads", words: "\(threads) may be used"))
    let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
    findings.append(room(folder))
    return findings
  }

  /// Whether temporary files can be written to `folder`, and how much fits.
  private static func room(_ folder: String) -> Finding {
    var system = statvfs()
    guard statvfs(folder, &system) == 0, access(folder, W_OK) == 0 else {
      return Finding(
        state: .missing, thing: folder, words: "cannot be written to; set TMPDIR to a folder for temporary files")
    }
    let bytes = Double(system.f_bavail) * Double(system.f_frsize)
    return Finding(
      state: bytes < 1e9 ? .note : .fine, thing: folder,
      words: "\((bytes / 1e9).fixed(1)) GB free for temporary files of large data sets")
  }

  /// The file at `path` and, if it is a study, the files that it names.
  package static func file(_ path: String) -> [Finding] {
    guard access(path, R_OK) == 0 else { return [found(path, as: "file")] }
    guard FileFormat(of: path) == .study else { return [found(path, as: "file")] }
    do throws(StudyError) {
      let study = try StudyFile.read(path)
      return [Finding(state: .fine, thing: path, words: "a study: \(study.name)")] + files(of: study) + [folder(study)]
    } catch {
      return [Finding(state: .missing, thing: path, words: error.description)]
    }
  }

  private static func files(of study: Study) -> [Finding] {
    var named: [(key: String, path: String?)] = []
    if let data = study.data {
      named += data.variants.filter { $0 != "-" }.map { ("data.variants", $0) }
      named += [
        ("data.populations", data.populations), ("data.accessible", data.accessible),
        ("data.inaccessible", data.inaccessible),
        ("data.targets_file", data.targetsFile.map { $0.hasPrefix("^") ? String($0.dropFirst()) : $0 }),
        ("data.known", data.known), ("data.genes", data.genes),
        ("data.recombination_map", data.recombinationMap),
      ]
      named += (data.tracks ?? []).map { ("data.tracks", $0) }
      if !["auto", "none", "INFO/AA"].contains(data.ancestral) { named.append(("data.ancestral", data.ancestral)) }
    }
    named.append(("model.demography", study.model.demography))
    return named.compactMap { key, path in path.map { found($0, as: key) } }
  }

  /// Whether a file is there, can be read, and has the index that makes regions of it quick.
  private static func found(_ path: String, as key: String) -> Finding {
    guard access(path, F_OK) == 0 else {
      return Finding(state: .missing, thing: path, words: "\(key): there is no such file")
    }
    guard access(path, R_OK) == 0 else {
      return Finding(state: .missing, thing: path, words: "\(key): cannot be read (permission denied)")
    }
    let isIndexed = ["tbi", "csi"].contains { access("\(path).\($0)", R_OK) == 0 }
    if path.hasSuffix(".vcf.gz") || path.hasSuffix(".bcf"), !isIndexed {
      let command = path.hasSuffix(".bcf") ? "bcftools index \(path)" : "tabix -p vcf \(path)"
      return Finding(
        state: .note, thing: path,
        words: "\(key): found, without an index; single regions are read faster after: \(command)")
    }
    return Finding(state: .fine, thing: path, words: "\(key): there")
  }

  private static func folder(_ study: Study) -> Finding {
    let run = RunFolder(study.output)
    let stages = [("training table", run.training), ("model", run.model), ("scan", run.scan), ("report", run.report)]
    let made = stages.filter { access($0.1, R_OK) == 0 }.map(\.0)
    return Finding(
      state: .fine, thing: study.output,
      words: made.isEmpty ? "nothing was made yet: apus run" : "made so far: \(made.joined(separator: ", "))")
  }
}

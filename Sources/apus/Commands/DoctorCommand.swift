import ArgumentParser
import Studies
import StudyFiles

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the installation, and the study or files that are named: what is missing.",
    discussion: """
        apus doctor
            the program, its libraries, threads, room for temporary files
        apus doctor study.yaml
            also every file that the study names, and what stands in its folder
        apus doctor calls.vcf.gz mask.bed
            also these files
      Exits with 65 if something is missing.
      """)

  @Argument(help: "Study files, or files that a study may name.")
  var files: [String] = []

  func run() throws {
    var findings = Doctor.installation(threads: StudyOptions.workers)
    for file in files { findings += Doctor.file(file) }
    for finding in findings { print(finding.line) }
    let problems = findings.count { $0.state == .missing }
    if problems > 0 {
      throw StudyError.invalid(problems == 1 ? "one thing is missing" : "\(problems) things are missing")
    }
    print("nothing is missing")
  }
}

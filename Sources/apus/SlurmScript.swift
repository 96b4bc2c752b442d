import Groundwork
import Studies
import StudyFiles

/// A script that gives a study to Slurm: an array of shards, then their merging and the rest of the run.
struct SlurmScript {
  /// What it is called in the queue.
  var name: String
  /// The command line of the study: the study file and options of each command.
  var arguments: [String]
  /// The program.
  var program: String
  /// Tasks of the array.
  var shards: Int
  /// Processors of a task.
  var threads: Int
  /// Minutes that a task may take.
  var minutes: Int
  /// Megabytes that a task may need.
  var megabytes: Int
  /// Megabytes that the rest of the run may need.
  var wholeMegabytes: Int

  /// The text of the script.
  var text: String {
    let command = ([program, "STAGE"] + arguments).map(Self.quoted).joined(separator: " ")
    func line(_ stage: String) -> String { command.replacing(Self.quoted("STAGE"), with: stage) }
    return """
      #!/bin/bash
      # Written by 'apus plan --slurm' (apus \(ProgramVersion.current)). Start it in the folder where it was planned:
      #   bash THIS_FILE [OPTIONS OF SBATCH, such as --partition=short --account=lab]
      # Shards that are there are skipped: if some fail or run out of time, start it once more.
      set -euo pipefail
      common=(--parsable --kill-on-invalid-dep=yes --cpus-per-task=\(threads) "$@")

      shards=$(sbatch "${common[@]}" --job-name=\(Self.quoted(name + "-shards")) --array=1-\(shards) \\
        --time=\(minutes) --mem=\(megabytes)M --output=slurm-%A_%a.out <<'EOF'
      #!/bin/sh
      exec \(line("features")) --quiet --threads "$SLURM_CPUS_PER_TASK" --shard "$SLURM_ARRAY_TASK_ID/\(shards)"
      EOF
      )
      run=$(sbatch "${common[@]}" --job-name=\(Self.quoted(name + "-run")) --dependency=afterok:"${shards%%;*}" \\
        --time=\(max(240, minutes)) --mem=\(wholeMegabytes)M --output=slurm-%j.out <<'EOF'
      #!/bin/sh
      set -e
      \(line("merge")) --quiet --threads "$SLURM_CPUS_PER_TASK"
      exec \(line("run")) --quiet --threads "$SLURM_CPUS_PER_TASK"
      EOF
      )
      echo "shards: job ${shards%%;*}; merge and run: job ${run%%;*}"

      """
  }

  /// `word` as a shell takes it for one.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=:,+@%".contains($0)) }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

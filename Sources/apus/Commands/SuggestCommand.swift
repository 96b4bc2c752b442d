import ArgumentParser
import Groundwork
import Studies
import StudyFiles

struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Read variants and write a study file for them, with the reason beside each value.",
    discussion: """
        apus suggest calls.vcf.gz --populations popmap.tsv --target CEU \\
          --mutation-rate 1.25e-8 -o ceu.yaml
        apus run ceu.yaml

      Sample size, phase and ancestral alleles are what the data have; windows follow from the density of sites and the \
      reach of sweeps; sizes of the population are fitted roughly to the site-frequency spectrum, the recombination rate \
      to the decay of linkage disequilibrium, unless a map or a rate is given. Of several populations without a --target \
      each is studied by itself (data.compare).

      Sweeps are looked for unless --recipe names another question: 'apus recipes' lists them. Recipes that compare two \
      populations take --target A,B.
      """)

  @Argument(help: "Variants: VCF, BCF, PLINK .bed, .hap, .trees; several files of one data set may be given.")
  var files: [String]

  @Option(name: [.customShort("o"), .customLong("output")], help: "The study file to write.")
  var output: String

  @OptionGroup var places: PlaceOptions
  @OptionGroup var selection: SampleOptions

  @Option(name: .customLong("populations"), help: "Samples and their populations.")
  var populations: String?

  @Option(name: .customLong("recipe"), help: "The question: s-hic, filet, recombination ... ('apus recipes').")
  var recipe: String?

  @Option(
    name: .customLong("target"), help: "The population to study, or two, A,B; each by itself if left out.")
  var target: String?

  @Option(name: .customLong("accessible"), help: "BED or FASTA mask of accessible bases.")
  var accessible: String?

  @Option(name: .customLong("inaccessible"), help: "BED of inaccessible bases.")
  var inaccessible: String?

  @Option(name: .customLong("ancestral"), help: "auto, none, INFO/AA or a FASTA of ancestral alleles.")
  var ancestral: String?

  @Option(name: .customLong("map"), help: "A recombination map.")
  var map: String?

  @Option(
    name: .customLong("mutation-rate"), help: "Per base and generation. Assumed to be that of people if left out.")
  var mutationRate: Double?

  @Option(name: .customLong("recombination-rate"), help: "Crossovers per base and generation.")
  var recombinationRate: Double?

  @Option(
    name: .customLong("species"),
    help: "Take the rates that are not given from the table of 'apus species': HomSap, or \"fruit fly\".")
  var species: String?

  @Option(
    name: .customLong("set"), help: "A further key of the data: data.haploid=auto. May be repeated.")
  var settings: [String] = []

  @Option(name: .customLong("threads"), help: "Threads; the suggestion does not depend on it.")
  var threads: Int?

  @Flag(
    name: .customLong("force"),
    help: "Write a study even for data that cannot show a sweep, and over a file that is there.")
  var force = false

  @Flag(name: [.customShort("q"), .customLong("quiet")], help: "No progress.")
  var quiet = false

  mutating func validate() throws {
    for (rate, name) in [(mutationRate, "--mutation-rate"), (recombinationRate, "--recombination-rate")] {
      if let rate, !(rate > 0 && rate < 0.01) {
        throw ValidationError("\(name) \(rate): expected a rate per base and generation, such as 1.25e-8")
      }
    }
    if map != nil && recombinationRate != nil { throw ValidationError("give --map or --recombination-rate, not both") }
    if accessible != nil && inaccessible != nil {
      throw ValidationError("give --accessible or --inaccessible, not both")
    }
    if species != nil && mutationRate != nil && (recombinationRate != nil || map != nil) {
      throw ValidationError("--species has no effect: both rates are given; leave out one or the other")
    }
    let isOfPopulations = populations != nil || settings.contains { $0.hasPrefix("data.populations=") }
    if target != nil && !isOfPopulations && !files.allSatisfy(Study.namesPopulations) {
      throw ValidationError("--target needs --populations, a table of samples and their populations")
    }
    if let threads, threads < 1 { throw ValidationError("--threads needs a positive number") }
  }

  func run() throws {
    try RunFolder.checkOutput(output, suffixes: [".yaml", ".yml"])
    if RunFolder.isFolder(output) == false && !force {
      throw StudyError.invalid(
        "\(output): is there already, and may have been changed by hand; name another file, or write it anew with --force"
      )
    }
    var all = [StudyFile.override("data.variants", files)]
    let targets = (target ?? "").split(separator: ",").map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    if let twice = targets.indices.first(where: { targets[..<$0].contains(targets[$0]) }) {
      throw StudyError.invalid("--target: the population '\(targets[twice])' is listed twice")
    }
    if !targets.isEmpty { all.append(StudyFile.override("data.target", targets)) }
    let named = [
      ("populations", populations), ("samples", selection.samples), ("samples_file", selection.samplesPath),
      ("accessible", accessible), ("inaccessible", inaccessible), ("ancestral", ancestral),
    ]
    for case (let key, let value?) in named { all.append(StudyFile.override("data.\(key)", value)) }
    all += try places.overrides()
    let last = output.split(separator: "/").last.map(String.init) ?? output
    let name = last.hasSuffix(".yaml") ? String(last.dropLast(5)) : last
    RunLog.keep(beside: output)
    var request = SuggestionRequest(settings: all + settings, name: name)
    if let recipe { request.recipe = try Recipe.named(recipe).id }
    let known = try species.map { try Species.named($0) }
    if let known { Terminal.printError("note: rates of \(known.name); their sources: apus species \(known.id)") }
    request.mutationRate = mutationRate ?? known?.mutationRate
    request.recombinationRate = recombinationRate ?? (map == nil ? known?.recombinationRate : nil)
    request.map = map
    request.isForced = force
    request.threads = threads ?? StudyOptions.workers
    let bar = ProgressBar(isQuiet: quiet)
    defer { bar.finish() }
    let written: [String]
    if let pair = try PairSuggestion(request, progress: { bar.update($0, $1, $2) }) {
      bar.finish()
      written = try pair.write(to: output)
      for line in pair.summary { print(line) }
    } else if let several = try PopulationSuggestions(request, progress: { bar.update($0, $1, $2) }) {
      bar.finish()
      written = try several.write(to: output)
      for line in several.summary { print(line) }
    } else {
      let suggestion = try Suggestion(request) { bar.update($0, $1, $2) }
      bar.finish()
      written = try suggestion.write(to: output)
      for note in suggestion.data.notes { Terminal.printError("note: \(note)") }
      for line in suggestion.summary { print(line) }
    }
    print("\(written.joined(separator: ", ")) written; read it, then: apus run \(output)")
  }
}

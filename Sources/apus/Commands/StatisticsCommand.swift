import ArgumentParser
import Groundwork
import Statistics
import StudyFiles

struct StatisticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statistics",
    abstract: "List the statistics and feature sets, show what one of them is, or scan chromosomes.",
    subcommands: [List.self, Show.self, Reference.self, ScanStatisticsCommand.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List statistics and feature sets: name, title, what they need of data.")

    func run() {
      for statistic in StatisticRegistry.all + StatisticRegistry.conventions {
        StatisticsCommand.printLine(statistic.info.id, statistic.info.title, statistic.info.needs)
      }
      print("\nFeature sets:")
      for set in FeatureSet.all {
        StatisticsCommand.printLine(set.id, "\(set.title): \(set.statistics.count.of("statistic"))", set.needs)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a reference page: formula, unit, needs, missing calls, sources.")

    @Argument(help: "The statistic or feature set.")
    var id: String

    func run() throws {
      do { print(try ReferencePages.page(id)) } catch { throw StudyError.invalid("\(error)") }
    }
  }

  struct Reference: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print every reference page, in Markdown.")

    func run() { print(ReferencePages.all) }
  }

  private static func printLine(_ id: String, _ title: String, _ needs: String) {
    print("\(id)\t\(title)\t\(needs.isEmpty ? "-" : needs)")
  }
}

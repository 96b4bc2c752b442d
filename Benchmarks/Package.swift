// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let apus: Target.Dependency = .product(name: "Apus", package: "Apus")

let package = Package(
  name: "ApusBenchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "Apus", path: "..")],
  targets: [
    .target(name: "Workloads", dependencies: [apus], swiftSettings: strict),
    .executableTarget(name: "SimulatorBenchmark", dependencies: ["Workloads", apus], swiftSettings: strict),
    .executableTarget(name: "FeatureBenchmark", dependencies: ["Workloads", apus], swiftSettings: strict),
    .executableTarget(name: "ScanBenchmark", dependencies: ["Workloads", apus], swiftSettings: strict),
    .executableTarget(name: "LearningBenchmark", dependencies: ["Workloads", apus], swiftSettings: strict),
    .target(name: "HtslibLoop", linkerSettings: [.linkedLibrary("hts")]),
    .executableTarget(
      name: "ReadingBenchmark", dependencies: ["Workloads", "HtslibLoop", apus], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

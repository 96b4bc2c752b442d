// swift-tools-version: 6.2
import PackageDescription

// Every target treats warnings as errors; arrows between targets point downwards only (Documentation/Modules.md).
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "Apus",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "apus", targets: ["apus"]),
    .library(
      name: "Apus",
      targets: [
        "Groundwork", "Haplotypes", "Demography", "Coalescent", "VariantFiles", "FeatureTables", "Statistics",
        "Networks", "Learning",
        "StudyFiles", "Training", "Studies", "Reports", "StudyReports",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // What both towers stand on.
    .target(name: "Groundwork", swiftSettings: strict),

    // The tower of genetics.
    .target(name: "Haplotypes", dependencies: ["Groundwork"], swiftSettings: strict),
    .target(
      name: "Demography", dependencies: ["Groundwork", .product(name: "Yams", package: "Yams")], swiftSettings: strict),
    .target(name: "Coalescent", dependencies: ["Demography", "Haplotypes", "Groundwork"], swiftSettings: strict),
    .systemLibrary(
      name: "CHtslib", pkgConfig: "htslib", providers: [.apt(["libhts-dev"]), .brew(["htslib"])]),
    .target(name: "CHtslibShims", dependencies: ["CHtslib"]),
    .target(
      name: "VariantFiles", dependencies: ["Haplotypes", "Groundwork", "CHtslib", "CHtslibShims"],
      swiftSettings: strict),
    .target(name: "CBitKernels"),
    .target(
      name: "Statistics", dependencies: ["Haplotypes", "FeatureTables", "Groundwork", "CBitKernels"],
      swiftSettings: strict),

    // The tower of learning.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "FeatureTables", dependencies: ["Groundwork", "CZlib"], swiftSettings: strict),
    .systemLibrary(
      name: "CXGBoost", pkgConfig: "xgboost", providers: [.apt(["libxgboost-dev"]), .brew(["xgboost"])]),
    .systemLibrary(name: "CLIBSVM", providers: [.apt(["libsvm-dev"]), .brew(["libsvm"])]),
    .systemLibrary(name: "CNetworks"),
    .target(name: "Networks", dependencies: ["CNetworks"], swiftSettings: strict),
    .target(
      name: "Learning", dependencies: ["FeatureTables", "Groundwork", "CXGBoost", "CLIBSVM", "Networks"],
      swiftSettings: strict),

    // Where the towers meet.
    .target(
      name: "StudyFiles",
      dependencies: [
        "Groundwork", "Haplotypes", "Coalescent", "FeatureTables", "VariantFiles", "Statistics", "Learning",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Training",
      dependencies: [
        "StudyFiles", "Groundwork", "Haplotypes", "Demography", "Coalescent", "VariantFiles", "FeatureTables",
        "Statistics", "Learning",
      ],
      swiftSettings: strict),
    .target(
      name: "Studies",
      dependencies: [
        "StudyFiles", "Training", "Groundwork", "Haplotypes", "Demography", "Coalescent", "VariantFiles",
        "FeatureTables", "Statistics", "Learning",
      ],
      swiftSettings: strict),
    .target(
      name: "Reports", dependencies: ["Groundwork"],
      resources: ["tools", "tables", "figures", "contig", "drawing", "genome", "page"].map {
        .embedInCode("Script/\($0).js")
      }, swiftSettings: strict),
    .target(
      name: "StudyReports",
      dependencies: [
        "Studies", "Training", "StudyFiles", "Reports", "Groundwork", "Haplotypes", "FeatureTables", "Learning",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "apus",
      dependencies: [
        "StudyReports", "StudyFiles", "Training", "Studies", "Groundwork", "Haplotypes", "Coalescent", "VariantFiles",
        "FeatureTables", "Statistics",
        "Learning",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Tests.
    .target(
      name: "TestSupport", dependencies: ["Groundwork", "Haplotypes", "FeatureTables"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "GroundworkTests", dependencies: ["Groundwork", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "HaplotypesTests", dependencies: ["Haplotypes", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "DemographyTests", dependencies: ["Demography", "Groundwork", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CoalescentTests", dependencies: ["Coalescent", "Demography", "Haplotypes", "Groundwork", "TestSupport"],
      resources: [.copy("Golden")],
      swiftSettings: strict),
    .testTarget(
      name: "VariantFilesTests", dependencies: ["VariantFiles", "Groundwork", "Haplotypes", "TestSupport", "CHtslib"],
      resources: [.copy("Golden")], swiftSettings: strict),
    .testTarget(
      name: "FeatureTablesTests", dependencies: ["FeatureTables", "Groundwork", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests",
      dependencies: ["Statistics", "Haplotypes", "FeatureTables", "Groundwork", "TestSupport"],
      resources: [.copy("Golden")], swiftSettings: strict),
    .testTarget(name: "NetworksTests", dependencies: ["Networks", "Groundwork", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LearningTests", dependencies: ["Learning", "Networks", "FeatureTables", "Groundwork", "TestSupport"],
      resources: [.copy("Golden")], swiftSettings: strict),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "StudyFiles", "Training", "Studies", "Coalescent", "Demography", "FeatureTables", "Groundwork", "Haplotypes",
        "Learning", "Statistics",
        "VariantFiles", "TestSupport",
      ],
      resources: [.copy("Golden")], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "TestSupport"],
      swiftSettings: strict),
    // The examples of the catalogues, which may use what is public and nothing else.
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "Groundwork", "Haplotypes", "Demography", "Coalescent", "VariantFiles", "FeatureTables", "Statistics",
        "Networks", "Learning", "StudyFiles", "Training", "Studies", "StudyReports", "TestSupport",
      ],
      packageAccess: false, swiftSettings: strict),
    .testTarget(name: "EndToEndTests", dependencies: ["Groundwork", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "ApusFuzzing",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "Apus", path: "..")],
  targets: [
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: ["CFuzzer", .product(name: "Apus", package: "Apus")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ],
  swiftLanguageModes: [.v6]
)

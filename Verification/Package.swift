// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "ApusVerification",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "Apus", path: "..")],
  targets: [
    .executableTarget(
      name: "verify", dependencies: [.product(name: "Apus", package: "Apus")],
      swiftSettings: [.treatAllWarnings(as: .error)])
  ],
  swiftLanguageModes: [.v6]
)

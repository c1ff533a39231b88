package import Foundation

/// The directory of the checkout, whose corpus both packages read, found from where this file was
/// compiled. The other files here are links to the checkout's own test support.
package let packageRoot: URL = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Benchmarks/Tests/Support
    .deletingLastPathComponent()  // Benchmarks/Tests
    .deletingLastPathComponent()  // Benchmarks
    .deletingLastPathComponent()

package import Foundation

/// The directory of the checkout, found from where this file was compiled.
package let packageRoot: URL = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Tests/Support
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()

import struct Foundation.Date

extension TimeSource {
    static let systemSeconds: @Sendable () -> Double = { Date().timeIntervalSince1970 }
}

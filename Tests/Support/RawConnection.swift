private import Foundation

#if canImport(Darwin)
    private import Darwin
#elseif canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// A TCP connection without any HTTP in between, so that bytes, ends and resets show as they are.
///
/// Unsafe, since it calls the C library.
package final class RawConnection: Sendable {
    /// What a read found.
    package enum Read: Sendable, Equatable {
        case bytes([UInt8])
        /// The server closed its end (FIN).
        case end
        /// The server reset the connection (RST).
        case reset
    }

    /// The system refused something, or nothing came for a minute.
    package struct SystemFailure: Error {
        package var number: CInt
    }

    #if canImport(Glibc)
        private static let stream = CInt(SOCK_STREAM.rawValue)
    #else
        private static let stream = SOCK_STREAM
    #endif

    private let number: CInt

    /// Connects to a port of this machine.
    ///
    /// - Parameter receiveBuffer: How many bytes the system holds that were not read, about.
    package init(port: Int, receiveBuffer: CInt? = nil) throws {
        number = socket(AF_INET, Self.stream, 0)
        // What a broken server does not send must fail a test, not hang it.
        var timeout = timeval(tv_sec: 60, tv_usec: 0)
        _ = unsafe setsockopt(
            number, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBuffer {
            _ = unsafe setsockopt(
                number, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<CInt>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(number, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw SystemFailure(number: errno) }
    }

    deinit {
        _ = Self.systemClose(number)
    }

    /// Sends all of `text`.
    package func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    /// Sends all of `bytes`.
    package func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe write(number, bytes.baseAddress, bytes.count)
            }
            guard count > 0 else { throw SystemFailure(number: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that nothing more will be sent (FIN); reading goes on.
    package func endSending() {
        shutdown(number, CInt(SHUT_WR))
    }

    /// What comes next, waiting for it.
    package func read(atMost count: Int = 64 << 10) async throws -> Read {
        try await receive(atMost: count, flags: 0)
    }

    /// Waits until something has come, without reading it.
    package func mayRead() async throws {
        _ = try await receive(atMost: 1, flags: CInt(MSG_PEEK))
    }

    private func receive(atMost count: Int, flags: CInt) async throws -> Read {
        try await withCheckedThrowingContinuation { continuation in
            // Reads block: they must hold neither the threads on which the server runs nor those of a
            // pool, which many connections would use up.
            Thread.detachNewThread { [self] in
                continuation.resume(with: Result { try Self.receive(number, count, flags) })
            }
        }
    }

    private static func receive(_ number: CInt, _ count: Int, _ flags: CInt) throws -> Read {
        var buffer = [UInt8](repeating: 0, count: count)
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe recv(number, bytes.baseAddress, bytes.count, flags)
        }
        if count > 0 { return .bytes(Array(buffer.prefix(count))) }
        if count == 0 { return .end }
        if errno == ECONNRESET { return .reset }
        throw SystemFailure(number: errno)
    }

    private static func systemClose(_ number: CInt) -> CInt { close(number) }
}

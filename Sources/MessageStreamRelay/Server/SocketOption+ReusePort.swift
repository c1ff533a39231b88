#if Relay
    internal import NIOCore

    #if canImport(Darwin)
        private import Darwin
    #elseif canImport(Glibc)
        private import Glibc
    #elseif canImport(Musl)
        private import Musl
    #endif

    extension NIOBSDSocket.Option {
        /// Lets several processes listen at one port; the system shares connections out among them.
        static var reusePort: NIOBSDSocket.Option { .init(rawValue: SO_REUSEPORT) }
    }
#endif

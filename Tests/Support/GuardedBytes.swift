#if canImport(Darwin)
    private import Darwin
#elseif canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// A copy of some bytes between two pages that nobody may read: one step outside is a crash.
///
/// With `.end` the byte after the last one is unreadable, with `.start` the byte before the first.
///
/// ```swift
/// let guarded = GuardedBytes(bytes, flush: .end)
/// var input = guarded.span
/// ```
@safe package struct GuardedBytes: ~Copyable {
    /// The side on which the bytes touch their guard page.
    package enum Side: Sendable, CaseIterable {
        case start
        case end
    }

    private let mapping: UnsafeMutableRawBufferPointer
    private let bytes: UnsafeBufferPointer<UInt8>

    /// Maps enough pages for a copy of `contents`, guarded on both sides.
    package init(_ contents: some Collection<UInt8>, flush side: Side) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let usable = max(1, (contents.count + page - 1) / page) * page
        let length = usable + 2 * page
        #if canImport(Darwin)
            let flags = MAP_PRIVATE | MAP_ANON
        #else
            let flags = MAP_PRIVATE | MAP_ANONYMOUS
        #endif
        let address = unsafe mmap(nil, length, PROT_NONE, flags, -1, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            preconditionFailure("mmap of \(length) bytes failed")
        }
        unsafe mapping = UnsafeMutableRawBufferPointer(start: address, count: length)
        let readable = unsafe address + page
        precondition(unsafe mprotect(readable, usable, PROT_READ | PROT_WRITE) == 0)
        let start = unsafe side == .start ? readable : readable + (usable - contents.count)
        let copy = unsafe UnsafeMutableRawBufferPointer(start: start, count: contents.count)
        unsafe copy.copyBytes(from: contents)
        unsafe bytes = UnsafeBufferPointer(copy.bindMemory(to: UInt8.self))
        precondition(unsafe mprotect(readable, usable, PROT_READ) == 0)
    }

    deinit {
        precondition(unsafe munmap(mapping.baseAddress, mapping.count) == 0)
    }

    /// The bytes, readable for as long as this value lives.
    package var span: Span<UInt8> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(Span(_unsafeElements: bytes), borrowing: self) }
    }

    /// The unreadable byte on the given side: for the test that the guard guards.
    package func readOutside(_ side: Side) -> UInt8 {
        let readable = unsafe bytes.baseAddress.unsafelyUnwrapped
        return unsafe side == .start ? readable[-1] : readable[bytes.count]
    }
}

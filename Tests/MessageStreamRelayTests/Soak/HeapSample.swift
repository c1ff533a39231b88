#if canImport(Glibc)
    private import Glibc

    /// What the allocator of this process has given out, and what it holds besides.
    struct HeapSample: Sendable {
        /// In use, in bytes: what nobody has freed.
        var used: Int
        /// Taken from the system and not in use, in bytes: what lies between that which is.
        var free: Int

        /// Asks glibc; nil where it does not tell.
        init?() {
            guard let info = Self.info() else { return nil }
            // Each heap is told first, then all together.
            let total = info.split(separator: "</heap>").last ?? ""
            func size(_ name: String) -> Int {
                guard let line = total.split(separator: "\n").first(where: { $0.contains(name) })
                else { return 0 }
                return line.split(separator: "size=\"").last.flatMap {
                    Int($0.prefix { $0 != "\"" })
                } ?? 0
            }
            free = size("\"fast\"") + size("\"rest\"")
            used = size("system type=\"current\"") + size("\"mmap\"") - free
        }

        /// The XML of `malloc_info`, which Swift's module of glibc leaves out.
        private static func info() -> String? {
            typealias Function =
                @convention(c) (CInt, UnsafeMutablePointer<FILE>) -> CInt
            guard let symbol = unsafe dlsym(nil, "malloc_info") else { return nil }
            var text: UnsafeMutablePointer<CChar>?
            var count = 0
            guard let file = unsafe open_memstream(&text, &count) else { return nil }
            let status = unsafe unsafeBitCast(symbol, to: Function.self)(0, file)
            unsafe fclose(file)
            defer { unsafe Glibc.free(text) }
            return unsafe status == 0 ? text.map { unsafe String(cString: $0) } : nil
        }
    }
#else
    /// Nothing is known of other allocators.
    struct HeapSample: Sendable {
        var used = 0
        var free = 0

        init?() { nil }
    }
#endif

import Testing

@testable import MessageStreamLoad

struct ProcessUsageTests {
    @Test func `the line of a process is read behind its name`() {
        let fields = (3...52).map(String.init).joined(separator: " ")
        let status = ProcessUsage.Status(
            "7 (a) R (b c) " + fields.replacing("3 4 5", with: "S 99 5"))
        #expect(status?.parent == 99)
        #expect(status?.ticks == 14 + 15 + 16 + 17)
        #expect(ProcessUsage.Status("7 (a) S 99 5") == nil)
        #expect(ProcessUsage.Status("") == nil)
    }

    @Test func `resident memory is read in kilobytes`() {
        let text = "0-1 ---p 00000000 00:00 0 [rollup]\nRss:     1768 kB\nPss:  177 kB\n"
        #expect(ProcessUsage.residentBytes(text) == 1768 << 10)
        #expect(ProcessUsage.residentBytes("") == nil)
    }

    #if os(Linux)
        @Test func `this process has used time and memory`() throws {
            let usage = try ProcessUsage.now(of: [ownProcess()])
            #expect(usage.processorSeconds > 0)
            #expect(usage.residentBytes > 1 << 20)
        }

        @Test func `a process that is not there is an error`() {
            #expect(throws: ProcessUsage.Failure.noProcess(Int(Int32.max))) {
                try ProcessUsage.now(of: [Int(Int32.max)])
            }
        }
    #else
        @Test func `elsewhere nothing is measured`() {
            #expect(throws: ProcessUsage.Failure.unsupported) { try ProcessUsage.now(of: [1]) }
        }
    #endif
}

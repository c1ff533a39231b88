import PartialJSON
import Testing

@testable import MessageStreamLoad

struct ReportTests {
    private static let report: LoadReport = {
        var report = LoadReport()
        report.passed = 9
        report.failures = [.cut: 1]
        report.firstFailure = StreamFailure(.cut)
        report.seconds = 2
        report.events = 1000
        report.bytes = 4_000_000
        report.latency.add(1_000_000)
        report.processes = LoadReport.ProcessReport(
            processorSeconds: 0.01, residentBytesBefore: 10 << 20, residentBytesOpen: 11 << 20)
        return report
    }()

    @Test func `the JSON has every number`() throws {
        let value = try JSONValue(parsing: Array(Self.report.jsonText(streams: 10).utf8))
        #expect(value["streams"]?["failed"] == 1)
        #expect(value["streams"]?["failures"]?["connection ended within the answer"] == 1)
        #expect(value["events_per_second"] == 500.0)
        #expect(value["latency_us"]?["p99"] == 1000.0)
        #expect(value["processes"]?["cpu_us_per_event"] == 10.0)
        #expect(value["processes"]?["resident_bytes_per_stream"] == 104857.6)
    }

    @Test func `people read the same`() {
        let text = Self.report.text(streams: 10)
        #expect(text.contains("streams   9 passed, 1 failed\n"))
        #expect(text.contains("events    1000 in 2.000 s: 500 a second, 2.000 MB a second\n"))
        #expect(text.contains("latency   p50 1.000, p99 1.000, max 1.000 ms\n"))
        #expect(text.contains("cpu       0.010 s, 10.000 µs an event\n"))
        #expect(text.contains("102.400 KiB a stream\n"))
    }
}

import Foundation
import Testing

@testable import Harness

/// Tables and charts show what is in the report.
@Suite struct DrawingTests {
    private static let report = {
        var report = Report(
            machine: Machine(
                processor: "<P & Q>", cores: 2, system: "S", load: nil, date: "2020-01-02"))
        let figure = Report.Figure(
            nanosecondsPerEvent: 20, fastest: 19, gigabytesPerSecond: 6.5, ratioToWalk: 1.25,
            ratioToMaskWalk: 2.5, allocationsPerEvent: 0)
        var slow = figure
        slow.nanosecondsPerEvent = 8000
        slow.ratioToProduct = 400
        report.cases = [
            Report.Case(
                task: "count", corpus: "text", chunk: "event", walk: 16, maskWalk: 8,
                figures: ["product": figure, "idiomatic": slow])
        ]
        var line = LinearityLine(axis: "bytes", name: "count")
        for size in [1.0, 10, 100] { line.add(size: size, nanosecondsPerByte: 2) }
        report.linearity = [line]
        return report
    }()

    @Test func theTableHasARowForACase() {
        let rows = Self.report.table.split(separator: "\n")
        #expect(rows.count == 4)
        #expect(Set(rows.prefix(3).map(\.count)).count == 1)
        let cells = rows[2].split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(
            cells == [
                "count", "text", "event", "20.0", "6.50", "1.25", "2.50", "", "", "400 x", "0.00",
                "",
            ])
    }

    @Test func chartsAreWellFormed() {
        for text in [Self.report.chart, Self.report.linearityChart] {
            #expect(text.hasPrefix("<svg "))
            #expect(text.hasSuffix("</svg>\n"))
            #expect(text.contains("&lt;P &amp; Q>"))
            #expect(!text.contains("nan"))
        }
    }

    @Test func everyColourOfAChartHasItsDarkOne() {
        for text in [Self.report.chart, Self.report.linearityChart] {
            let colours = text.matches(of: /[ ](fill|stroke)="(#\w+)"/).map { ($0.1, $0.2) }
            #expect(colours.count > 10)
            for (attribute, colour) in colours {
                #expect(text.contains(#"[\#(attribute)="\#(colour)"]{\#(attribute):#"#))
            }
        }
    }

    @Test func aLineThatDoesNotRiseIsDrawnLevel() {
        let dots = Self.report.linearityChart.matches(of: /<circle cx="[\d.]+" cy="([\d.]+)"/)
        #expect(dots.count == 3)
        #expect(Set(dots.map(\.1)).count == 1)
    }

    @Test func anAxisEndsAtPowersOfTen() {
        let axis = LogarithmicAxis([3, 250], from: 0, to: 300)
        #expect(axis.marks.map(\.label) == ["1", "10", "100", "1k"])
        #expect(axis.place(1) == 0)
        #expect(axis.place(1000) == 300)
        #expect(axis.place(10).rounded() == 100)
    }

    @Test func theReportCanBeReadAgain() throws {
        var report = Self.report
        report.cases[0].walk = .nan
        let again = try Report(json: report.json())
        #expect(again.cases[0].figures["product"]?.nanosecondsPerEvent == 20)
        #expect(again.cases[0].walk.isNaN)
        #expect(try again.json() == report.json())
    }
}

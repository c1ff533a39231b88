private import Foundation

extension Report {
    /// The table in Markdown, a row a case.
    public var table: String {
        var rows = [
            [
                "task", "corpus", "chunk", "ns/event", "GB/s", "x walk", "x mask walk",
                "faster than tuned",
                "than competent", "than idiomatic", "allocations/event", "instructions/event",
            ]
        ]
        for row in cases {
            guard let product = row[.product] else { continue }
            rows.append([
                row.task, row.corpus, row.chunk,
                number(product.nanosecondsPerEvent), number(product.gigabytesPerSecond),
                number(product.ratioToWalk), product.ratioToMaskWalk.map { number($0) } ?? "",
                times(row.speedup(over: .tuned)), times(row.speedup(over: .competent)),
                times(row.speedup(over: .idiomatic)),
                product.allocationsPerEvent.map { number($0) } ?? "",
                product.instructionsPerEvent.map { number($0) } ?? "",
            ])
        }
        let absent = (absentInputs ?? []).map { "Skipped, for it is not here: \($0).\n\n" }.joined()
        return Self.markdown(rows, leading: 3) + "\n\n\(absent)\(machine)\n"
    }

    /// Rows of cells with their columns aligned; the first `leading` columns to the left.
    static func markdown(_ rows: [[String]], leading: Int) -> String {
        guard let head = rows.first else { return "" }
        let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            let cells = row.indices.map { column in
                let gap = String(repeating: " ", count: widths[column] - row[column].count)
                return column < leading ? row[column] + gap : gap + row[column]
            }
            return "| " + cells.joined(separator: " | ") + " |"
        }
        let rules = head.indices.map { column in
            let dashes = String(repeating: "-", count: max(2, widths[column] - 1))
            return column < leading ? " \(dashes)- " : " \(dashes): "
        }
        lines.insert("|" + rules.joined(separator: "|") + "|", at: 1)
        return lines.joined(separator: "\n")
    }

    private func times(_ ratio: Double?) -> String {
        ratio.map { number($0) + " x" } ?? ""
    }

    /// Three digits that matter, and no more than the measurement can tell.
    private func number(_ value: Double) -> String {
        guard value.isFinite else { return "" }
        let digits = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 2
        return value.formatted(
            .number.precision(.fractionLength(digits)).grouping(.never)
                .locale(Locale(identifier: "en_US_POSIX")))
    }
}

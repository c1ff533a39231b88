extension Report {
    /// Bars of what an event costs the walks, the product and the baselines, task by task, for the
    /// text stream in chunks of 64 KiB or, where there is none, the first case of the task.
    public var chart: String {
        let rows = chartCases
        let contenders: [ContenderName] = [.product, .tuned, .competent, .idiomatic]
        let (left, right, top, bar) = (210.0, 840.0, 44.0, 9.0)
        let group = bar * Double(contenders.count) + 10
        let bottom = top + group * Double(rows.count)
        let costs = rows.flatMap { row in
            [row.walk, row.maskWalk ?? row.walk] + row.figures.values.map(\.nanosecondsPerEvent)
        }
        let axis = LogarithmicAxis(costs, from: left, to: right)
        var drawing = SVG(title: "What an event costs", width: 900, height: bottom + 60)
        for (place, name) in contenders.enumerated() {
            let x = 12 + Double(place) * 170
            drawing.box(x: x, y: 13, width: 14, height: 9, colour: SVG.palette[place])
            drawing.words(Self.title(of: name), at: (x + 20, 22), size: 13)
        }
        drawing.line((692, 2), (692, 15), width: 2)
        drawing.words(Self.title(of: .walk), at: (700, 13), size: 13)
        drawing.line((692, 18), (692, 31), colour: SVG.least, width: 2)
        drawing.words(Self.title(of: .maskWalk), at: (700, 29), size: 13)
        for mark in axis.marks {
            let x = axis.place(mark.value)
            drawing.line((x, top), (x, bottom), colour: SVG.rule)
            drawing.words(mark.label, at: (x, bottom + 16), anchor: "middle")
        }
        drawing.words(
            "ns an event, on a logarithmic scale", at: (right, bottom + 34), anchor: "end")
        drawing.words("\(machine)", at: (12, bottom + 50), size: 10)
        for (number, row) in rows.enumerated() {
            let y = top + group * Double(number)
            drawing.words(row.task, at: (left - 8, y + group / 2), anchor: "end")
            for (place, name) in contenders.enumerated() {
                guard let figure = row[name] else { continue }
                drawing.box(
                    x: left, y: y + bar * Double(place) + 4,
                    width: axis.place(figure.nanosecondsPerEvent) - left, height: bar - 2,
                    colour: SVG.palette[place])
            }
            let walk = axis.place(row.walk)
            drawing.line((walk, y + 2), (walk, y + group - 6), width: 2)
            guard let least = row.maskWalk.map(axis.place) else { continue }
            drawing.line((least, y + 2), (least, y + group - 6), colour: SVG.least, width: 2)
        }
        return drawing.text
    }

    private var chartCases: [Case] {
        var rows: [Case] = []
        for row in cases {
            if let place = rows.firstIndex(where: { $0.task == row.task }) {
                if row.corpus == "text", row.chunk == "\(64 << 10)" { rows[place] = row }
            } else {
                rows.append(row)
            }
        }
        return rows
    }

    private static func title(of name: ContenderName) -> String {
        switch name {
        case .walk: "one memchr a line"
        case .maskWalk: "one pass of masks"
        case .product: "this library"
        case .native: "this library's own spelling"
        case .tuned: "pure Swift, tuned"
        case .competent: "Swift with care"
        case .idiomatic: "Swift as usual"
        }
    }

    /// A panel for every axis: nanoseconds a byte at every size. A line that does not rise to the
    /// right is a cost that is linear, or better.
    public var linearityChart: String {
        var axes: [String] = []
        for line in linearity where !axes.contains(line.axis) { axes.append(line.axis) }
        let panel = (width: 440.0, height: 270.0)
        var drawing = SVG(
            title: "What a byte costs at every size", width: 2 * panel.width + 10,
            height: panel.height * Double((axes.count + 1) / 2) + 22)
        for (number, name) in axes.enumerated() {
            Self.draw(
                linearity.filter { $0.axis == name }, in: &drawing,
                x: panel.width * Double(number % 2), y: panel.height * Double(number / 2),
                width: panel.width, height: panel.height)
        }
        drawing.words(
            "\(machine)", at: (12, panel.height * Double((axes.count + 1) / 2) + 10), size: 10)
        return drawing.text
    }

    private static func draw(
        _ lines: [LinearityLine], in drawing: inout SVG, x: Double, y: Double, width: Double,
        height: Double
    ) {
        let (left, right, top, bottom) = (x + 44, x + width - 12, y + 30, y + height - 40)
        let sizes = LogarithmicAxis(lines.flatMap(\.sizes), from: left, to: right)
        let costs = LogarithmicAxis(lines.flatMap(\.nanosecondsPerByte), from: bottom, to: top)
        drawing.words("ns a byte", at: (x + 8, y + 20), size: 11)
        drawing.words(lines.first?.axis ?? "", at: (right, bottom + 32), anchor: "end", size: 11)
        for mark in sizes.marks {
            drawing.words(
                mark.label, at: (sizes.place(mark.value), bottom + 15), anchor: "middle", size: 10)
        }
        for mark in costs.marks {
            let y = costs.place(mark.value)
            drawing.line((left, y), (right, y), colour: SVG.rule)
            drawing.words(mark.label, at: (left - 6, y + 4), anchor: "end", size: 10)
        }
        var legend = x + 72
        for (number, line) in lines.enumerated() {
            let colour = SVG.palette[number % SVG.palette.count]
            let points = zip(line.sizes, line.nanosecondsPerByte)
                .map { (sizes.place($0), costs.place($1)) }
            for (from, to) in zip(points, points.dropFirst()) {
                drawing.line(from, to, colour: colour, width: 2)
            }
            for point in points { drawing.dot(point, colour: colour) }
            drawing.words(line.name, at: (legend, y + 20), colour: colour, size: 11)
            // Widths of letters are the reader's: about half their height, and a gap.
            legend += Double(line.name.count) * 6 + 12
        }
    }
}

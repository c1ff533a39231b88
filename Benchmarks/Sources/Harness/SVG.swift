private import Foundation

/// A drawing of lines, boxes and words, as SVG text.
///
/// Colours are chosen to be read on white and on black, since a README is shown on both.
struct SVG {
    static let ink = "#808080"
    static let palette = ["#1f77b4", "#e8710a", "#2a9d5c", "#b05cc6", "#c43d3d"]

    private var elements: [String] = []
    private let width: Double
    private let height: Double

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    mutating func line(
        _ from: (Double, Double), _ to: (Double, Double), colour: String = ink, width: Double = 1
    ) {
        elements.append(
            #"<line x1="\#(Self.text(from.0))" y1="\#(Self.text(from.1))" "#
                + #"x2="\#(Self.text(to.0))" y2="\#(Self.text(to.1))" "#
                + #"stroke="\#(colour)" stroke-width="\#(Self.text(width))"/>"#)
    }

    mutating func box(x: Double, y: Double, width: Double, height: Double, colour: String) {
        elements.append(
            #"<rect x="\#(Self.text(x))" y="\#(Self.text(y))" width="\#(Self.text(width))" "#
                + #"height="\#(Self.text(height))" fill="\#(colour)"/>"#)
    }

    mutating func dot(_ place: (Double, Double), colour: String) {
        elements.append(
            #"<circle cx="\#(Self.text(place.0))" cy="\#(Self.text(place.1))" r="3" "#
                + #"fill="\#(colour)"/>"#)
    }

    /// Words at a place; `anchor` is `start`, `middle` or `end`.
    mutating func words(
        _ words: String, at place: (Double, Double), anchor: String = "start",
        colour: String = ink, size: Double = 12
    ) {
        let escaped = words.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        elements.append(
            #"<text x="\#(Self.text(place.0))" y="\#(Self.text(place.1))" fill="\#(colour)" "#
                + #"font-size="\#(Self.text(size))" text-anchor="\#(anchor)">\#(escaped)</text>"#)
    }

    var text: String {
        let head =
            #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(Self.text(width)) "#
            + #"\#(Self.text(height))" font-family="system-ui, sans-serif">"#
        return ([head] + elements + ["</svg>", ""]).joined(separator: "\n")
    }

    /// A coordinate, to a tenth, so that equal drawings are equal text.
    private static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let rest = tenths.magnitude % 10
        return sign + "\(tenths.magnitude / 10)" + (rest == 0 ? "" : ".\(rest)")
    }
}

/// A logarithmic axis from one power of ten to another.
struct LogarithmicAxis {
    private let low: Double
    private let high: Double
    private let start: Double
    private let end: Double

    /// An axis that has room for `values`, drawn from `start` to `end`.
    init(_ values: [Double], from start: Double, to end: Double) {
        let known = values.filter { $0.isFinite && $0 > 0 }
        low = Foundation.log10(known.min() ?? 1).rounded(.down)
        high = max(low + 1, Foundation.log10(known.max() ?? 10).rounded(.up))
        self.start = start
        self.end = end
    }

    func place(_ value: Double) -> Double {
        let part = (Foundation.log10(max(value, 1e-12)) - low) / (high - low)
        return start + max(0, min(1, part)) * (end - start)
    }

    /// The powers of ten, with what is written at them.
    var marks: [(value: Double, label: String)] {
        (Int(low)...Int(high)).map { power in
            let value = Foundation.pow(10, Double(power))
            switch power {
            case ..<0: return (value, "0." + String(repeating: "0", count: -power - 1) + "1")
            case 0..<3: return (value, "\(Int(value))")
            case 3..<6: return (value, "\(Int(value) / 1000)k")
            default: return (value, "\(Int(value) / 1_000_000)M")
            }
        }
    }
}

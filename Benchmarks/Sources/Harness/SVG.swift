private import Foundation

/// A drawing of lines, boxes and words, as SVG text.
///
/// It brings its own paper, light or dark as the reader likes pages to be: on a page of the other kind
/// it can be read as well. Attributes have the light colours, and a style sheet puts the dark ones in
/// their place, so that a viewer without style sheets shows all of it, too.
struct SVG {
    /// A colour on light paper, and what takes its place on dark paper.
    struct Colour {
        let light: String
        let dark: String
    }

    static let paper = Colour(light: "#ffffff", dark: "#0d1117")
    static let ink = Colour(light: "#1f2328", dark: "#f0f6fc")
    static let rule = Colour(light: "#d1d9e0", dark: "#3d444d")
    static let least = Colour(light: "#8b949e", dark: "#9198a1")
    static let palette = [
        Colour(light: "#0969da", dark: "#4493f8"), Colour(light: "#bc4c00", dark: "#f0883e"),
        Colour(light: "#1a7f37", dark: "#3fb950"), Colour(light: "#8250df", dark: "#ab7df8"),
        Colour(light: "#cf222e", dark: "#f85149"),
    ]

    private var elements: [String] = []
    private let title: String
    private let width: Double
    private let height: Double

    init(title: String, width: Double, height: Double) {
        self.title = title
        self.width = width
        self.height = height
    }

    mutating func line(
        _ from: (Double, Double), _ to: (Double, Double), colour: Colour = ink, width: Double = 1
    ) {
        elements.append(
            #"<line x1="\#(Self.text(from.0))" y1="\#(Self.text(from.1))" "#
                + #"x2="\#(Self.text(to.0))" y2="\#(Self.text(to.1))" "#
                + #"stroke="\#(colour.light)" stroke-width="\#(Self.text(width))"/>"#)
    }

    mutating func box(x: Double, y: Double, width: Double, height: Double, colour: Colour) {
        elements.append(
            #"<rect x="\#(Self.text(x))" y="\#(Self.text(y))" width="\#(Self.text(width))" "#
                + #"height="\#(Self.text(height))" fill="\#(colour.light)"/>"#)
    }

    mutating func dot(_ place: (Double, Double), colour: Colour) {
        elements.append(
            #"<circle cx="\#(Self.text(place.0))" cy="\#(Self.text(place.1))" r="3" "#
                + #"fill="\#(colour.light)"/>"#)
    }

    /// Words at a place; `anchor` is `start`, `middle` or `end`.
    mutating func words(
        _ words: String, at place: (Double, Double), anchor: String = "start",
        colour: Colour = ink, size: Double = 12
    ) {
        elements.append(
            #"<text x="\#(Self.text(place.0))" y="\#(Self.text(place.1))" "#
                + #"fill="\#(colour.light)" font-size="\#(Self.text(size))" "#
                + #"text-anchor="\#(anchor)">\#(Self.escaped(words))</text>"#)
    }

    var text: String {
        let head =
            #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(Self.text(width)) "#
            + #"\#(Self.text(height))" font-family="system-ui, sans-serif" role="img">"#
        let paper =
            #"<rect x="0.5" y="0.5" width="\#(Self.text(width - 1))" "#
            + #"height="\#(Self.text(height - 1))" rx="8" fill="\#(Self.paper.light)" "#
            + #"stroke="\#(Self.rule.light)"/>"#
        let title = "<title>\(Self.escaped(title))</title>"
        return ([head, title, Self.styleSheet, paper] + elements + ["</svg>", ""])
            .joined(separator: "\n")
    }

    private static let styleSheet = {
        let rules = ([paper, ink, rule, least] + palette).map { colour in
            #"[fill="\#(colour.light)"]{fill:\#(colour.dark)}"#
                + #"[stroke="\#(colour.light)"]{stroke:\#(colour.dark)}"#
        }
        return (["<style>@media (prefers-color-scheme:dark){"] + rules + ["}</style>"])
            .joined(separator: "\n")
    }()

    private static func escaped(_ words: String) -> String {
        words.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
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

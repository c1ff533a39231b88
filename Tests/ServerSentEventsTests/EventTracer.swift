import ServerSentEvents
import TestSupport

/// Decodes a stream into the lines that the corpus calls a trace.
struct EventTracer: ~Copyable {
    /// Which of the decoder's two spellings is asked.
    enum Reading: CaseIterable {
        case events
        case views
    }

    private(set) var decoder: ServerSentEventDecoder
    private(set) var lines: [String] = []
    private(set) var error: ServerSentEventError?
    private(set) var fed: UInt64 = 0
    private let reading: Reading

    init(
        limits: ServerSentEventDecoder.Limits = .default, path: ScanPath? = nil,
        reading: Reading = .events
    ) {
        if let path {
            decoder = ServerSentEventDecoder(limits: limits, path: path)
        } else {
            decoder = ServerSentEventDecoder(limits: limits)
        }
        self.reading = reading
    }

    mutating func feed(_ chunk: Span<UInt8>) {
        guard error == nil else { return }
        fed += UInt64(chunk.count)
        var input = chunk
        do throws(ServerSentEventError) {
            switch reading {
            case .events:
                while let event = try decoder.next(from: &input) {
                    lines.append(Self.line(for: event))
                }
            case .views:
                while let view = try decoder.nextView(from: &input) {
                    lines.append(Self.line(for: ServerSentEvent(view)))
                }
            }
            if !input.isEmpty { lines.append("nil came with \(input.count) bytes left") }
            if decoder.byteOffset != fed { lines.append("byteOffset is \(decoder.byteOffset)") }
        } catch {
            self.error = error
        }
    }

    /// Ends the stream and returns the whole trace.
    mutating func finish() -> [String] {
        if decoder.bytesCopied > 2 * fed {
            lines.append("copied \(decoder.bytesCopied) of \(fed) bytes")
        }
        decoder.finish()
        if let error {
            lines.append("error \(Self.name(of: error.code)) at \(error.byteOffset)")
        } else {
            let state = Self.state(lastEventID: decoder.lastEventID, retry: nil)
            let retry = decoder.reconnectionTime.map { " retry \($0)" } ?? ""
            lines.append("end" + state + retry)
        }
        return lines
    }

    /// The trace of these chunks.
    static func trace(
        of chunks: [ArraySlice<UInt8>], limits: ServerSentEventDecoder.Limits = .default,
        path: ScanPath? = nil, reading: Reading = .events
    ) -> [String] {
        var tracer = EventTracer(limits: limits, path: path, reading: reading)
        for chunk in chunks { tracer.feed(chunk.span) }
        return tracer.finish()
    }

    /// The line of a trace for one event.
    static func line(for event: ServerSentEvent) -> String {
        let id = event.id.map { " id \(Corpus.quoted($0))" } ?? ""
        return "event \(Corpus.quoted(event.event ?? "message")) data \(Corpus.quoted(event.data))"
            + id + state(lastEventID: event.lastEventID, retry: event.retry)
    }

    private static func name(of code: ServerSentEventError.Code) -> String {
        switch code {
        case .lineTooLong: "lineTooLong"
        case .eventTooLarge: "eventTooLarge"
        case .outOfMemory: "outOfMemory"
        default: "\(code)"
        }
    }

    private static func state(lastEventID: String, retry: Int64?) -> String {
        let retry = retry.map { " retry \($0)" } ?? ""
        return retry + (lastEventID.isEmpty ? "" : " lastEventID \(Corpus.quoted(lastEventID))")
    }
}

extension ServerSentEvent {
    /// A copy of what a view shows, made without the view's own `event()`.
    init(_ view: borrowing ServerSentEventView) {
        let lastEventID = String(decoding: [UInt8](view.lastEventID), as: UTF8.self)
        self.init(
            event: view.type.isEmpty ? nil : String(decoding: [UInt8](view.type), as: UTF8.self),
            data: String(decoding: [UInt8](view.data), as: UTF8.self),
            id: view.hasID ? lastEventID : nil, retry: view.retry, lastEventID: lastEventID)
    }
}

extension [UInt8] {
    init(_ span: Span<UInt8>) {
        self = span.indices.map { span[$0] }
    }
}

extension ServerSentEventDecoder.Limits {
    /// The defaults, changed where a corpus case says so.
    init(attributes: [String: String]) {
        self = .default
        for (name, value) in attributes {
            switch (name, Int(value)) {
            case ("maximumLineBytes", let bytes?): maximumLineBytes = bytes
            case ("maximumEventBytes", let bytes?): maximumEventBytes = bytes
            default: preconditionFailure("no limit \(name)=\(value)")
            }
        }
    }
}

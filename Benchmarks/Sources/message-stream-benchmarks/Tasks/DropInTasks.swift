import EventSourceDropIn
import Harness
import ServerSentEvents
import ServerSentEventsDropIn

/// Other decoders' spellings, against this library's own over the same chunks or bytes.
extension BenchmarkTask {
    /// swift-openapi-runtime's.
    static let openAPIDropIn = dropIn(
        "drop-in-openapi-runtime", "every event as swift-openapi-runtime's would be",
        chunkings: [.bytes(64 << 10), .event],
        product: Contender(.product) { delivery in
            var tally = Tally()
            for message in delivery.messages.indices {
                let chunks = delivery.readyChunks(ofMessage: message)
                for try await event in chunks.asDecodedServerSentEvents() {
                    tally.count(event.data ?? "")
                }
            }
            return tally
        }, native: ofChunks)

    /// mattt/EventSource's.
    static let eventSourceDropIn = dropIn(
        "drop-in-event-source", "every event as mattt/EventSource's, from single bytes",
        chunkings: [.bytes(64 << 10)],
        product: Contender(.product) { delivery in
            var tally = Tally()
            for message in delivery.messages.indices {
                let bytes = delivery.readyBytes(ofMessage: message)
                for try await event in bytes.events { tally.count(event.data) }
            }
            return tally
        }, native: ofBytes)

    /// mattt/EventSource's, into which chunks are pushed.
    static let parserDropIn = dropIn(
        "drop-in-event-source-parser", "every event as mattt/EventSource's, from pushed chunks",
        chunkings: [.bytes(64 << 10)],
        product: Contender(.product) { delivery in
            var tally = Tally()
            for message in delivery.messages.indices {
                let parser = EventSource.Parser()
                for await chunk in delivery.readyChunks(ofMessage: message) {
                    await parser.consume(contentsOf: chunk)
                    while let event = await parser.getNextEvent() { tally.count(event.data) }
                }
            }
            return tally
        },
        native: Contender(.native) { delivery in
            var tally = Tally()
            for message in delivery.messages.indices {
                let chunks = delivery.readyChunks(ofMessage: message)
                for try await events in chunks.serverSentEventBatches() {
                    for event in events { tally.count(event.data) }
                }
            }
            return tally
        })

    /// mattt/EventSource's, into which bytes are pushed one by one; against the decoder, which gets
    /// them so as well.
    static let parserOfBytesDropIn = dropIn(
        "drop-in-event-source-parser-of-bytes",
        "every event as mattt/EventSource's, from single bytes that are pushed",
        chunkings: [.bytes(64 << 10)],
        product: Contender(.product) { delivery in
            var tally = Tally()
            for message in delivery.messages.indices {
                let parser = EventSource.Parser()
                for await chunk in delivery.readyChunks(ofMessage: message) {
                    for byte in chunk { await parser.consume(byte) }
                    while let event = await parser.getNextEvent() { tally.count(event.data) }
                }
            }
            return tally
        },
        native: Contender(.native) { delivery in
            var tally = Tally()
            for message in delivery.messages.indices {
                var decoder = ServerSentEventDecoder()
                for await chunk in delivery.readyChunks(ofMessage: message) {
                    let bytes = chunk.span
                    for index in bytes.indices {
                        var byte = bytes.extracting(index..<index + 1)
                        while let event = try decoder.next(from: &byte) { tally.count(event.data) }
                    }
                }
            }
            return tally
        })

    /// The lines, put together by hand; from chunks.
    static let linesDropIn = dropIn(
        "drop-in-lines", "every line that has text, from chunks",
        chunkings: [.bytes(64 << 10), .event],
        product: Contender(.product) { delivery in
            var tally = Tally()
            for message in delivery.messages.indices {
                let chunks = delivery.readyChunks(ofMessage: message)
                for try await line in chunks.lines { tally.count(line: line) }
            }
            return tally
        }, native: ofChunks)

    /// The lines, put together by hand; from single bytes.
    static let linesOfBytesDropIn = dropIn(
        "drop-in-lines-of-bytes", "every line that has text, from single bytes",
        chunkings: [.bytes(64 << 10)],
        product: Contender(.product) { delivery in
            var tally = Tally()
            for message in delivery.messages.indices {
                let bytes = delivery.readyBytes(ofMessage: message)
                for try await line in bytes.lines { tally.count(line: line) }
            }
            return tally
        }, native: ofBytes)

    private static func dropIn(
        _ name: String, _ summary: String, chunkings: [Chunking], product: Contender,
        native: Contender
    ) -> BenchmarkTask {
        BenchmarkTask(
            name, summary, corpora: ["text", "tools"], chunkings: chunkings,
            contenders: [product, native])
    }

    private static let ofChunks = Contender(.native) { delivery in
        var tally = Tally()
        for message in delivery.messages.indices {
            let chunks = delivery.readyChunks(ofMessage: message)
            for try await event in chunks.serverSentEvents() { tally.count(event.data) }
        }
        return tally
    }

    private static let ofBytes = Contender(.native) { delivery in
        var tally = Tally()
        for message in delivery.messages.indices {
            let bytes = delivery.readyBytes(ofMessage: message)
            for try await event in bytes.serverSentEvents() { tally.count(event.data) }
        }
        return tally
    }
}

extension Tally {
    fileprivate mutating func count(_ data: String) {
        events += 1
        units += data.utf8.count
    }

    /// Counts an event for each line of data: the streams that are measured have one in each.
    fileprivate mutating func count(line: String) {
        if line.utf8.starts(with: "data: ".utf8) {
            events += 1
            units += line.utf8.count - 6
        } else {
            sink += line.utf8.count
        }
    }
}

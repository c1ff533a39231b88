private import Foundation

/// Typed events as a good engineer would write them today: one `JSONDecoder` for the stream, fed
/// with the data where it lies, and one `init(from:)` written by hand that reads what an event of
/// its type has.
public struct CompetentDecoder {
    private var framing = CompetentFraming()
    private let json = JSONDecoder()

    /// A decoder at the start of a stream.
    public init() {}

    /// Calls `body` with every event that the chunk completes. `[DONE]` is not an event.
    public mutating func forEachEvent(
        of chunk: UnsafeBufferPointer<UInt8>, _ body: (BaselineEvent) throws -> Void
    ) throws {
        let json = json
        try unsafe framing.forEachFrame(of: chunk) { frame in
            if let event = try Self.event(of: frame, by: json) { try body(event) }
        }
    }

    /// The typed event of one server-sent event; nil of `[DONE]`.
    public func event(of frame: CompetentFrame) throws -> BaselineEvent? {
        try Self.event(of: frame, by: json)
    }

    private static func event(
        of frame: CompetentFrame, by json: JSONDecoder
    ) throws -> BaselineEvent? {
        guard unsafe !frame.data.elementsEqual("[DONE]".utf8) else { return nil }
        do {
            return try unsafe frame.data.withMemory { data in
                let wire = try json.decode(CompetentEvent.self, from: data)
                if let event = wire.event { return event }
                return try unsafe json.decode(
                    CompetentEvent.Named.self, from: data,
                    configuration: String(decoding: frame.type, as: UTF8.self)
                ).event ?? unknown(frame, wire.type)
            }
        } catch {
            let text = unsafe String(decoding: frame.data, as: UTF8.self)
            let type = unsafe String(decoding: frame.type, as: UTF8.self)
            switch BaselineEvent.name(ofEventNamed: type, withoutJSON: text) {
            case nil: throw error
            case "ping": return .ping
            case "error": return .error(type: "", message: text)
            case let name?: return .unknown(name: name.isEmpty ? "message" : name, data: text)
            }
        }
    }

    private static func unknown(_ frame: CompetentFrame, _ type: String?) -> BaselineEvent {
        let name = unsafe type ?? String(decoding: frame.type, as: UTF8.self)
        return unsafe .unknown(
            name: name.isEmpty ? "message" : name, data: String(decoding: frame.data, as: UTF8.self)
        )
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// These bytes as `Data`, which does not copy them, inside `body` only.
    fileprivate func withMemory<Result>(_ body: (Data) throws -> Result) rethrows -> Result {
        guard let base = baseAddress, count > 0 else { return try body(Data()) }
        return try body(
            unsafe Data(
                bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: count,
                deallocator: .none))
    }
}

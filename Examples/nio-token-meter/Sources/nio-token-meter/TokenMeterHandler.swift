import MessageStream
import NIOCore
import NIOHTTP1

/// What a stream said about itself while it passed.
struct Reading: Sendable {
    var model = ""
    var inputTokens: Int?
    var outputTokens: Int?
    /// Whether `message_stop` or a stop reason came; else it was cut, or failed.
    var isComplete = false
}

/// Reads the tokens off event streams that pass through a pipeline from upstream, byte for byte.
///
/// Each part is passed on before it is looked at, and what is wrong with a stream stops the looking
/// only: the meter neither delays nor fails an answer. It holds nothing but what the end of a read
/// cuts, so that a stream's length costs it no memory. Ask upstream for uncompressed answers.
final class TokenMeterHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private var decoder = MessageStreamDecoder()
    /// Of the answer that is passing, if it is an event stream.
    private var reading: Reading?
    private var isLooking = false
    private let report: (Reading) -> Void

    /// - Parameter report: Called on the event loop when a stream has passed.
    init(report: @escaping (Reading) -> Void) {
        self.report = report
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        context.fireChannelRead(data)
        switch part {
        case .head(let head):
            isLooking =
                head.headers.first(name: "content-type")?
                .lowercased().hasPrefix("text/event-stream") ?? false
            reading = isLooking ? Reading() : nil
        case .body(let bytes):
            if isLooking { look(at: bytes) }
        case .end:
            finish()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    private func look(at bytes: ByteBuffer) {
        var input = bytes.readableBytesUInt8Span
        do throws(MessageStreamError) {
            while let view = try decoder.nextView(from: &input) {
                // Deltas, nearly all of a stream, are passed over as bytes.
                switch view.kind {
                case .messageStart, .messageDelta, .messageStop: note(try view.event())
                default: break
                }
            }
        } catch {
            isLooking = false
        }
    }

    private func note(_ event: MessageStreamEvent) {
        switch event {
        case .messageStart(let message):
            reading?.model = message.model
            note(message.usage)
        case .messageDelta(let delta):
            if let usage = delta.usage { note(usage) }
            if delta.stopReason != nil { reading?.isComplete = true }
        case .messageStop:
            reading?.isComplete = true
        default: break
        }
    }

    /// Counts are cumulative: they replace what was said before, and what is left out stays.
    private func note(_ usage: Usage) {
        if let count = usage.json["input_tokens"]?.int { reading?.inputTokens = count }
        if let count = usage.json["output_tokens"]?.int { reading?.outputTokens = count }
    }

    private func finish() {
        if let reading { report(reading) }
        reading = nil
        isLooking = false
        decoder.finish()
    }
}

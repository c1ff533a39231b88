import Baseline
import MessageStream

/// What a decoder makes of a stream: events, or nothing in place of one that it refuses.
enum Readings {
    /// The product, as far as the baselines can tell.
    static func product(_ chunks: [ArraySlice<UInt8>]) -> [BaselineEvent?] {
        var events: [BaselineEvent?] = []
        var decoder = MessageStreamDecoder()
        for chunk in chunks {
            var input = chunk.span
            var isUsedUp = false
            while !isUsedUp {
                do throws(MessageStreamError) {
                    if let event = try decoder.next(from: &input) {
                        events.append(BaselineEvent(event))
                    } else {
                        isUsedUp = true
                    }
                } catch {
                    events.append(nil)
                }
            }
        }
        return events
    }

    static func tuned(_ chunks: [ArraySlice<UInt8>]) -> [BaselineEvent?] {
        var events: [BaselineEvent?] = []
        var decoder = TunedDecoder()
        for chunk in chunks {
            unsafe chunk.withUnsafeBufferPointer { bytes in
                var input = unsafe bytes
                var isUsedUp = false
                while !isUsedUp {
                    do throws(BaselineError) {
                        if let event = try unsafe decoder.next(from: &input) {
                            events.append(event)
                        } else {
                            isUsedUp = true
                        }
                    } catch {
                        events.append(nil)
                    }
                }
            }
        }
        return events
    }

    static func competent(_ chunks: [ArraySlice<UInt8>]) -> [BaselineEvent?] {
        var events: [BaselineEvent?] = []
        var framing = CompetentFraming()
        let decoder = CompetentDecoder()
        for chunk in chunks {
            unsafe chunk.withUnsafeBufferPointer { bytes in
                unsafe framing.forEachFrame(of: bytes) { frame in
                    do {
                        if let event = try decoder.event(of: frame) { events.append(event) }
                    } catch {
                        events.append(nil)
                    }
                }
            }
        }
        return events
    }

    static func idiomatic(_ chunks: [ArraySlice<UInt8>]) -> [BaselineEvent?] {
        var framing = IdiomaticFraming()
        let decoder = IdiomaticDecoder()
        return chunks.flatMap { framing.append($0) }
            .filter { $0.data != "[DONE]" }
            .map { try? decoder.event(of: $0) }
    }
}

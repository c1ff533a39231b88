// begin
import Foundation
import MessageRequests
import MessageStream
import MessageStreamFoundation
import Observation
import PartialJSON

@MainActor @Observable
final class Answer {
    private(set) var text = ""
    private(set) var failure: String?

    func ask(_ question: String, of relay: String, key: String) async {
        text = ""
        failure = nil
        do {
            let request = try URLRequest(
                streaming: MessageRequest(
                    model: "claude-sonnet-4-5", maxTokens: 1024, messages: [.user("\(question)")]),
                apiKey: key, baseURL: relay)
            let body = try await URLSession.shared.messageStream(for: request)
            for try await text in body.messageStreamEvents().text { self.text += text }
        } catch let error as MessageStreamClientError where error.code == .cancelled {
            // The person went on to something else.
        } catch {
            failure = "\(error)"
        }
    }
}
// end

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The documentation's code that uses Foundation, compiled; see `DocumentationTests`.
enum DocumentationSnippets {
    static func booking(_ toolUse: ToolUseBlock) throws {
        // begin
        struct Booking: Decodable {
            var checkIn: Date  // "2026-11-30T15:00:00+01:00"
            var page: URL
        }
        let booking = try toolUse.decodeInput(
            as: Booking.self, options: JSONDecodingOptions(keys: .convertFromSnakeCase))
        // end
        _ = booking
    }
}

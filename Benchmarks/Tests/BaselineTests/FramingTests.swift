import TestSupport
import Testing

@testable import Baseline

/// The baselines frame as the standard says: Tests/Corpus/server-sent-events.md.
@Suite struct FramingTests {
    static let cases = (try? Corpus.cases("server-sent-events")) ?? []

    @Test func theCorpusIsRead() {
        #expect(Self.cases.count > 90)
    }

    @Test(arguments: cases)
    func theIdiomaticBaselineGivesTheTrace(_ testCase: CorpusCase) {
        for chunking in Chunking.all(for: testCase.input) {
            var decoder = IdiomaticFraming()
            var trace: [String] = []
            for chunk in chunking.chunks(of: testCase.input) {
                trace += decoder.append(chunk).map(Self.line)
            }
            trace.append(
                Self.end(lastEventID: decoder.lastEventID, retry: decoder.reconnectionTime))
            #expect(trace == testCase.trace, "\(chunking)")
        }
    }

    @Test(arguments: cases)
    func theCompetentBaselineGivesTheTrace(_ testCase: CorpusCase) {
        for chunking in Chunking.all(for: testCase.input) {
            var decoder = CompetentFraming()
            var trace: [String] = []
            for chunk in chunking.chunks(of: testCase.input) {
                unsafe chunk.withUnsafeBufferPointer { bytes in
                    unsafe decoder.forEachFrame(of: bytes) { trace.append(Self.line($0.owned)) }
                }
            }
            trace.append(
                Self.end(lastEventID: decoder.lastEventID, retry: decoder.reconnectionTime))
            #expect(trace == testCase.trace, "\(chunking)")
        }
    }

    @Test(arguments: cases)
    func theTunedBaselineGivesTheTrace(_ testCase: CorpusCase) {
        for chunking in Chunking.all(for: testCase.input) {
            var decoder = TunedFraming()
            var trace: [String] = []
            for chunk in chunking.chunks(of: testCase.input) {
                unsafe chunk.withUnsafeBufferPointer { bytes in
                    var rest = unsafe bytes
                    while let frame = unsafe decoder.next(from: &rest) {
                        trace.append(
                            Self.line(
                                BaselineFrame(frame, lastEventID: decoder.lastEventID)))
                    }
                }
            }
            trace.append(
                Self.end(lastEventID: decoder.lastEventID, retry: decoder.reconnectionTime))
            #expect(trace == testCase.trace, "\(chunking)")
        }
    }

    private static func line(_ frame: BaselineFrame) -> String {
        let type = Corpus.quoted(frame.type.isEmpty ? "message" : frame.type)
        let id = frame.id.map { " id \(Corpus.quoted($0))" } ?? ""
        let retry = frame.retry.map { " retry \($0)" } ?? ""
        return "event \(type) data \(Corpus.quoted(frame.data))" + id + retry
            + lastEventID(frame.lastEventID)
    }

    private static func end(lastEventID: String, retry: Int64?) -> String {
        "end" + Self.lastEventID(lastEventID) + (retry.map { " retry \($0)" } ?? "")
    }

    private static func lastEventID(_ id: String) -> String {
        id.isEmpty ? "" : " lastEventID \(Corpus.quoted(id))"
    }
}

extension BaselineFrame {
    init(_ frame: TunedFrame, lastEventID: String) {
        self = unsafe BaselineFrame(
            type: String(decoding: frame.type, as: UTF8.self),
            data: String(decoding: frame.data, as: UTF8.self),
            id: frame.hasID ? lastEventID : nil, retry: frame.retry, lastEventID: lastEventID)
    }
}

#if Relay
internal import NIOCore
public import Logging
enum ChatPage { static let html: [UInt8] = PackageResources.chat_html; static let headers: [(String,String)] = [] }
final class RelayMetrics: Sendable {
  func began(_ r: RelayedRequest.Route) {}
  func finished(_ r: RelayedRequest) {}
  func retried() {}
  func prometheusText() -> String { "" }
}
struct AccessLog: Sendable { init?(_ f: RelayConfiguration.AccessLogFormat, logger: Logger?) { return nil }; func log(_ r: RelayedRequest) {} }
public protocol ChatAnswerStore: Sendable {
  func begin(_ id: ChatAnswerID, owner: String?)
  func append(_ b: ByteBuffer, to id: ChatAnswerID, lastNumber: Int)
  func end(_ id: ChatAnswerID)
  func readers(of id: ChatAnswerID) -> Int
  func events(of id: ChatAnswerID, after: Int, owner: String?) async throws(ChatAnswerStoreError) -> AsyncStream<ByteBuffer>?
}
public struct ChatAnswerStoreError: Error {}
struct InMemoryChatAnswerStore: ChatAnswerStore { init(_ r: RelayConfiguration.Resumption) {}
  func begin(_ id: ChatAnswerID, owner: String?) {}
  func append(_ b: ByteBuffer, to id: ChatAnswerID, lastNumber: Int) {}
  func end(_ id: ChatAnswerID) {}
  func readers(of id: ChatAnswerID) -> Int { 0 }
  func events(of id: ChatAnswerID, after: Int, owner: String?) async throws(ChatAnswerStoreError) -> AsyncStream<ByteBuffer>? { nil }
}
#endif

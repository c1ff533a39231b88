/// The anomalies of one message, in the order in which they came.
///
/// A list of the first ones, up to ``MessageAccumulator/Limits/maximumAnomalies``; of those past it
/// there is the number.
public struct MessageAnomalies: Hashable, Sendable {
    private var list: [MessageAnomaly] = []

    /// How many came that are not in the list, because it was full.
    public private(set) var omittedCount = 0

    /// No anomalies.
    public init() {}

    mutating func append(_ anomaly: MessageAnomaly, limit: Int) {
        if list.count < limit {
            list.append(anomaly)
        } else {
            omittedCount += 1
        }
    }
}

extension MessageAnomalies: RandomAccessCollection {
    /// The place of the first anomaly.
    public var startIndex: Int { list.startIndex }

    /// The place behind the last anomaly in the list.
    public var endIndex: Int { list.endIndex }

    /// The anomaly at `position`.
    public subscript(position: Int) -> MessageAnomaly { list[position] }
}

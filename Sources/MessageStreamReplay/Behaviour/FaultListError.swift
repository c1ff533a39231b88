/// Why a list of faults cannot be read.
public struct FaultListError: Error, Hashable, CustomStringConvertible {
    /// The most faults that a list may have: more than there are kinds.
    public static let maximumFaults = 32

    /// The element that names no fault; nil when there are more than ``maximumFaults``.
    public var element: String?

    init(element: String?) {
        self.element = element
    }

    /// What is wrong, as a clause.
    public var description: String {
        element.map { "'\($0)' is no fault" } ?? "more than \(Self.maximumFaults) faults"
    }
}

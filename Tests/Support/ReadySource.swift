/// Elements that are there already, one by one; then the end, or a failure.
package struct ReadySource<Element: Sendable>: AsyncSequence, AsyncIteratorProtocol, Sendable {
    /// What a source throws that is asked from another isolation than its `home`.
    package struct Strayed: Error {
        package init() {}
    }

    private let elements: [Element]
    private let failure: (any Error)?
    private let home: (any Actor)?
    private var place = 0

    /// - Parameter failure: what is thrown behind the elements; nil for a proper end.
    /// - Parameter home: the only actor from which the elements may be asked for; nil for any.
    package init(
        _ elements: [Element], failure: (any Error)? = nil, home: (any Actor)? = nil
    ) {
        self.elements = elements
        self.failure = failure
        self.home = home
    }

    package func makeAsyncIterator() -> Self { self }

    package mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
        if let home, home !== actor { throw Strayed() }
        guard place < elements.count else {
            if let failure { throw failure }
            return nil
        }
        place += 1
        return elements[place - 1]
    }
}

extension AsyncSequence {
    /// All elements, and what ended them if it was an error.
    package func collected(
        in isolation: isolated (any Actor)? = #isolation
    ) async -> (elements: [Element], error: (any Error)?) {
        var elements: [Element] = []
        do {
            for try await element in self { elements.append(element) }
            return (elements, nil)
        } catch {
            return (elements, error)
        }
    }
}

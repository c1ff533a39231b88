/// Decodes chunks for an iterator, and knows when the stream is over.
///
/// An iterator must be copyable, which a decoder is not; hence an object.
@usableFromInline
package protocol EventReader: AnyObject {
    /// What the chunks are decoded to.
    associatedtype Event
    /// What decoding throws.
    associatedtype Failure: Error

    /// Nothing more will be read: the stream said so, or an error has been thrown.
    var isOver: Bool { get }

    /// The next event of `input`, or nil when it is used up or the stream is over.
    @_lifetime(input: copy input)
    func next(from input: inout Span<UInt8>) throws(Failure) -> Event?

    /// Says that an error has been thrown: nothing more will be read, and no other error is due.
    func fail()

    /// Says that the source threw `error`, or that the task was cancelled: nothing more will be read.
    /// Returns what is to be thrown, nil where nothing is missing.
    func stop(by error: (any Error)?) -> (any Error)?

    /// Says that no bytes will follow; gives, once, the event that this completes, and throws, once,
    /// what is wrong with it.
    func end() throws(Failure) -> Event?
}

extension EventReader {
    @inlinable
    package func stop(by error: (any Error)?) -> (any Error)? {
        fail()
        return error ?? CancellationError()
    }

    /// What there is when nothing more comes of the source: the end, or what a cancelled task is told.
    ///
    /// A source that ends because the task was cancelled, as `AsyncStream` does, must not look like
    /// one that is through.
    @inlinable
    @inline(never)
    package func endOfSource() throws -> Event? {
        guard !isOver, Task.isCancelled else { return try end() }
        if let error = stop(by: nil) { throw error }
        return nil
    }
}

/// Decodes chunks for an iterator of batches, too.
@usableFromInline
package protocol EventBatchReader: EventReader {
    /// Adds the events of `input` to `events`; those before one that fails are there, too.
    @_lifetime(input: copy input)
    func read(_ input: inout Span<UInt8>, into events: inout [Event]) throws(Failure)
}

/// Pulls chunks of a base and hands out their events one by one.
@usableFromInline
package struct EventIterator<Base: AsyncIteratorProtocol, Reader: EventReader>
where Base.Element: Collection<UInt8> {
    @usableFromInline var base: Base
    @usableFromInline let reader: Reader
    @usableFromInline var chunk: Chunk<Base.Element>?
    /// How many events may come before somebody looks whether the task was cancelled.
    @usableFromInline var eventsToGo = 0

    @inlinable
    package init(base: Base, reader: Reader) {
        self.base = base
        self.reader = reader
    }

    /// The next event of the chunk that is there, or nil when another has to be awaited, or the task
    /// was cancelled.
    @inlinable
    package mutating func nextOfChunk() throws -> Reader.Event? {
        // A chunk can hold thousands of events, so that its end would be too late to ask. Asking costs
        // 95 instructions: six an event so.
        if eventsToGo == 0 {
            guard !Task.isCancelled else { return nil }
            eventsToGo = 16
        }
        eventsToGo -= 1
        let reader = reader
        return try chunk?.take { (rest) throws(Reader.Failure) in
            try reader.next(from: &rest)
        } ?? nil
    }

    /// The next event, or nil when the stream is over, after ``nextOfChunk()`` gave none.
    @inlinable
    package mutating func nextOfBase(
        isolation actor: isolated (any Actor)?
    ) async throws -> Reader.Event? {
        while !reader.isOver, !Task.isCancelled {
            do {
                guard let bytes = try await base.next(isolation: actor) else { break }
                chunk = Chunk(bytes)
            } catch {
                chunk = nil
                guard let error = reader.stop(by: error) else { return nil }
                throw error
            }
            if let event = try firstOfChunk() { return event }
        }
        chunk = nil
        return try reader.endOfSource()
    }

    /// The first event of a chunk that has just come.
    ///
    /// A call of its own, once a chunk: inlined into ``nextOfBase(isolation:)`` it crashes Swift 6.3's
    /// optimizer in the program that reads ("While splitting coroutine"); `make check-consumers` tells.
    @inlinable @inline(never)
    mutating func firstOfChunk() throws -> Reader.Event? {
        try nextOfChunk()
    }
}

/// Pulls a chunk of a base and hands out its events.
@usableFromInline
package struct EventBatchIterator<Base: AsyncIteratorProtocol, Reader: EventBatchReader>
where Base.Element: Collection<UInt8> {
    @usableFromInline var base: Base
    @usableFromInline let reader: Reader
    @usableFromInline var failure: (any Error)?
    /// How many events the last chunk had: the next one is likely to have as many.
    @usableFromInline var lastCount = 0

    @inlinable
    package init(base: Base, reader: Reader) {
        self.base = base
        self.reader = reader
    }

    /// The next batch, never empty, or nil when the stream is over.
    @inlinable
    package mutating func next(
        isolation actor: isolated (any Actor)?
    ) async throws -> [Reader.Event]? {
        if let failure {
            self.failure = nil
            throw failure
        }
        var events: [Reader.Event] = []
        do {
            while events.isEmpty, !reader.isOver, !Task.isCancelled {
                guard let bytes = try await nextChunk(isolation: actor) else { break }
                var chunk = Chunk(bytes)
                events.reserveCapacity(lastCount)
                try chunk.take { (rest) throws(Reader.Failure) in
                    try reader.read(&rest, into: &events)
                }
            }
            if events.isEmpty, let last = try reader.endOfSource() { events.append(last) }
        } catch {
            reader.fail()
            if events.isEmpty { throw error }
            failure = error
        }
        lastCount = events.count
        return events.isEmpty ? nil : events
    }

    /// The next chunk of the base; nil at its end, or when it failed where nothing is missing.
    @inlinable
    mutating func nextChunk(isolation actor: isolated (any Actor)?) async throws -> Base.Element? {
        do {
            return try await base.next(isolation: actor)
        } catch {
            guard let error = reader.stop(by: error) else { return nil }
            throw error
        }
    }
}

import MessageStream

extension Session {
    /// Reads the stream at `path`, or for `-` on the standard input, and writes its transcript.
    ///
    /// - Parameter chunkBytes: The most bytes that the transcript is given at a time; nil for
    ///   whatever arrives together.
    mutating func decode(
        _ path: String, chunkBytes: Int?, as transcript: consuming some Transcript & ~Copyable
    ) throws(Failure) {
        do throws(Failure) {
            var input = try InputFile(path: path, unit: chunkBytes)
            var progress = errors.isTerminal ? Progress(of: input.size) : nil
            var beginning = InputBeginning()
            defer { erase(&progress) }
            while try decodeChunk(of: &input, chunkBytes, &transcript, &beginning) {
                // The line of progress would get in the way of text on the same terminal.
                if output.isTerminal, !output.text.isEmpty { erase(&progress) }
                try output.flush()
                let remarks = transcript.takeRemarks()
                if !remarks.isEmpty { erase(&progress) }
                try remark(on: InputFile.name(of: path), remarks)
                show(&progress, input.byteCount, transcript.eventCount)
            }
            if transcript.eventCount == 0 {
                try decodeWithoutEvents(InputKind(beginning.bytes), &transcript)
            }
            try Self.finish(&transcript, &output.text)
        } catch {
            try remark(on: InputFile.name(of: path), transcript.takeRemarks())
            try complain(about: InputFile.name(of: path), error)
        }
        try remark(on: InputFile.name(of: path), transcript.takeRemarks())
    }

    /// Tells on standard error what is wrong and does not end a message.
    mutating func remark(on name: String, _ remarks: [String]) throws(Failure) {
        guard !remarks.isEmpty else { return }
        try output.flush()
        for remark in remarks {
            let sentence = remark.escapingControls(keepingLines: false)
            write("message-stream: \(name): \(sentence)\n")
        }
    }

    /// Reads what has come; returns whether there may be more.
    private mutating func decodeChunk(
        of input: inout InputFile, _ chunkBytes: Int?,
        _ transcript: inout some Transcript & ~Copyable, _ beginning: inout InputBeginning
    ) throws(Failure) -> Bool {
        var rest = try input.nextChunk()
        let isAtEnd = rest.isEmpty
        beginning.append(rest)
        while !rest.isEmpty {
            let chunk = rest.extracting(first: chunkBytes ?? rest.count)
            rest = rest.extracting(droppingFirst: chunk.count)
            do throws(MessageStreamError) {
                try transcript.read(chunk, into: &output.text)
            } catch {
                throw Self.failure(error, beginning.bytes, transcript)
            }
            try output.flushIfLarge()
        }
        if transcript.eventCount > 0 { beginning.forget() }
        return !isAtEnd
    }

    /// Says what an input looks like that has no event, or reads the message or error that it is.
    private mutating func decodeWithoutEvents(
        _ kind: InputKind, _ transcript: inout some Transcript & ~Copyable
    ) throws(Failure) {
        guard let events = transcript.readsMessages ? kind.asEvents : nil else {
            if kind.sentence != nil { throw .noStream(kind) }
            return
        }
        do throws(MessageStreamError) {
            // What came before is to the framing a line that has not ended.
            try transcript.read(("\n\n" + events).utf8.span, into: &output.text)
        } catch {
            var error = error
            (error.eventNumber, error.byteOffset) = (nil, nil)
            throw .stream(error)
        }
    }

    /// Where a limit was passed before any event, what the input looks like says more.
    private static func failure(
        _ error: MessageStreamError, _ beginning: [UInt8],
        _ transcript: borrowing some Transcript & ~Copyable
    ) -> Failure {
        let failure = Failure(error, transcript.limits)
        guard case .limit = failure, transcript.eventCount == 0 else { return failure }
        let kind = InputKind(beginning)
        return kind.isForeign ? .noStream(kind) : failure
    }

    private static func finish(
        _ transcript: inout some Transcript & ~Copyable, _ text: inout String
    ) throws(Failure) {
        do throws(MessageStreamError) {
            try transcript.finish(into: &text)
        } catch {
            throw Failure(error, transcript.limits)
        }
    }

    private func show(_ progress: inout Progress?, _ byteCount: Int, _ eventCount: Int) {
        let line = progress?.update(byteCount: byteCount, eventCount: eventCount, at: .now)
        if let line { write(line) }
    }

    private func erase(_ progress: inout Progress?) {
        if let erasure = progress?.erasure { write(erasure) }
        progress = nil
    }
}

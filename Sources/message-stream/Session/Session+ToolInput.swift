import PartialJSON

extension Session {
    /// Reads the tool input at `path`, or for `-` on the standard input, and writes its transcript.
    ///
    /// - Parameter isLive: Whether the value is shown on the terminal while it grows.
    mutating func followToolInput(
        _ path: String, isLive: Bool, as transcript: consuming ToolInputTranscript
    ) throws(Failure) {
        var input: InputFile
        do throws(Failure) {
            input = try InputFile(path: path)
        } catch {
            return try complain(about: InputFile.name(of: path), error)
        }
        var line = LiveLine()
        do throws(Failure) {
            while try readToolInput(&input, &transcript) {
                if isLive, let shown = line.update(to: transcript.liveText, at: .now) {
                    output.text += shown
                }
                try output.flush()
            }
            output.text += line.erasure ?? ""
            try Self.finish(&transcript, &output.text)
        } catch {
            if let erasure = line.erasure { output.text += erasure + transcript.liveText + "\n" }
            try complain(about: InputFile.name(of: path), error)
        }
    }

    /// Reads what has come; returns whether there may be more.
    private mutating func readToolInput(
        _ input: inout InputFile, _ transcript: inout ToolInputTranscript
    ) throws(Failure) -> Bool {
        var rest = try input.nextChunk()
        let isAtEnd = rest.isEmpty
        while !rest.isEmpty {
            do throws(JSONError) {
                try transcript.read(from: &rest, into: &output.text)
            } catch {
                throw Failure(error, transcript.limits)
            }
            try output.flushIfLarge()
        }
        return !isAtEnd
    }

    private static func finish(
        _ transcript: inout ToolInputTranscript, _ text: inout String
    ) throws(Failure) {
        do throws(JSONError) {
            try transcript.finish(into: &text)
        } catch {
            throw Failure(error, transcript.limits)
        }
    }
}

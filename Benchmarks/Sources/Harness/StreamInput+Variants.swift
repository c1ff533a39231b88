/// The same events written in other ways, for decoders that count on how the API writes them.
extension StreamInput {
    /// The stream with CR LF in place of LF.
    public var withCRLF: StreamInput {
        var lines: [UInt8] = []
        lines.reserveCapacity(bytes.count + 3 * events.count)
        for byte in bytes {
            if byte == UInt8(ascii: "\n") { lines.append(UInt8(ascii: "\r")) }
            lines.append(byte)
        }
        return StreamInput(name: "\(name)-crlf", bytes: lines)
    }

    /// The stream with the members of text deltas in the opposite order: the text before its type,
    /// and both before the type of the event.
    public var withOtherKeyOrder: StreamInput {
        let head = Array(#"data: {"type":"content_block_delta","index":0,"delta":{"#.utf8)
        let type = Array(#""type":"text_delta","#.utf8)
        var rewritten: [UInt8] = []
        rewritten.reserveCapacity(bytes.count)
        for event in events {
            let line = bytes[event]
            guard let data = line.dropFirst().firstIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }),
                bytes[data...].starts(with: head + type),
                let brace = line.lastIndex(of: UInt8(ascii: "}")),
                let inner = line[..<brace].lastIndex(of: UInt8(ascii: "}"))
            else {
                rewritten += line
                continue
            }
            rewritten += line[..<data]
            rewritten += Array(#"data: {"delta":{"#.utf8)
            rewritten += bytes[(data + head.count + type.count)..<inner]
            rewritten += Array(#","type":"text_delta"},"index":0,"#.utf8)
            rewritten += Array(#""type":"content_block_delta""#.utf8)
            rewritten += line[(inner + 1)...]
        }
        return StreamInput(name: "\(name)-key-order", bytes: rewritten)
    }

    /// The stream with a space behind every colon and comma of its JSON.
    public var withWhiteSpace: StreamInput {
        var spaced: [UInt8] = []
        spaced.reserveCapacity(bytes.count + bytes.count / 8)
        let data = Array("data: ".utf8)
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if !spaced.isEmpty { spaced.append(UInt8(ascii: "\n")) }
            guard line.starts(with: data) else {
                spaced += line
                continue
            }
            var isInString = false
            var isEscaped = false
            for (place, byte) in zip(0..., line) {
                spaced.append(byte)
                guard place >= data.count else { continue }
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString.toggle()
                } else if !isInString, byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",") {
                    spaced.append(UInt8(ascii: " "))
                }
            }
        }
        return StreamInput(name: "\(name)-white-space", bytes: spaced)
    }
}

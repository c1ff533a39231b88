#if Relay
    import NIOCore
    import Testing

    @testable import MessageStreamRelay

    @Suite("What one read makes of the client's body")
    struct BodyBufferTests {
        @Test(arguments: [
            1, 9, 10, 15, 16, 255, 256, 4095, 65_535, 1 << 20, (1 << 24) - 1, 1 << 24,
        ])
        func `is one chunk, with its size in front`(count: Int) {
            var body = BodyBuffer(ByteBuffer(), isChunked: true)
            body.append { $0.writeRepeatingByte(UInt8(ascii: "x"), count: count) }
            #expect(body.count == count)
            var bytes = body.framed()
            let line = String(count, radix: 16) + "\r\n"
            #expect(bytes.readString(length: line.utf8.count) == line)
            #expect(bytes.readableBytes == count + 2)
            // Compared whole: a loop over 16 MiB takes half a minute where nothing is optimized.
            #expect(
                bytes.readSlice(length: count)
                    == ByteBuffer(repeating: UInt8(ascii: "x"), count: count))
            #expect(bytes == ByteBuffer(string: "\r\n"))
        }

        @Test(arguments: [true, false])
        func `is empty where nothing came`(isChunked: Bool) {
            #expect(BodyBuffer(ByteBuffer(), isChunked: isChunked).framed().readableBytes == 0)
        }

        @Test func `goes as it is where HTTP 1.0 is spoken`() {
            var body = BodyBuffer(ByteBuffer(), isChunked: false)
            body.append { $0.writeString("data: 1\n\n") }
            #expect(String(buffer: body.framed()) == "data: 1\n\n")
        }

        @Test func `takes a buffer with room in front without a copy, and copies the others`() {
            var body = BodyBuffer(ByteBuffer(), isChunked: true)
            var roomy = ByteBuffer()
            BodyBuffer.reserveHeadroom(of: &roomy)
            roomy.writeString("one")
            let place = place(of: roomy)
            body.take(&roomy)
            #expect(self.place(of: body.bytes) == place)
            for part in ["two", "three"] {
                var bytes = ByteBuffer()
                BodyBuffer.reserveHeadroom(of: &bytes)
                bytes.writeString(part)
                body.take(&bytes)
            }
            #expect(String(buffer: body.framed()) == "b\r\nonetwothree\r\n")
            var narrow = BodyBuffer(ByteBuffer(), isChunked: true)
            var bytes = ByteBuffer(string: "narrow")
            narrow.take(&bytes)
            #expect(String(buffer: narrow.framed()) == "6\r\nnarrow\r\n")
        }

        private func place(of buffer: ByteBuffer) -> Int? {
            unsafe buffer.withUnsafeReadableBytes {
                unsafe $0.baseAddress.map { Int(bitPattern: $0) }
            }
        }
    }
#endif

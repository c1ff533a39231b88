import TestSupport
import Testing

/// The tests' own tools: a guard that does not guard, or a corpus that is not read, proves nothing.
@Suite struct SupportTests {
    @Test(arguments: [[], [1], [UInt8](repeating: 7, count: 4096), Array(0...255)])
    func guardedBytesAreACopy(_ bytes: [UInt8]) {
        for side in GuardedBytes.Side.allCases {
            let guarded = GuardedBytes(bytes, flush: side)
            #expect([UInt8](guarded.span) == bytes)
        }
    }

    @Test func readingBehindGuardedBytesCrashes() async {
        await #expect(processExitsWith: .failure) {
            let guarded = GuardedBytes([1, 2, 3], flush: .end)
            _ = guarded.readOutside(.end)
        }
    }

    @Test func readingBeforeGuardedBytesCrashes() async {
        await #expect(processExitsWith: .failure) {
            let guarded = GuardedBytes([1, 2, 3], flush: .start)
            _ = guarded.readOutside(.start)
        }
    }

    @Test func escapesOfAnInputAreBytes() throws {
        let text = #"""
            # case

            ```input limit=3
            a\r
            \n\t\0\\\xFF\u{FEFF}\|b\
            c
            ```

            ```trace
            one
            two
            ```
            """#
        let testCase = try #require(try Corpus.parse(text).first)
        #expect(testCase.name == "case")
        #expect(testCase["input"]?.attributes == ["limit": "3"])
        #expect(testCase.trace == ["one", "two"])
        let first: [UInt8] = [0x61, 13, 10, 10, 9, 0, 0x5C, 0xFF, 0xEF, 0xBB, 0xBF]
        #expect(testCase.fragments == [first, Array("bc\n".utf8)])
    }

    @Test(arguments: [
        ("# a\n```input\n", 2), ("```input\n```\n", 1), ("# a\n```input\n```\n", 1),
        ("# a\n```input\n\\q\n```\n", 3), ("# a\n```input\n\\x1\n```\n", 3),
        ("# a\n```input\n\\u{D800}\n```\n", 3), ("# a\n```\n```\n", 2),
        ("# a\n```input\n```\n```input\n```\n", 4), ("# a\n```input x\n```\n", 2),
        ("# a\n```input\n```\n```trace\n```\n# a\n```input\n```\n", 6),
    ])
    func aCorpusThatBreaksTheRulesIsRefused(_ text: String, line: Int) {
        #expect {
            try Corpus.parse(text)
        } throws: { error in
            (error as? CorpusError)?.line == line
        }
    }

    @Test(arguments: [0, 1, 2, 300, 5000])
    func chunkingsLoseNothing(_ count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let chunkings = Chunking.all(for: bytes)
        #expect(Set(chunkings).count == chunkings.count)
        for chunking in chunkings {
            #expect(chunking.chunks(of: bytes).flatMap(\.self) == bytes, "\(chunking)")
        }
        let splits = chunkings.count { if case .split = $0 { true } else { false } }
        #expect(count > Chunking.exhaustiveSplitBytes || splits == max(0, count - 1))
    }

    @Test func quotedTextShowsEveryScalar() {
        #expect(
            Corpus.quoted("a\"\\\n\r\t\u{0}\u{301}😀~") == #""a\"\\\n\r\t\u{0}\u{301}\u{1F600}~""#)
    }

    @Test(arguments: [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"),
        (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        (56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
        (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        (1000, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
    ])
    func hashesAreSHA256(_ count: Int, digest: String) {
        #expect(sha256([UInt8](repeating: 0x61, count: count)) == digest)
    }
}

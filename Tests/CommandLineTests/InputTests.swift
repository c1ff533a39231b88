#if CommandLine
    import PartialJSON
    import Testing

    @testable import message_stream

    /// `message-stream input` as a process.
    struct InputTests {
        private static let text =
            #"{"path": "/src/ü你🙂.swift", "edits": [{"line": -12.50, "on": true}]}"#

        /// What a parser shows after each fragment, and in the end.
        private static func snapshots(
            _ text: String, _ size: Int, _ openStrings: PartialJSONValue.OpenStrings
        ) throws -> [String] {
            let bytes = Array(text.utf8)
            var parser = PartialJSONParser()
            var lines: [String] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                try parser.append(Array(bytes[start..<min(start + size, bytes.count)]))
                lines.append(parser.snapshot.jsonText(openStrings: openStrings) ?? "null")
            }
            return lines + [try parser.finish().jsonText]
        }

        @Test(arguments: 1...20)
        func snapshotsFollowTheFragments(size: Int) async throws {
            for flags in [[], ["--omit-open-strings"]] {
                let run = try await CommandRun(
                    ["input", "--snapshots", "--fragment", "\(size)"] + flags,
                    input: Array(Self.text.utf8))
                let expected = try Self.snapshots(
                    Self.text, size, flags.isEmpty ? .included : .omitted)
                #expect(run.lines == expected)
                #expect(run.errors == "")
                #expect(run.status == 0)
            }
        }

        @Test func snapshotsShowWhatHasArrived() async throws {
            let run = try await CommandRun(
                "input", "--snapshots", "--fragment", "4", input: Array(#"{"a": "bcd"}"#.utf8))
            #expect(run.lines == ["{}", #"{"a":"b"}"#, #"{"a":"bcd"}"#, #"{"a":"bcd"}"#])
        }

        @Test func nothingYetIsNull() async throws {
            let run = try await CommandRun(
                "input", "--snapshots", "--fragment", "1", input: Array(" tru".utf8))
            #expect(run.lines == ["null", "null", "null", "null"])
            #expect(
                run.errors
                    == "message-stream: standard input: The text is over before its value is (byte 4)\n"
            )
            #expect(run.status == 1)
        }

        @Test(arguments: ["0", "whole"])
        func oneFragmentMayHaveEverything(_ size: String) async throws {
            let run = try await CommandRun(
                "input", "--snapshots", "--fragment", size, input: Array(Self.text.utf8))
            let value = try JSONValue(parsing: Self.text).jsonText
            #expect(run.lines == [value, value])
        }

        @Test func fragmentsDoNotDependOnHowAPipeDelivers() async throws {
            let line = """
                { printf '{"ab'; printf 'c": [1'; printf ', 2]}'; } \
                | "$0" input --snapshots --fragment 5
                """
            let run = try await CommandRun(shell: line)
            #expect(run.lines == ["{}", #"{"abc":[1]}"#, #"{"abc":[1,2]}"#, #"{"abc":[1,2]}"#])
        }

        @Test func aFileLongerThanOneReadIsCutIntoWholeFragments() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let text = #"{"text": ""# + String(repeating: "x", count: 100_000) + #""}"#
            let path = try folder.path("long.json", text)
            let run = try await CommandRun("input", "--snapshots", "--fragment", "33333", path)
            #expect(run.lines == (try Self.snapshots(text, 33_333, .included)))
        }

        @Test(arguments: [
            ("", "{}"), (" \n", "{}"), ("12", "12"),
            (#"{"b":1e400,"a":[]}"#, #"{"b":1e400,"a":[]}"#),
        ])
        func withoutSnapshotsTheValueIsPrinted(_ text: String, _ value: String) async throws {
            let run = try await CommandRun("input", "-", input: Array(text.utf8))
            #expect(run.output == value + "\n")
            #expect(run.status == 0)
        }

        @Test(arguments: [
            (#"{"a" 1}"#, 5), ("[1,]", 3), (#"{"a":"x"} y"#, 10), (#"{"a":"#, 5), ("\"\u{1}\"", 1),
            (String(repeating: "[", count: 600), 512),
        ])
        func whatIsNoJSONIsToldWithItsPlace(_ text: String, byte: Int) async throws {
            for size in [1, 3, 16] {
                let run = try await CommandRun(
                    "input", "--fragment", "\(size)", input: Array(text.utf8))
                #expect(run.output == "")
                #expect(run.errors.hasPrefix("message-stream: standard input: "))
                #expect(run.errors.hasSuffix(" (byte \(byte))\n"))
                #expect(run.status == 1)
            }
        }

        @Test func theValueIsLiveWhileItIsSmall() throws {
            var transcript = ToolInputTranscript(fragmentBytes: nil, showsSnapshots: false)
            var text = ""
            var small = Array("[\"\u{7f}".utf8).span
            try transcript.read(from: &small, into: &text)
            #expect(transcript.liveText == #"["\u{7F}"]"#)
            var large = [UInt8](repeating: 0x20, count: 3 << 20).span
            try transcript.read(from: &large, into: &text)
            #expect(transcript.liveText == "3 MiB")
            #expect(text == "")
        }

        @Test func whatCameBeforeTheDamageIsShown() async throws {
            let run = try await CommandRun(
                "input", "--snapshots", "--fragment", "3", input: Array("[1,2,3,x]".utf8))
            #expect(run.lines == ["[1]", "[1,2,3]"])
            #expect(run.status == 1)
        }

        @Test func aFileThatCannotBeOpenedIsNamed() async throws {
            let run = try await CommandRun("input", "/nowhere/at.all")
            #expect(run.errors == "message-stream: /nowhere/at.all: No such file or directory\n")
            #expect(run.status == 66)
        }
    }
#endif

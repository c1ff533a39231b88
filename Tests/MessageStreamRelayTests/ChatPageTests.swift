#if Relay
    import TestSupport
    import Testing

    @testable import MessageStreamRelay

    @Suite("The chat page")
    struct ChatPageTests {
        private let text = String(decoding: ChatPage.html, as: UTF8.self)

        @Test func `the page is part of the binary`() {
            #expect(text.hasPrefix("<!DOCTYPE html>"))
            #expect(text.hasSuffix("</html>\n"))
        }

        @Test(arguments: ["script", "style"])
        func `there is one element to hash`(tag: String) {
            #expect(text.split(separator: "<\(tag)", omittingEmptySubsequences: false).count == 2)
            #expect(text.contains("<\(tag)>\n"))
            #expect(text.split(separator: "</\(tag)>", omittingEmptySubsequences: false).count == 2)
        }

        @Test func `every line ends in LF, as the parser of HTML would make it before the hash`() {
            #expect(!ChatPage.html.contains(0x0D))
        }

        /// The digest is made by the tests' own SHA-256; Tests/Browser compares with Python's.
        @Test(arguments: [("script", "script-src"), ("style", "style-src")])
        func `the policy names the hash`(tag: String, directive: String) throws {
            let source = try #require(
                ChatPage.contentSecurityPolicy.split(separator: "; ")
                    .first { $0.hasPrefix("\(directive) ") }?
                    .dropFirst(directive.count + 1))
            #expect(source.hasPrefix("'sha256-") && source.hasSuffix("'"))
            let base64 = source.dropFirst(8).dropLast()
            #expect(try hexadecimal(base64) == sha256(Array(ChatPage.contents(of: tag))))
        }

        @Test func `the policy has no exception`() {
            #expect(ChatPage.contentSecurityPolicy.hasPrefix("default-src 'none'; "))
            for exception in ["unsafe", "*", "http:", "https:", "blob:"] {
                #expect(!ChatPage.contentSecurityPolicy.contains(exception))
            }
        }

        @Test(arguments: [
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
            "DOMParser", "createContextualFragment", "setHTML", "srcdoc", " style=", " src=",
            "@import", "url(", "javascript:", "http-equiv",
        ])
        func `nothing turns text into markup or code, or loads anything`(word: String) {
            #expect(!text.contains(word))
        }

        @Test func `the headers are those of a document that nobody may frame or guess at`() {
            let names = ChatPage.headers.map(\.name)
            #expect(Set(names).count == names.count)
            #expect(names.allSatisfy { $0 == $0.lowercased() })
            #expect(
                ChatPage.headers.contains {
                    $0 == ("content-security-policy", ChatPage.contentSecurityPolicy)
                })
            #expect(ChatPage.headers.contains { $0 == ("x-content-type-options", "nosniff") })
            #expect(ChatPage.headers.contains { $0 == ("referrer-policy", "no-referrer") })
        }

        /// Of base64, without Foundation's help.
        private func hexadecimal(_ base64: Substring) throws -> String {
            let alphabet = Array(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
            let digits = try base64.utf8.filter { $0 != UInt8(ascii: "=") }
                .map { try #require(alphabet.firstIndex(of: $0)) }
            let bits = digits.flatMap { digit in (0..<6).map { digit >> (5 - $0) & 1 } }
            return stride(from: 0, to: bits.count / 8 * 8, by: 4).map { place in
                String(bits[place..<place + 4].reduce(0) { $0 << 1 | $1 }, radix: 16)
            }.joined()
        }
    }
#endif

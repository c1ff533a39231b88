#if Relay
    import Testing

    @testable import MessageStreamRelay

    @Suite("The chat page as a resource")
    struct PageResourceTests {
        @Test func `the page is part of the binary`() {
            #expect(PackageResources.chat_html.starts(with: Array("<!DOCTYPE html>".utf8)))
        }
    }
#endif

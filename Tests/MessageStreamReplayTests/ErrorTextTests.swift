import Foundation
import TestSupport
import Testing

@testable import MessageStreamReplay

#if Relay
    import NIOCore
#endif

/// What a program may show of the replay server's errors.
@Suite struct ErrorTextTests {
    @Test(arguments: [
        ("slow", "'slow' is no fault"), (nil, "more than 32 faults"),
    ])
    func aFaultListErrorSaysItself(_ element: String?, _ text: String) {
        #expect(
            ErrorTexts(of: FaultListError(element: element))
                == ErrorTexts(text, withoutFoundation: FaultListError.self))
    }

    #if Relay
        @Test func aServerErrorSaysItself() {
            let error = ReplayServerError(IOError(errnoCode: EADDRINUSE, reason: "bind"))
            let text = "Address already in use"
            #expect(
                ErrorTexts(of: error)
                    == ErrorTexts(text, withoutFoundation: ReplayServerError.self))
        }
    #endif
}

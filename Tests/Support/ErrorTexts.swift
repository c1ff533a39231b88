private import Foundation

/// What an app may show of an error.
package struct ErrorTexts: Hashable, Sendable {
    /// What `"\(error)"` says.
    package var text: String
    /// What `error.localizedDescription` says.
    package var localized: String

    package init(of error: any Error) {
        text = "\(error)"
        localized = error.localizedDescription
    }

    /// Those of an error that says `text` itself, and of which Foundation knows no more than that it is
    /// a `type`, of a library that does without Foundation.
    package init(_ text: String, withoutFoundation type: any Error.Type) {
        self.text = text
        localized =
            NSError(domain: String(reflecting: type), code: 1, userInfo: nil).localizedDescription
    }
}

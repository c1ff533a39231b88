#if Relay
    internal import Crypto

    #if canImport(FoundationEssentials)
        internal import FoundationEssentials
    #else
        internal import Foundation
    #endif

    /// The page that the relay serves at `/`: one file, without any other.
    struct ChatPage {
        /// The page as UTF-8, for `text/html; charset=utf-8`.
        static let html = PackageResources.chat_html

        /// What the page may do, as CSP level 3 says it: nothing but its one script and its one style,
        /// which are named by their hashes, and requests to where it came from.
        ///
        /// Trusted Types are required and none is allowed: a change that gave text to a sink such as
        /// `innerHTML` would throw in the browser, not work.
        static let contentSecurityPolicy = [
            "default-src 'none'",
            "connect-src 'self'",
            "script-src \(hashSource(of: "script"))",
            "style-src \(hashSource(of: "style"))",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ].joined(separator: "; ")

        /// Every header of the page but those that depend on the connection; names in lower case.
        ///
        /// The page changes with the binary only, but a browser must ask: a kept one would not fit
        /// the endpoint of a newer relay.
        static let headers: [(name: String, value: String)] = [
            ("content-type", "text/html; charset=utf-8"),
            ("cache-control", "no-cache"),
            ("content-security-policy", contentSecurityPolicy),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
        ]

        /// The bytes between the tags of the page's only element of that name, which is what a
        /// browser hashes.
        static func contents(of tag: String) -> ArraySlice<UInt8> {
            guard let start = html.firstRange(of: "<\(tag)>".utf8),
                let end = html[start.upperBound...].firstRange(of: "</\(tag)>".utf8)
            else { preconditionFailure("the page has no <\(tag)>") }
            return html[start.upperBound..<end.lowerBound]
        }

        private static func hashSource(of tag: String) -> String {
            "'sha256-\(Data(SHA256.hash(data: contents(of: tag))).base64EncodedString())'"
        }
    }
#endif

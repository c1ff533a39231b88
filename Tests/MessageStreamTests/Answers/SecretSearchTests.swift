import Testing

@testable import MessageStream

/// Secrets are found in whatever form a text has them.
@Suite struct SecretSearchTests {
    private static let awkward = "sk-\n\"a/b\\c\u{e9}\u{1F600} <&>'\u{7f}z"

    @Test(arguments: [
        // As it is.
        "sk-\n\"a/b\\c\u{e9}\u{1F600} <&>'\u{7f}z",
        // JSON, with and without what need not be escaped, and JSON in JSON.
        #"sk-\n\"a/b\\cé😀 <&>'\#u{7f}z"#,
        #"sk-\n\"a\/b\\c\u00e9\ud83d\ude00 \u003c\u0026\u003E\u0027\u007fz"#,
        #"sk-\u000A\u0022a\u002fb\u005cc\u00E9\uD83D\uDE00\u0020<&>'\u007Fz"#,
        #"sk-\\n\\\"a\\/b\\\\c\\u00e9\\ud83d\\ude00 <&>'\\u007fz"#,
        // Swift's debug description, and C.
        #"sk-\n\"a/b\\cé😀 <&>\'\u{7F}z"#,
        #"sk-\x0a\x22a/b\x5C\#u{63}é😀 <&>\x27\x7fz"#,
        // URLs and forms.
        "sk-%0A%22a%2Fb%5Cc%C3%A9%F0%9F%98%80%20%3C%26%3E%27%7Fz",
        "sk-%0a%22a%2fb%5cc%c3%a9%f0%9f%98%80+%3c%26%3e'%7fz",
        // Pages.
        "sk-&#10;&quot;a/b\\cé😀 &lt;&amp;&gt;&#39;&#x7F;z",
        "sk-&#xA;&#34;a&#47;b&#92;c&#233;&#128512;&#32;&lt;&amp;&gt;&apos;&#127;z",
    ])
    func `it is found in every escaped form`(_ form: String) {
        let search = SecretSearch([Self.awkward])
        #expect(search.cleaned("key \(form), bad") == "key [redacted], bad")
        #expect(search.cleaned("\(form)\(form)") == "[redacted][redacted]")
    }

    @Test func `what is not the whole secret is left`() {
        let search = SecretSearch(["sk-secret/1"])
        for text in [
            "", "sk-secre", "sk-secret.", "sk-secret%2e1 sk", "k-secret/1", #"sk-secret\"#,
        ] {
            #expect(search.cleaned(text + "; and more of it") == nil, "\(text)")
        }
    }

    @Test(arguments: [
        "sk-ver", "sk-very-", "sk-very-secret\u{FFFD}", #"sk-very-secret\"#, #"sk-very-secret\u00"#,
        "sk-very-secret%", "sk-very-secret&#",
    ])
    func `what is left of it at the end of a cut text is found`(_ rest: String) {
        let search = SecretSearch(["sk-very-secret\u{e9}/1"])
        #expect(search.cleaned("it is \(rest)") == "it is [redacted]")
    }

    @Test func `it is found without the white space around it`() {
        for secret in ["sk-secret\n", " sk-secret", "\r\n\tsk-secret \u{A0}"] {
            #expect(SecretSearch([secret]).cleaned("[sk-secret]") == "[[redacted]]")
        }
    }

    @Test func `the longest that begins at a place goes first, and short ones are not looked for`()
    {
        let search = SecretSearch(["secret", "secret-and-more", "short", "  five5  "])
        #expect(
            search.cleaned("secret-and-more secret. short five5")
                == "[redacted] [redacted]. short five5")
    }

    @Test func `it shows nothing of what it looks for`() {
        let search = SecretSearch(["sk-secret"])
        var dumped = ""
        dump(search, to: &dumped)
        #expect(!"\(search)\(String(reflecting: search))\(dumped)".contains("sk-secret"))
    }
}

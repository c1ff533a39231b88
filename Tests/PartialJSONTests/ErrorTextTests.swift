import PartialJSON
import TestSupport
import Testing

/// What an app may show of a ``JSONError``.
@Suite struct ErrorTextTests {
    @Test(arguments: [
        ("[1,]", "There is no value where one must be, at byte 3."),
        ("{1: 2}", "There is no key where one must be, at byte 1."),
        (#"{"a" 1}"#, "There is no colon after a key, at byte 5."),
        ("[1 2]", "There is neither a comma nor the container's end after a value, at byte 3."),
        ("{} x", "The text goes on after its value, at byte 3."),
        ("nuLl", "A word is neither true, false nor null, at byte 2."),
        ("01", "A number breaks the grammar, at byte 1."),
        (#""\d""#, "A backslash stands before a letter that means nothing, at byte 2."),
        (#""\u12G4""#, #"A \u escape has fewer than four hexadecimal digits, at byte 5."#),
        ("\"\n\"", "A string holds a control character that is not escaped, at byte 1."),
        (#"{"a":"#, "The text is over before its value is, at byte 5."),
        ("[[1]]", "Containers are nested deeper than the limit, at byte 1."),
        ("[123456]", "A number is longer than the limit, at byte 6."),
        ("[1, 2, 3, 4, 5, 6]", "The text is longer than the limit, at byte 16."),
    ])
    func theErrorSaysItself(_ json: String, _ text: String) throws {
        let isDeep = json.hasPrefix("[[")
        let limits = PartialJSONParser.Limits(
            maximumBytes: 16, maximumDepth: isDeep ? 1 : 8, maximumNumberBytes: 5)
        let error = try #require(throws: JSONError.self) {
            try JSONValue(parsing: json, limits: limits)
        }
        let texts = ErrorTexts(of: error)
        #expect(texts == ErrorTexts(text, withoutFoundation: JSONError.self))
        #expect(texts.localized.contains("JSONError"))
    }

    @Test func theRarerErrorsSayThemselves() {
        #expect("\(JSONError.Code.badUTF8)" == "A string is not UTF-8")
        #expect("\(JSONError.Code.outOfMemory)" == "There is no memory for the value")
        #expect("\(JSONError.Code.engine)" == "The parser contradicts itself")
    }
}

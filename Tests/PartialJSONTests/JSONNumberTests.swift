import PartialJSON
import Testing

/// When two numbers are the same: by their decimal text, exactly, and as their hashes say.
@Suite struct JSONNumberTests {
    /// Numbers that are equal inside a row, and in no two rows.
    static let rows: [[String]] = [
        ["0", "-0", "0.0", "-0.000", "0e1", "0E-99999999999999999999999", "0.0e+400"],
        ["1", "1.0", "1e0", "10e-1", "0.1e1", "0.0001E+4", "100000e-5", "1.000e00"],
        ["-1", "-1.0", "-10e-1"],
        ["10", "1e1", "1e01", "0.1e2", "1E+00000000000000000000001"],
        ["0.1", "1e-1", "10e-2", "0.10"],
        ["0.10000000000000001"], ["0.1000000000000000055511151231257827"],
        ["9007199254740992", "9007199254740992.0", "9007199254740992e0"],
        ["9007199254740993", "9007199254740993.0", "9007199254740.993e3"],
        ["9223372036854775807"], ["9223372036854775808", "9.223372036854775808e18"],
        ["18446744073709551616"], ["18446744073709551617"],
        ["1e400", "10e399", "0.1e401", "1.0E+400"], ["1e500"], ["-1e400"],
        ["1e-400", "0.1e-399"], ["1e-500"],
        ["1e999999999999999999", "10e999999999999999998", "0.1e1000000000000000000"],
        ["1e1000000000000000000", "10e999999999999999999", "0.01e1000000000000000002"],
        ["1e-999999999999999999", "10e-1000000000000000000"],
        ["1e-1000000000000000000", "0.1e-999999999999999999", "0.001e-999999999999999997"],
        ["1e9223372036854775807", "0.1e9223372036854775808"],
        ["1e99999999999999999999999999", "10e99999999999999999999999998"],
        ["1e100000000000000000000000000", "10e99999999999999999999999999"],
        ["12e99999999999999999999999998", "1.2e99999999999999999999999999"],
        ["1e-99999999999999999999999999", "0.1e-99999999999999999999999998"],
    ]

    private static func number(_ text: String) throws -> JSONNumber {
        try #require(JSONNumber(text: text), "\(text)")
    }

    @Test func numbersAreEqualIfTheirDecimalsAre() throws {
        let numbers = try Self.rows.map { try $0.map(Self.number) }
        for (row, equals) in numbers.enumerated() {
            for number in equals {
                for (other, candidates) in numbers.enumerated() {
                    for candidate in candidates {
                        #expect(
                            (number == candidate) == (row == other), "\(number) and \(candidate)")
                    }
                }
            }
            #expect(Set(equals).count == 1, "\(equals)")
            #expect(Set(equals.map(JSONValue.number)).count == 1, "\(equals)")
            #expect(Set(equals.map(\.hashValue)).count == 1, "\(equals)")
        }
        #expect(Set(numbers.flatMap(\.self)).count == Self.rows.count)
    }

    /// All pairs of numbers with few digits, held to fractions of whole numbers.
    @Test func smallNumbersAreComparedAsFractions() throws {
        let mantissas = ["0", "1", "2", "10", "12", "120", "0.1", "0.12", "1.20", "12.0", "0.012"]
        var numbers: [(number: JSONNumber, millionths: Int)] = []
        for mantissa in mantissas {
            for exponent in -2...2 {
                let digits = mantissa.filter { $0 != "." }
                let point = mantissa.firstIndex(of: ".")
                let places = point.map { mantissa.distance(from: $0, to: mantissa.endIndex) - 1 }
                var value = Int(digits) ?? 0
                for _ in 0..<6 + exponent - (places ?? 0) { value *= 10 }
                let number = try Self.number("\(mantissa)e\(exponent)")
                numbers.append((number, value))
                numbers.append((try Self.number("-\(mantissa)e\(exponent)"), -value))
            }
        }
        for left in numbers {
            for right in numbers {
                #expect((left.number == right.number) == (left.millionths == right.millionths))
                if left.number == right.number {
                    #expect(left.number.hashValue == right.number.hashValue)
                }
            }
        }
    }

    /// As long as the parser lets a number be, and longer, by hand: the cost is that of the text.
    @Test func hostileNumbersCostTheirLength() throws {
        let limits = PartialJSONParser.Limits(maximumNumberBytes: 4 << 20)
        func number(_ text: String) throws -> JSONNumber {
            try #require(try JSONValue(parsing: text, limits: limits).number)
        }
        let nines = String(repeating: "9", count: 1_000_000)
        let zeros = String(repeating: "0", count: 1_000_000)
        #expect(try number("1e\(nines)") == number("10e\(nines.dropLast())8"))
        #expect(try number("1e\(nines)") != number("1e\(nines.dropLast())8"))
        #expect(try number("1e1\(zeros)") == number("10e\(nines)"))
        #expect(try number("1e-1\(zeros)") == number("0.1e-\(nines)"))
        #expect(try number("1\(zeros)") == number("1e1000000"))
        #expect(try number("0.\(zeros)1") == number("1e-1000001"))
        #expect(try number("1e1\(zeros)").hashValue == number("10e\(nines)").hashValue)
        // Each differs from the others in its exponent only, beyond what any integer holds.
        let many = try (0..<10_000).map { try number("1e\($0 + 10_000)00000000000000000000") }
        #expect(Set(many).count == many.count)
    }

    @Test func valuesThatHoldNumbersCompareThemAlike() throws {
        let left = try JSONValue(parsing: #"{"a": [9007199254740993, 1e400]}"#)
        #expect(try left == JSONValue(parsing: #"{"a": [9007199254740993.0, 10e399]}"#))
        #expect(try left != JSONValue(parsing: #"{"a": [9007199254740992, 1e400]}"#))
        #expect(try left != JSONValue(parsing: #"{"a": [9007199254740993, 1e401]}"#))
    }
}

/// Dates of HTTP (RFC 9110 section 5.6.7), in the form that is sent today and the two of old.
package enum HTTPDate {
    /// Seconds since 1970, or nil when `text` is no such date.
    package static func seconds(_ text: String) -> Double? {
        var words = text.split { $0 == " " || $0 == "," || $0 == "-" }
        guard words.count >= 5 else { return nil }
        // asctime: Sun Nov  6 08:49:37 1994; the others: Sun, 06 Nov 1994 08:49:37 GMT
        if words.count == 5, month(words[1]) != nil {
            words = [words[0], words[2], words[1], words[4], words[3], "GMT"]
        }
        guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), (1...31).contains(day),
            let month = month(words[2]), var year = Int(words[3]), (0...9999).contains(year),
            let time = time(words[4])
        else { return nil }
        // RFC 850 has two digits; of this century unless that is far ahead.
        if words[3].utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
        return Double(days(year: year, month: month, day: day)) * 86_400 + Double(time)
    }

    private static func month(_ word: Substring) -> Int? {
        let names = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        return names.firstIndex { $0 == word }.map { $0 + 1 }
    }

    private static func time(_ word: Substring) -> Int? {
        let parts = word.split(separator: ":").map { Int($0) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Days since 1970 of the Gregorian calendar; years counted from March, so that leap days end
    /// them.
    package static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        return 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400
            + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468
    }
}

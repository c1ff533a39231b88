#if Relay
    extension String {
        /// The longest beginning of whole characters that has at most so many bytes of UTF-8.
        func prefix(utf8Bytes maximum: Int) -> String {
            guard utf8.count > maximum else { return self }
            var end = utf8.index(startIndex, offsetBy: maximum)
            // A cut inside of a scalar leaves what a String would have to repair.
            while unicodeScalars.index(atOrBefore: end) != end { end = utf8.index(before: end) }
            return String(self[..<end])
        }
    }

    extension String.UnicodeScalarView {
        fileprivate func index(atOrBefore place: Index) -> Index {
            place.samePosition(in: self) ?? index(before: place)
        }
    }
#endif

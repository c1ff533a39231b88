/// The members of a JSON object in the order in which they came, each key once.
///
/// One reference in size, so that typed views over an object stay small. A look-up compares keys one
/// after the other: right for the dozen members that objects have; make a `Dictionary` of the
/// members before looking up many keys in a large object.
public struct JSONObject: Sendable {
    /// One member.
    public typealias Member = (key: String, value: JSONValue)

    /// A member as it is stored: what arrays do with tuples goes through the run-time's metadata.
    struct StoredMember: Sendable {
        let key: String
        var value: JSONValue
    }

    private var members: [StoredMember]

    /// An object without members.
    public init() {
        members = []
    }

    /// An object of `members`; of those with the same key the last value wins, at the first's place.
    ///
    /// Costs time linear in the number of members.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        self.members = []
        self.members.reserveCapacity(members.underestimatedCount)
        var places: [UTF8Key: Int] = [:]
        for (key, value) in members {
            let isLarge = self.members.count >= Self.greatestSearched
            if isLarge, places.isEmpty {
                for (place, member) in self.members.enumerated() {
                    places[UTF8Key(member.key)] = place
                }
            }
            if let place = isLarge ? places[UTF8Key(key)] : place(of: key) {
                self.members[place].value = value
            } else {
                if isLarge { places[UTF8Key(key)] = self.members.count }
                self.members.append(StoredMember(key: key, value: value))
            }
        }
    }

    /// An object of `members`, no two of which have the same key.
    init(unique members: [StoredMember]) {
        self.members = members
    }

    /// Up to this many members a search costs less than hashing every key.
    package static let greatestSearched = 16

    /// The keys, in order.
    public var keys: some RandomAccessCollection<String> {
        members.lazy.map(\.key)
    }

    /// The value of member `key`; assigning nil takes the member out, a new key goes to the end.
    ///
    /// Keys are the same when their UTF-8 is the same. Costs one comparison a member.
    public subscript(key: String) -> JSONValue? {
        get {
            place(of: key).map { members[$0].value }
        }
        set {
            switch (place(of: key), newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append(StoredMember(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    private func place(of key: String) -> Int? {
        members.firstIndex { $0.key.hasSameUTF8(as: key) }
    }
}

extension JSONObject: RandomAccessCollection {
    /// The place of the first member.
    public var startIndex: Int { members.startIndex }
    /// One past the place of the last member.
    public var endIndex: Int { members.endIndex }
    /// The member at `position`.
    public subscript(position: Int) -> Member {
        let member = members[position]
        return (member.key, member.value)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object of `elements`; of those with the same key the last wins.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same members, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        if left.count <= greatestSearched {
            return left.allSatisfy { right[$0.key] == $0.value }
        }
        let values = Dictionary(uniqueKeysWithValues: right.map { (UTF8Key($0.key), $0.value) })
        return left.allSatisfy { values[UTF8Key($0.key)] == $0.value }
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for (key, value) in self {
            var member = Hasher()
            member.combine(UTF8Key(key))
            member.combine(value)
            sum &+= member.finalize()
        }
        hasher.combine(count)
        hasher.combine(sum)
    }
}

/// A key that equals another only byte for byte: JSON knows no canonical equivalence.
package struct UTF8Key: Hashable {
    package var text: String

    package init(_ text: String) {
        self.text = text
    }

    package static func == (left: UTF8Key, right: UTF8Key) -> Bool {
        left.text.hasSameUTF8(as: right.text)
    }

    /// Eight bytes at a time: the hasher costs the same for one.
    package func hash(into hasher: inout Hasher) {
        var word: UInt64 = 0
        var count = 0
        for byte in text.utf8 {
            word = word << 8 | UInt64(byte)
            count += 1
            if count & 7 == 0 { hasher.combine(word) }
        }
        hasher.combine(word)
        hasher.combine(count)
    }
}

extension String {
    /// Whether both are the same byte for byte, which `==` does not ask.
    package func hasSameUTF8(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.span.hasSameBytes(as: other.utf8.span)
    }
}

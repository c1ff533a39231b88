/// The members of a JSON object in the order in which they came, each key once.
///
/// One reference in size, so that typed views over an object stay small. A look-up compares keys one
/// after the other: right for the dozen members that objects have; make a `Dictionary` of the
/// members before looking up many keys in a large object.
public struct JSONObject: Sendable {
    /// One member.
    public typealias Member = (key: String, value: JSONValue)

    @usableFromInline
    package var members: [Member]

    /// An object without members.
    public init() {
        members = []
    }

    /// An object of `members`; of those with the same key the last value wins, at the first's place.
    ///
    /// Costs time linear in the number of members.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        self.members = []
        var places: [UTF8Key: Int] = [:]
        for (key, value) in members {
            if let place = places[UTF8Key(key)] {
                self.members[place].value = value
            } else {
                places[UTF8Key(key)] = self.members.count
                self.members.append((key, value))
            }
        }
    }

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
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    private func place(of key: String) -> Int? {
        members.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
    }
}

extension JSONObject: RandomAccessCollection {
    /// The place of the first member.
    public var startIndex: Int { members.startIndex }
    /// One past the place of the last member.
    public var endIndex: Int { members.endIndex }
    /// The member at `position`.
    public subscript(position: Int) -> Member { members[position] }
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
        if left.count <= 16 {
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
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

#if Relay
    import Testing

    @testable import MessageStreamRelay

    @Suite("Clients' keys")
    struct ClientKeysTests {
        private static let keys = ClientKeys(
            (1...50).map {
                ClientKey(name: "client-\($0)", sha256: ClientKey.digest(of: "key-\($0)"))
            })

        @Test func `the hash of a key is its SHA-256`() {
            // FIPS 180-2, appendix B.1.
            #expect(
                ClientKey.hash(of: "abc")
                    == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        }

        @Test(arguments: ["", "a b", "a\n", "\u{e9}", String(repeating: "k", count: 513)])
        func `what cannot be sent as a key has no hash and is nobody's`(_ key: String) {
            #expect(ClientKey.hash(of: key) == nil)
            let keys = ClientKeys([ClientKey(name: "a", sha256: ClientKey.digest(of: key))])
            #expect(keys.client(authorization: nil, apiKey: key) == nil)
            #expect(keys.client(authorization: "Bearer \(key)", apiKey: nil) == nil)
        }

        @Test(arguments: 1...50)
        func `every key is found wherever it stands`(_ number: Int) {
            let key = "key-\(number)"
            let name = "client-\(number)"
            #expect(
                Self.keys.client(authorization: nil, apiKey: key)
                    == .init(index: number, name: name, field: .apiKey))
            for scheme in ["Bearer ", "bearer ", "BEARER   "] {
                #expect(
                    Self.keys.client(authorization: scheme + key, apiKey: nil)
                        == .init(index: number, name: name, field: .authorization))
            }
        }

        @Test(arguments: [
            "key-0", "key-51", "key-1 ", "Key-1", "key-", String(repeating: "k", count: 512),
        ])
        func `another key is nobody's`(_ key: String) {
            #expect(Self.keys.client(authorization: nil, apiKey: key) == nil)
            #expect(Self.keys.client(authorization: "Bearer \(key)", apiKey: key) == nil)
        }

        @Test(arguments: [
            "key-1", "Basic key-1", "Bearer", "Bearer ", "Bearerkey-1", "", " Bearer key-1",
        ])
        func `an authorization that is no bearer token is nobody's`(_ value: String) {
            #expect(Self.keys.client(authorization: value, apiKey: nil) == nil)
        }

        @Test func `the key for the upstream may stand in the other field`() {
            #expect(
                Self.keys.client(authorization: "Bearer upstream", apiKey: "key-3")
                    == .init(index: 3, name: "client-3", field: .apiKey))
            #expect(
                Self.keys.client(authorization: "Bearer key-3", apiKey: "upstream")
                    == .init(index: 3, name: "client-3", field: .authorization))
        }

        @Test func `a key of the greatest length is found`() {
            let key = String(repeating: "k", count: ClientKey.maximumBytes)
            let keys = ClientKeys([ClientKey(name: "a", sha256: ClientKey.digest(of: key))])
            #expect(keys.client(authorization: nil, apiKey: key)?.name == "a")
        }

        @Test func `a hash that differs in its first or last bit only is another`() {
            let digest = ClientKey.digest(of: "key-1")
            for (place, bit) in [(0, UInt8(0x80)), (31, 1), (8, 1), (16, 1)] {
                var other = digest
                other[place] ^= bit
                let keys = ClientKeys([ClientKey(name: "a", sha256: other)])
                #expect(keys.client(authorization: nil, apiKey: "key-1") == nil)
            }
        }

        @Test func `without keys everybody is the same client`() {
            let keys = ClientKeys([])
            #expect(keys.client(authorization: nil, apiKey: nil) == .anonymous)
            #expect(keys.client(authorization: "Bearer a", apiKey: "b") == .anonymous)
        }

        @Test func `a hash is written in hexadecimal digits of either case`() throws {
            let text = try #require(ClientKey.hash(of: "abc"))
            let key = try #require(ClientKey(name: "a", sha256: text.uppercased()))
            #expect(key.sha256 == ClientKey.digest(of: "abc"))
            for wrong in ["", String(text.dropLast()), text + "0", "g" + text.dropFirst()] {
                #expect(ClientKey(name: "a", sha256: wrong) == nil)
            }
        }
    }
#endif

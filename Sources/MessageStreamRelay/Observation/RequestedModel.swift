#if Relay
    internal import PartialJSON

    /// The model that a request asks for, as far as its beginning tells.
    enum RequestedModel {
        /// How much of a request is looked at: SDKs write the model before the messages, and a long
        /// conversation is not read for a label.
        static let greatestBeginning = 4096

        /// The member `model` of the JSON object that begins with `body`; nil where it does not stand in
        /// the beginning, or is no name.
        static func name(in body: Span<UInt8>) -> String? {
            let beginning = body.extracting(first: greatestBeginning)
            var parser = PartialJSONParser()
            do throws(JSONError) {
                try parser.append(beginning)
            } catch {
                // What is wrong is the upstream's to say; what came before it is there.
            }
            guard let model = parser.snapshot["model"], model.isComplete, let name = model.string,
                !name.isEmpty
            else { return nil }
            return StreamTally.name(name)
        }
    }
#endif

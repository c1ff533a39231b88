extension PartialJSONValue {
    /// The path of the value that was being written when this snapshot was taken of a parser, see
    /// ``PartialJSONParser/openPath``.
    package var openPath: [JSONPathComponent] {
        guard let tape else { return [] }
        return ChangeWalk(before: tape).pathOfOpenValue(in: tape)
    }
}

extension JSONNumber: Hashable {
    /// Whether two numbers have the same value, to the last of their decimal digits.
    ///
    /// `1`, `1.0` and `10e-1` are equal; `9007199254740992` and `9007199254740993.0` are not, nor are
    /// `1e400` and `1e500`, which as `Double`s are the same. Costs time linear in both texts, whatever
    /// their exponents.
    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        if left.text.hasSameUTF8(as: right.text) { return true }
        let (leftText, rightText) = (left.text.utf8.span, right.text.utf8.span)
        let (leftForm, rightForm) = (DecimalForm(of: leftText), DecimalForm(of: rightText))
        guard leftForm.isNegative == rightForm.isNegative,
            leftForm.digitCount == rightForm.digitCount
        else { return false }
        var place = (left: leftForm.firstDigit, right: rightForm.firstDigit)
        for _ in 0..<leftForm.digitCount {
            guard
                leftForm.nextDigit(of: leftText, at: &place.left)
                    == rightForm.nextDigit(of: rightText, at: &place.right)
            else { return false }
        }
        return leftForm.exponent(in: leftText) == rightForm.exponent(in: rightText)
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        let text = text.utf8.span
        let form = DecimalForm(of: text)
        hasher.combine(form.isNegative)
        hasher.combine(form.digitCount)
        hasher.combine(form.exponent(in: text))
        var place = form.firstDigit
        var word: UInt64 = 0
        for count in 0..<form.digitCount {
            word = word << 4 | UInt64(form.nextDigit(of: text, at: &place))
            // Sixteen digits at a time: the hasher costs the same for one.
            if count & 15 == 15 { hasher.combine(word) }
        }
        hasher.combine(word)
    }
}

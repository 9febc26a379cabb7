/// Everything that is in a value, down to the last, as text: equal texts are equal values.
func spelled(_ value: some Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
}

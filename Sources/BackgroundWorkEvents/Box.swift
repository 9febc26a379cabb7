/// A value kept apart from what refers to it, which stays small: for what is large and rarely there.
package final class Box<Value: Sendable>: Sendable {
    package let value: Value

    package init(_ value: Value) {
        self.value = value
    }
}

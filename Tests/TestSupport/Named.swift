import Testing

/// A value that a test is called with, by a name where the value itself would be a page long.
package struct Named<Value: Sendable>: Sendable {
    package let name: String
    package let value: Value

    package init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }
}

extension Named: CustomTestStringConvertible {
    package var testDescription: String { self.name }
}

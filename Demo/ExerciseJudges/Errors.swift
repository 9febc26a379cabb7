// What goes wrong in the exercises.

package struct Bounced: Error {
    package init() {}
}

package struct Declined: Error {
    package init() {}
}

package struct HungUp: Error {
    package init() {}
}

package struct SwitchedOff: Error {
    package init() {}
}

package struct TimedOut: Error {
    package init() {}
}

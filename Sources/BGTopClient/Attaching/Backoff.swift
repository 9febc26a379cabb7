/// How long to wait before the next try: longer each time, up to a limit at which somebody who watches still finds it quick.
struct Backoff {
    private static let first = Duration.milliseconds(100)
    private static let longest = Duration.seconds(2)

    private var following = Self.first

    mutating func next() -> Duration {
        defer { self.following = min(self.following * 2, Self.longest) }
        return self.following
    }

    mutating func reset() {
        self.following = Self.first
    }
}

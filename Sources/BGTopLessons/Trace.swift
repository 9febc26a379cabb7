/// What the lessons know of the request that they serve.
enum Trace {
    @TaskLocal static var id: String?
}

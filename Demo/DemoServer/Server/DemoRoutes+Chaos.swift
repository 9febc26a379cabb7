import BackgroundWork
import HTTPTypes
import Hummingbird

extension DemoRoutes {
    /// `POST /chaos/KIND`, for `block` with `?threads=N&seconds=S`.
    func unleash(_ request: Request, _ context: some RequestContext) throws -> Response {
        guard let kind = context.parameters.get("kind").flatMap(ChaosKind.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        let query = request.uri.queryParameters
        let result = try self.chaos.unleash(
            kind,
            origin: "POST /chaos/\(kind.rawValue)",
            seconds: query.get("seconds", as: Int.self) ?? Chaos.defaultSeconds,
            threads: query.get("threads", as: Int.self)
        )
        guard result.accepted > 0 else { throw HTTPError.full }
        return Response(
            status: .accepted,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: result.sentence + "\n"))
        )
    }
}

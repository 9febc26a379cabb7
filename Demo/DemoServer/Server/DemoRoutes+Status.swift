import BackgroundWork
import BackgroundWorkEvents
import HTTPTypes
import Hummingbird

extension DemoRoutes {
    /// What a load balancer asks: not ready from the moment a shutdown begins, so that it sends nothing more here.
    func readiness(_ request: Request, _ context: some RequestContext) throws -> Response {
        guard self.tasks.drainStatus.phase == .accepting else {
            return try Admission.shuttingDown.response(from: request, context: context)
        }
        return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "ready\n")))
    }

    /// For people who open the address in a browser.
    static let index = """
        POST /signup    sends a mail
        POST /orders    charges a card; waits for room
        POST /images    resizes a picture
        GET  /report    exports a report, for seconds
        POST /chaos/KIND  hang, throw, flood, block, block-swift
        GET  /health, GET /ready

        """
}

import BackgroundWork
import BackgroundWorkEvents
import HTTPTypes
import Hummingbird

/// The answer 202: the work was taken in, and will be done after this response.
struct Accepted: ResponseGenerator {
    let task: BackgroundTaskID
    let name: String

    init(_ handle: BackgroundTaskHandle<Void>) {
        self.task = handle.id
        self.name = handle.name
    }

    func response(from request: Request, context: some RequestContext) -> Response {
        Response(
            status: .accepted,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"task":\#(self.task),"name":"\#(self.name)"}"# + "\n"))
        )
    }
}

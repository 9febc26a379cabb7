import BackgroundWork
import BackgroundWorkEvents
import HTTPTypes
import Hummingbird

/// What became of the work that a request asked for, and the answer that says so.
enum Admission: ResponseGenerator {
    /// The work will be done after the response.
    case accepted(BackgroundTaskID, name: String)
    /// There is no room now. There will be soon.
    case full
    /// This server stops and takes in nothing more.
    case shuttingDown

    /// Seconds after which it makes sense to ask again.
    var retryAfter: Int? {
        switch self {
        case .accepted: nil
        case .full: 1
        case .shuttingDown: 5
        }
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let seconds = self.retryAfter { headers[.retryAfter] = String(seconds) }
        return Response(
            status: self.retryAfter == nil ? .accepted : .serviceUnavailable,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: self.body + "\n"))
        )
    }

    private var body: String {
        switch self {
        case .accepted(let id, let name): #"{"task":\#(id),"name":"\#(name)"}"#
        case .full: #"{"error":"All places are taken and the queue is full."}"#
        case .shuttingDown: #"{"error":"The server is shutting down."}"#
        }
    }
}

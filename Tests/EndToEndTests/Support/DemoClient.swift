import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Somebody with curl, outside of the demo's process.
struct DemoClient: Sendable {
    struct Answer: Sendable {
        let status: UInt
        let retryAfter: String?
        let body: String
    }

    let port: Int

    /// - Throws: If there is no answer.
    @discardableResult
    func send(_ method: String, _ path: String) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(self.port)\(path)")
        request.method = HTTPMethod(rawValue: method)
        let response = try await HTTPClient.shared.execute(request, timeout: .minutes(2))
        let body = try await response.body.collect(upTo: 1 << 20)
        return Answer(
            status: response.status.code,
            retryAfter: response.headers.first(name: "Retry-After"),
            body: String(buffer: body)
        )
    }

    /// Sends until there is an answer, whatever it says: it may be late where nobody has a thread for it.
    func insist(_ method: String, _ path: String) async {
        let deadline = Deadline()
        while !Task.isCancelled, (try? await self.send(method, path)) == nil {
            do { try await deadline.pause(for: path) } catch { return }
        }
    }

    /// Asks again and again until the answer has this status.
    func wait(for status: UInt, from path: String) async throws {
        let deadline = Deadline()
        while true {
            if let answer = try? await self.send("GET", path), answer.status == status { return }
            try await deadline.pause(for: "status \(status) from \(path)")
        }
    }
}

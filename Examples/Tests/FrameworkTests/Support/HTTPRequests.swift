import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Runs `body` with an HTTP client of its own, whose connections are closed afterwards.
func withHTTPClient(_ body: (HTTPClient) async throws -> Void) async throws {
    let client = HTTPClient()
    do {
        try await body(client)
    } catch {
        try await client.shutdown()
        throw error
    }
    try await client.shutdown()
}

extension HTTPClient {
    /// The request that all tests make. Its query is nobody's business.
    func work(port: Int) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/work/7?token=secret")
        request.method = .POST
        let response = try await self.execute(request, timeout: .minutes(2))
        let body = try await response.body.collect(upTo: 1 << 20)
        switch response.status {
        case .ok: return .accepted(String(buffer: body))
        case .serviceUnavailable: return .unavailable(seconds: response.headers.first(name: "Retry-After").flatMap(Int.init))
        default: return .failed("\(response.status)")
        }
    }
}

import BackgroundWork
import FlyingFox
import FlyingSocks
import Foundation

/// A body that holds on to its request until the server has written it, or gives it up.
///
/// Nobody but the body is told when FlyingFox has written it: it is asked for more, and has none.
private struct ServedBody: AsyncBufferedSequence {
    typealias Element = UInt8

    let body: HTTPBodySequence
    let request: ServedRequest

    func makeAsyncIterator() -> Iterator {
        Iterator(chunks: self.body.makeAsyncIterator(), request: self.request)
    }

    struct Iterator: AsyncBufferedIteratorProtocol {
        var chunks: HTTPBodySequence.Iterator
        let request: ServedRequest
        private var rest = Data()

        init(chunks: HTTPBodySequence.Iterator, request: ServedRequest) {
            self.chunks = chunks
            self.request = request
        }

        mutating func next() async throws -> UInt8? {
            if self.rest.isEmpty { self.rest = try await self.nextBuffer(suggested: 1) ?? Data() }
            return self.rest.popFirst()
        }

        mutating func nextBuffer(suggested count: Int) async throws -> Data? {
            guard self.rest.isEmpty else {
                defer { self.rest = Data() }
                return self.rest
            }
            let chunk = try await self.chunks.next()
            if chunk == nil { self.request.endResponse() }
            return chunk
        }
    }
}

extension HTTPResponse {
    /// The same response; when its body has been written, `request` is over. For a body whose length nobody knows that is so at once:
    /// it is encoded already.
    func served(as request: ServedRequest) -> HTTPResponse {
        guard request.hasTasksAfterResponse else { return self }
        guard case .httpBody(let body) = self.payload, let count = body.count else { return self }
        var response = self
        response.payload = .httpBody(HTTPBodySequence(from: ServedBody(body: body, request: request), count: count))
        return response
    }
}

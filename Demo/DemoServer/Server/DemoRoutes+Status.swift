import BackgroundWork
import Hummingbird

extension DemoRoutes {
    /// What a load balancer asks: not ready from the moment a shutdown begins, so that it sends nothing more here.
    func readiness() throws -> String {
        guard self.tasks.isAccepting else { throw HTTPError.shuttingDown }
        return "ready\n"
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

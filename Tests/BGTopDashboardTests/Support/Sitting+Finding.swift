import BGTopStore
import BackgroundWorkEvents

@testable import BGTopDashboard

extension Sitting {
    /// Three tasks that run, and one that is queued.
    static func withSomeTasks() -> Sitting {
        var sitting = Sitting()
        sitting.run("send-email", fields: [.init("from", "POST /signup")])
        sitting.run("charge-card", fields: [.init("from", "POST /orders"), .init("user", "Ann")])
        sitting.run("send-email", fields: [.init("from", "GET /invite")])
        sitting.submit("charge-card")
        sitting.wait(.milliseconds(100))
        return sitting
    }

    /// The same with a log of three lines, one of them a task's, and a request.
    static func withALog() -> Sitting {
        var sitting = self.withSomeTasks()
        sitting.tell(.log(LogLine(level: .info, label: "http", message: "GET /health 200")))
        sitting.tell(.log(LogLine(level: .error, label: "shop", message: "card declined", task: 2)))
        sitting.tell(
            .audit(
                AuditEntry(
                    requester: Requester("x at the server", user: "ann"),
                    command: .cancel([3]),
                    result: "done"
                )
            )
        )
        sitting.tell(.log(LogLine(level: .warning, label: "stderr", message: "retrying")))
        sitting.wait(.milliseconds(100))
        sitting.press("5")
        return sitting
    }
}

extension Model {
    /// What is being typed.
    var prompt: Prompt? {
        if case .prompt(let prompt) = self.overlay { prompt } else { nil }
    }
}

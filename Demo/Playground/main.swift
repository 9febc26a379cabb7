// Change what the tasks do, run it with `swift run bgtop-playground`, and watch. D lets them end, and then leaves.

import BackgroundWork

let tasks = BackgroundTasks(configuration: .init(maximumRunning: 4, shutdownGracePeriod: .seconds(10)))

Task.detached {
    while true {
        try await tasks.add("order") {
            try await tracked("pay") { try await Task.sleep(for: .seconds(1)) }
            try await withThrowingDiscardingTaskGroup { group in
                group.addTrackedTask("pack") { try await Task.sleep(for: .seconds(Double.random(in: 1...3))) }
                group.addTrackedTask("mail") { try await Task.sleep(for: .seconds(2)) }
            }
        }
        try await Task.sleep(for: .seconds(1))
    }
}

watch(tasks)

import BackgroundWork

let tasks = BackgroundTasks(configuration: .init(maximumRunning: 4))
_ = try tasks.addUnlessFull("say-hello") { print("hello from the background") }
async let running: Void = tasks.run()
tasks.perform(.drain, by: .init("the end of main"))
try await running

"""How many empty tasks a second asgi-background runs, from being added to the last one's end. Prints one number.

Without a server: the middleware is called as one would call it. Works with the releases on PyPI and with the repository's newest
commit, whose limit has another name.
"""

import asyncio
import inspect
import time

import anyio
from asgi_background import BackgroundTaskMiddleware, BackgroundTasks

TASKS = 50_000
# Fewer than may be outstanding at once: a request that added more would wait for tasks that begin when it is over.
TASKS_PER_REQUEST = 500
MAXIMUM_RUNNING = 1_024

finished = 0


async def task():
    global finished
    finished += 1


async def app(scope, receive, send):
    tasks = BackgroundTasks(scope)
    for _ in range(TASKS_PER_REQUEST):
        await tasks.add_task(task)


async def lifespan_app(scope, receive, send):
    if scope["type"] == "http":
        return await app(scope, receive, send)
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def main():
    if "max_workers" in inspect.signature(BackgroundTaskMiddleware).parameters:
        limit = {"max_workers": MAXIMUM_RUNNING}
    else:
        limit = {"semaphore": anyio.Semaphore(MAXIMUM_RUNNING)}
    middleware = BackgroundTaskMiddleware(lifespan_app, **limit)

    to_app, from_app = asyncio.Queue(), asyncio.Queue()
    lifespan = asyncio.create_task(middleware({"type": "lifespan"}, to_app.get, from_app.put))
    await to_app.put({"type": "lifespan.startup"})
    await from_app.get()

    start = time.perf_counter()
    for _ in range(TASKS // TASKS_PER_REQUEST):
        await middleware({"type": "http"}, None, None)
    while finished < TASKS:
        await asyncio.sleep(0)
    seconds = time.perf_counter() - start

    await to_app.put({"type": "lifespan.shutdown"})
    await lifespan
    print(TASKS / seconds)


asyncio.run(main())

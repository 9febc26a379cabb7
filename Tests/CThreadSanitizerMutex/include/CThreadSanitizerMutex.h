// Nothing to call: see CThreadSanitizerMutex.c.

#!/usr/bin/env node
const { availableParallelism } = process.getBuiltinModule('node:os');

// sharp decodes in libuv's pool, of 4 threads unless the environment says otherwise before the first of them starts. Node reads the files
// of ES modules in that pool: in one of them, however early, it would be too late; those of CommonJS it reads without.
const FEWEST = 4;
const MOST = 16;
process.env.UV_THREADPOOL_SIZE ??= String(Math.min(MOST, Math.max(FEWEST, availableParallelism())));

void import('./main.js');

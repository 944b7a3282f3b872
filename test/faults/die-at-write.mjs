// Loaded before gan-eval: counts what changes files, and at the change of the number DIE_AT kills the process, before it, in the
// middle of it (of what is written, half is) or after it. With COUNT_IN, the count is written there at the end instead.
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { DIE_AT, DIE_WHEN, COUNT_IN } = process.env;
let changes = 0;
const die = () => process.kill(process.pid, 'SIGKILL');

/** @param half - does half of it */
async function change(whole, half) {
  const dies = ++changes === Number(DIE_AT);
  if (dies && DIE_WHEN === 'before') die();
  if (dies && DIE_WHEN === 'during') {
    await half();
    die();
  }
  const result = await whole();
  if (dies) die();
  return result;
}

const probe = await promises.open(process.execPath, 'r');
const handle = Object.getPrototypeOf(probe);
await probe.close();
const { write, writeFile: writeAll } = handle;
const halfOf = (bytes) => bytes.subarray(0, bytes.length >> 1);
handle.write = function (bytes, offset, length, position) {
  const half = () => write.call(this, bytes, offset, length >> 1, position);
  return change(() => write.call(this, bytes, offset, length, position), half);
};
handle.writeFile = function (bytes) {
  return change(
    () => writeAll.call(this, bytes),
    () => writeAll.call(this, halfOf(Buffer.from(bytes))),
  );
};
for (const name of ['rename', 'mkdir', 'rm', 'writeFile']) {
  const original = promises[name];
  promises[name] = (path, content, ...rest) =>
    change(
      () => original(path, content, ...rest),
      () => name === 'writeFile' && original(path, halfOf(Buffer.from(content)), ...rest),
    );
}
syncBuiltinESMExports();
if (COUNT_IN) process.once('exit', () => fs.writeFileSync(COUNT_IN, String(changes)));

// A program that speaks the protocol of command generators, or breaks it as its first argument says.
// usage: fake-command.mjs MODE [FILE]
import { spawn } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const [mode = 'fine', file] = process.argv.slice(2);
const [widthPx, heightPx] = [4, 2];
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

if (mode === 'dies-at-once') {
  process.stderr.write('Traceback: no module named torch\n');
  process.exit(3);
}
if (mode === 'slow') writeFileSync(file, JSON.stringify([process.pid]));
if (mode === 'has-a-child') {
  // What the program starts must go with it; and both ignore being asked to go.
  const child = spawn(
    process.execPath,
    ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"],
    {
      stdio: 'inherit',
    },
  );
  process.on('SIGTERM', () => {});
  writeFileSync(file, JSON.stringify([process.pid, child.pid]));
}

const hello = {
  type: 'hello',
  protocol: mode === 'other-version' ? 2 : 1,
  name: 'fake',
  kind: mode === 'conditional' ? 'conditional' : 'unconditional',
  image: { widthPx, heightPx },
  latentSize: 8,
  knobs: [{ name: 'psi', range: [0, 1], default: 1 }],
  styleLayers: 4,
  ...(mode === 'conditional' && { pose: true, slots: ['top', 'shoes'] }),
  ...(mode === 'bad-hello' && { image: { widthPx: 0, heightPx } }),
};

/** Whether it has misbehaved, and does nothing more. */
let stuck = false;

/** Seed, psi in percent and the style's seed, in every pixel. */
function pixels({ seed, knobs, styleMix }) {
  const pixel = [seed % 256, Math.round(100 * knobs.psi), styleMix?.seed ?? 7];
  return Buffer.from(Array.from({ length: widthPx * heightPx }, () => pixel).flat());
}

function answer(request) {
  if (stuck) return;
  const { id, seed } = request;
  const data = pixels(request);
  const frame = { type: 'image', id, format: 'rgb', widthPx, heightPx, bytes: data.length };
  if (seed !== 666) {
    say(frame);
    process.stdout.write(data);
    return;
  }
  stuck = mode !== 'black';
  switch (mode) {
    case 'dies':
      process.stderr.write('CUDA out of memory\n');
      process.exit(1);
      break;
    case 'dies-in-an-image':
      say(frame);
      process.stdout.write(data.subarray(0, 5), () => process.kill(process.pid, 'SIGKILL'));
      break;
    case 'closes-stdout':
      process.stdout.end();
      break;
    case 'prints':
      process.stdout.write('Loading weights\u001b[31m...\n');
      break;
    case 'wrong-id':
      say({ ...frame, id: id + 1 });
      process.stdout.write(data);
      break;
    case 'wrong-size':
      say({ ...frame, widthPx: 2, heightPx: 4 });
      process.stdout.write(data);
      break;
    case 'wrong-bytes':
      say({ ...frame, heightPx: 3 });
      process.stdout.write(data);
      break;
    case 'no-picture':
      say({ type: 'image', id, format: 'png', bytes: 3 });
      process.stdout.write('abc');
      break;
    case 'endless-line':
      process.stdout.write('x'.repeat(2 ** 21));
      break;
    case 'says-error':
      say({ type: 'error', message: 'seed 666 is cursed' });
      break;
    case 'black':
      data.fill(0);
      say(frame);
      process.stdout.write(data);
      break;
    default: // hangs
  }
}

/** When the next image of a slow program may go out. */
let ready = Promise.resolve();

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const message = JSON.parse(line);
    if (message.type === 'hello') {
      if (mode !== 'silent') say({ ...hello, device: message.device });
      return;
    }
    if (mode === 'conditional') appendFileSync(file, `${line}\n`);
    for (const request of message.requests) {
      if (mode !== 'slow') answer(request);
      else ready = ready.then(() => sleep(100)).then(() => answer(request));
    }
  })
  .on('close', () => {
    if (mode === 'has-a-child' || mode === 'stays') setInterval(() => {}, 1000);
    else process.exit(0);
  });

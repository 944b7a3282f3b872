// A command generator of flat 24 x 24 images, of which a process makes two, and the rest once the file GATE is gone.
// usage: gated-generator.mjs GATE
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const [gate] = process.argv.slice(2);
const image = { widthPx: 24, heightPx: 24 };
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

let made = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'hello')
    say({ type: 'hello', protocol: 1, name: 'gated', kind: 'unconditional', image });
  for (const { id, seed } of message.requests ?? []) {
    while (made >= 2 && existsSync(gate)) await sleep(50);
    const pixel = [seed % 256, (seed * 7) % 256, (seed * 31) % 256];
    const data = Buffer.from(Array.from({ length: image.widthPx * image.heightPx }, () => pixel).flat());
    say({ type: 'image', id, format: 'rgb', ...image, bytes: data.length });
    process.stdout.write(data);
    made++;
  }
}

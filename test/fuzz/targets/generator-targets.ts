import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { generatorFileSchema } from '../../../src/config/generator-file.js';
import { InputError } from '../../../src/errors.js';
import { httpGenerator } from '../../../src/generators/http/http-generator.js';
import { readGeneratorFile } from '../../../src/generators/read-generator-file.js';
import { ByteReader, WireError } from '../../../src/generators/wire/byte-reader.js';
import { describedGenerator } from '../../../src/generators/wire/described-generator.js';
import { readImageReply, readReply } from '../../../src/generators/wire/replies.js';
import { ofSeed } from '../../generators/collect.js';
import { conditionalFile, styleFile } from '../../generators/small-networks.js';
import type { Dice } from '../dice.js';
import { mutateBytes } from '../mutate-bytes.js';
import { mutateJson } from '../mutate-json.js';
import type { Target } from '../target.js';

const hello = {
  ...{ type: 'hello', protocol: 1, name: 'a', kind: 'conditional', latentSize: 5, styleLayers: 3 },
  ...{ image: { widthPx: 2, heightPx: 1 }, pose: true, slots: ['top'], labels: ['class'] },
  knobs: [{ name: 'psi', range: [0, 1], default: 0.5 }],
};
const image = { type: 'image', id: 0, format: 'rgb', widthPx: 2, heightPx: 1, bytes: 6 };

const line = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
const pixels = Buffer.from([1, 2, 3, 4, 10, 6]);
const spoken = Buffer.concat([line(hello), line(image), pixels, line({ ...image, id: 1 }), pixels]);

/** Changes one line as JSON, or all of it as bytes. */
function mutateSpeech(seeds: readonly Uint8Array[], dice: Dice): Uint8Array {
  if (dice.chance(0.3)) return mutateBytes(seeds, dice);
  const change = (value: object): Buffer =>
    dice.chance(0.5)
      ? Buffer.concat([mutateJson([Buffer.from(JSON.stringify(value))], dice), Buffer.from('\n')])
      : line(value);
  return Buffer.concat([change(hello), change(image), pixels.subarray(dice.chance(0.8) ? 0 : 3)]);
}

async function* inParts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 4093) yield await Promise.resolve(bytes.subarray(at, at + 4093));
}

const files = [
  conditionalFile,
  styleFile,
  { loader: 'command', command: ['python3', 'make.py'], batch: 4, limits: { imageSeconds: 3 } },
  {
    loader: 'http',
    url: 'http://127.0.0.1:1/',
    headers: { authorization: 'Bearer ${HOME}' },
    limits: { retries: 0 },
  },
  { loader: 'images', set: 'images', manifest: 'manifest.jsonl' },
];

/** What an endpoint answers that is asked once and then asked for an image. */
async function askEndpoint(answer: (method: string) => Uint8Array): Promise<void> {
  const server = createServer((request, response) => {
    request.resume();
    response.end(answer(request.method ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const file = generatorFileSchema.parse({
      loader: 'http',
      url,
      limits: { retries: 0, requestSeconds: 4 },
    });
    if (file.loader !== 'http') return;
    const generator = await httpGenerator(file);
    try {
      const condition = { id: 'a', pose: null, outfit: null, labels: {} };
      for await (const { image } of generator.sample([{ ...ofSeed(1), condition }])) {
        if (image.data.length === 0) return;
      }
    } finally {
      await generator.dispose();
    }
  } finally {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }
}

export const generatorTargets: readonly Target[] = [
  {
    name: 'generator-json',
    seeds: () => Promise.resolve(files.map((file) => Buffer.from(JSON.stringify(file)))),
    mutate: mutateJson,
    async parse(input, folder) {
      const path = join(folder, 'generator.json');
      await writeFile(path, input);
      await readGeneratorFile(path);
    },
  },
  {
    name: 'wire',
    seeds: () => Promise.resolve([spoken]),
    mutate: mutateSpeech,
    async parse(input) {
      const reader = new ByteReader(inParts(input));
      try {
        for (let i = 0; i < 4; i++) {
          const reply = await readReply(reader);
          if (reply.type === 'hello') describedGenerator(reply, 'case', 'command', ['case']);
          else await readImageReply(reply, reader, 'case');
        }
      } catch (error) {
        // As the generators do that read such replies.
        throw error instanceof WireError ? new InputError(`case ${error.message}`, { cause: error }) : error;
      }
    },
  },
  {
    name: 'http',
    seeds: () => Promise.resolve([spoken]),
    mutate: mutateSpeech,
    async parse(input) {
      const end = Buffer.from(input).indexOf('\n') + 1;
      await askEndpoint((method) => (method === 'GET' ? input.subarray(0, end) : input.subarray(end)));
    },
    share: 0.1,
  },
];

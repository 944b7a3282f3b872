import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { parseStateDict, readStateDict } from '../../src/formats/pth.js';
import { global, legacyFile, storage, tensor, text } from './legacy-file.js';
import type { PickleCode } from './legacy-file.js';

const golden = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/golden/models/${name}`, import.meta.url));

const asDict = (name: string, value: PickleCode): PickleCode => ['}', ...text(name), ...value, 's'];
const parse = (code: PickleCode, storages?: Readonly<Record<string, readonly number[]>>): Promise<unknown> =>
  parseStateDict('x.pth', legacyFile(code, storages));

describe('readStateDict', () => {
  const expected: Record<string, { dims: number[]; values: number[] }> = {
    'bn.weight': { dims: [2], values: [1, 1] },
    'bn.bias': { dims: [2], values: [0, 0] },
    'bn.running_mean': { dims: [2], values: [0, 0] },
    'bn.running_var': { dims: [2], values: [1, 1] },
    'bn.num_batches_tracked': { dims: [], values: [0] },
    weight: { dims: [2, 3], values: [0, 0.5, 1, 1.5, 2, 2.5] },
    transposed: { dims: [3, 2], values: [0, 1.5, 0.5, 2, 1, 2.5] },
    row: { dims: [3], values: [1.5, 2, 2.5] },
    parameter: { dims: [2], values: [1.5, -2] },
    half: { dims: [5], values: [0.5, -1.5, 65504, 2 ** -24, Infinity] },
    bfloat16: { dims: [2], values: [1, -2.5] },
    double: { dims: [1], values: [Math.fround(1 / 3)] },
    int64: { dims: [2, 1], values: [-7, 2 ** 40] },
    int32: { dims: [1], values: [-8] },
    int16: { dims: [1], values: [-9] },
    int8: { dims: [1], values: [-10] },
    uint8: { dims: [1], values: [250] },
    bool: { dims: [2], values: [1, 0] },
    scalar: { dims: [], values: [2.5] },
    empty: { dims: [0, 3], values: [] },
  };

  it.each(['state-zip.pth', 'state-zip-protocol4.pth', 'state-legacy.pth'])('reads %s', async (name) => {
    const state = await readStateDict(golden(name));
    expect([...state.keys()]).toEqual(Object.keys(expected));
    for (const [key, { dims, values }] of Object.entries(expected)) {
      expect({ key, dims: state.get(key)?.dims, values: [...(state.get(key)?.data ?? [])] }).toEqual({
        key,
        dims,
        values,
      });
    }
  });

  it('reads a checkpoint that holds its tensors under state_dict', async () => {
    const state = await readStateDict(golden('checkpoint.pth'));
    expect([...state.keys()]).toEqual(['weight']);
  });

  it('refuses a whole module, and names its class', async () => {
    await expect(readStateDict(golden('whole-module.pth'))).rejects.toThrow(
      /torch\.nn\.modules\.linear\.Linear/,
    );
  });

  it('says that a file is not there', async () => {
    const reading = readStateDict(golden('none.pth'));
    await expect(reading).rejects.toThrow(InputError);
    await expect(reading).rejects.toThrow(/cannot be read/);
  });
});

describe('parseStateDict', () => {
  it('reads a file that the test wrote itself', async () => {
    const code = asDict('w', tensor(storage('0', 4), 0, [2, 2], [1, 2]));
    expect(await parse(code, { 0: [1, 2, 3, 4] })).toEqual(
      new Map([['w', { dims: [2, 2], data: Float32Array.of(1, 3, 2, 4) }]]),
    );
  });

  it('reads an OrderedDict as Python 2 wrote it, a list of pairs', async () => {
    const pair: PickleCode = [']', '(', 'U', 1, 'w', ...tensor(storage('0', 1), 0, [1], [1]), 'e'];
    const code: PickleCode = [...global('collections', 'OrderedDict'), '(', ']', ...pair, 'a', 't', 'R'];
    expect(await parse(code, { 0: [5] })).toEqual(new Map([['w', { dims: [1], data: Float32Array.of(5) }]]));
  });

  const call = (module: string, name: string, argument: string): PickleCode => [
    ...[...global(module, name), '(', ...text(argument), 't', 'R'],
  ];
  it.each<[string, PickleCode, RegExp]>([
    ['os.system', call('os', 'system', 'exit 3'), /holds `os\.system`.*only tensors are accepted/],
    ['posix.system under a tensor', asDict('w', call('posix', 'system', 'id')), /`posix\.system`/],
    ['builtins.eval', call('builtins', 'eval', '1'), /`builtins\.eval`/],
    ['a global by stack', [...text('os'), ...text('system'), 0x93], /`os\.system`/],
    ['nested pickles', call('torch.storage', '_load_from_bytes', 'x'), /`torch\.storage\._load_from_bytes`/],
    [
      'a name like a property of every object',
      call('__proto__', 'constructor', 'x'),
      /`__proto__\.constructor`/,
    ],
    ['calling a storage class', call('torch', 'FloatStorage', 'x'), /calls `torch\.FloatStorage`/],
    ['NEWOBJ', [...global('collections', 'OrderedDict'), ')', 0x81], /opcode 0x81/],
    ['INST', ['(', 'i', 'os\nsystem\n'], /opcode 0x69/],
    ['an extension code', [0x82, 1], /opcode 0x82/],
    ['BUILD on a tensor', [...tensor(storage('0', 1), 0, [1], [1]), '}', 'b'], /sets the state/],
    ['a list', [']'], /holds a list; expected a state dict/],
    ['a string among tensors', asDict('note', text('hi')), /`note` is a string/],
    ['a module by persistent id', ['(', ...text('module'), 'N', 't', 'Q'], /refers to `module`/],
    ['an empty stack', ['s'], /takes more from the stack/],
    ['a memo that was never set', ['h', 7], /memo 7/],
    ['no mark', ['t'], /closes a list/],
    ['a mark as a value', ['(', 0x85], /leaves a list open/],
  ])('refuses %s', async (_, code, message) => {
    const parsing = parse(code);
    await expect(parsing).rejects.toThrow(InputError);
    await expect(parsing).rejects.toThrow(message);
  });

  it.each<[string, PickleCode, RegExp]>([
    ['leaves its storage', tensor(storage('0', 2), 1, [2], [1]), /leaves its storage of 2/],
    ['repeats elements', tensor(storage('0', 2), 0, [250, 250, 250], [0, 0, 0]), /repeats its 2/],
    ['has more sizes than strides', tensor(storage('0', 2), 0, [1, 2], [1]), /leaves its storage/],
    ['has too many axes', tensor(storage('0', 2), 0, Array<number>(17).fill(1), []), /at most 16/],
    ['claims more than the file', tensor(storage('0', 9), 0, [9], [1]), /has 2 elements but should have 9/],
    ['uses a storage that is not there', tensor(storage('1', 2), 0, [2], [1]), /no tensor uses/],
  ])('refuses a tensor that %s', async (_, code, message) => {
    await expect(parse(asDict('w', code), { 0: [1, 2] })).rejects.toThrow(message);
  });

  it('refuses tensors that share one storage without end', async () => {
    const entry = (i: number): PickleCode => [
      ...text(`w${i}`),
      ...tensor(i === 0 ? [...storage('0', 200), 'q', 0] : ['h', 0], 0, [200], [1]),
      's',
    ];
    const code = ['}', ...Array.from({ length: 250 }, (_, i) => entry(i)).flat()];
    await expect(parse(code, { 0: Array<number>(200).fill(1) })).rejects.toThrow(/claim to hold tensors of/);
  });

  it('stops a pickle that only keeps it busy', async () => {
    await expect(parse(['N'.repeat(2_100_000)])).rejects.toThrow(/steps/);
  });

  it('says that other files are not PyTorch files', async () => {
    await expect(parseStateDict('x.pth', Buffer.from('<!DOCTYPE html>'))).rejects.toThrow(
      /not a PyTorch file/,
    );
    await expect(parseStateDict('x.pth', new Uint8Array(0))).rejects.toThrow(/not a PyTorch file/);
  });

  it.each(['state-zip.pth', 'state-zip-protocol4.pth', 'state-legacy.pth'])(
    'gives InputError or tensors for any damage of %s',
    async (name) => {
      const whole = await readFile(golden(name));
      let seed = 7;
      const random = (below: number): number => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor((seed / 2 ** 32) * below);
      };
      let refused = 0;
      for (let round = 0; round < 400; round++) {
        const damaged = Buffer.from(whole.subarray(0, round % 4 === 0 ? random(whole.length) : whole.length));
        for (let flips = round % 4; flips > 0; flips--) {
          damaged[random(damaged.length)]! ^= 1 << random(8);
        }
        try {
          await parseStateDict(name, damaged);
        } catch (error) {
          expect(error, `round ${round}`).toBeInstanceOf(InputError);
          refused++;
        }
      }
      expect(refused).toBeGreaterThan(100);
    },
  );

  it('calls every cut a damaged file', async () => {
    const whole = await readFile(golden('state-legacy.pth'));
    for (let length = 0; length < whole.length; length += 13) {
      await expect(parseStateDict('x.pth', whole.subarray(0, length))).rejects.toThrow(InputError);
    }
  });
});

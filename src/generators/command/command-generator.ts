import type { CommandGeneratorFile } from '../../config/generator-file.js';
import { chooseDevice } from '../../engines/open-engine.js';
import { InputError } from '../../errors.js';
import type { RgbImage } from '../../images/image.js';
import type {
  GeneratedImage,
  Generator,
  OpenOptions,
  Requests,
  SampleOptions,
  SampleRequest,
} from '../generator.js';
import { inBatches } from '../in-batches.js';
import { ByteReader, EndError, WireError } from '../wire/byte-reader.js';
import { describedGenerator, type Described } from '../wire/described-generator.js';
import { PROTOCOL, readImageReply, readReply } from '../wire/replies.js';
import { requestMessage } from '../wire/request-message.js';
import { Child } from './child.js';
import { unlessAborted } from './unless-aborted.js';

/** Batches that the program has been given: one that it works on, and the next. */
const BATCHES_AHEAD = 2;

/** How long a program that has closed its stdout has to end, before that is the story. */
const PATIENCE_MS = 1000;

/** The longest that a timer takes: 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A batch that the program has been given. */
interface Asked<Request> {
  /** Id of its first image. */
  readonly first: number;
  readonly group: readonly Request[];
}

/**
 * A generator that is a program: it is started here, asked on its stdin, and answers on its stdout (docs/generators.md).
 * @param folder - where it is started
 * @throws InputError if it cannot be started, ends, does not answer in time, or answers what it should not; with the end
 *   of its stderr
 */
export async function commandGenerator(
  file: CommandGeneratorFile,
  folder: string,
  { engine }: Pick<OpenOptions, 'engine'>,
): Promise<Generator> {
  const { command, batch: defaultBatch, limits } = file;
  const child = new Child(command, folder, limits.endSeconds * 1000);
  const reader = new ByteReader(child.stdout);
  let nextId = 0;

  /** What `work` gives, unless the program ends or takes too long before; it is ended then. */
  async function within<T>(limitSeconds: number, work: Promise<T>, signal?: AbortSignal): Promise<T> {
    const tooLate = new AbortController();
    const timer = setTimeout(
      () => {
        tooLate.abort(new WireError(`did not answer within ${limitSeconds} seconds`));
      },
      Math.min(limitSeconds * 1000, MAX_TIMER_MS),
    );
    try {
      return await unlessAborted(work, [child.ended, tooLate.signal, ...(signal ? [signal] : [])]);
    } catch (error) {
      const cause = await explain(error);
      // What it may still write belongs to no request any more.
      await child.kill();
      throw cause;
    } finally {
      clearTimeout(timer);
    }
  }

  async function explain(error: unknown): Promise<unknown> {
    // The end of its output says little; how the program ended, more.
    if (error instanceof EndError && (await child.hasEndedWithin(PATIENCE_MS))) return child.ended.reason;
    if (!(error instanceof WireError)) return error;
    return new InputError(`${child.label} ${error.message}.${child.lastWords.toString()}`, { cause: error });
  }

  async function greet(): Promise<Described> {
    child.write(`${JSON.stringify({ type: 'hello', protocol: PROTOCOL, device: chooseDevice(engine) })}\n`);
    const greeting = await readReply(reader);
    if (greeting.type !== 'hello') throw new WireError('sent an image before it said hello');
    return describedGenerator(greeting, child.label, 'command', command);
  }

  /** @returns the id of its first image; the others follow */
  async function ask(group: readonly SampleRequest[]): Promise<number> {
    const first = nextId;
    nextId += group.length;
    const requests = await Promise.all(
      group.map((request, i) => requestMessage(first + i, request, described, (path) => path)),
    );
    child.write(`${JSON.stringify({ type: 'sample', requests })}\n`);
    return first;
  }

  async function receive(id: number, seed: number): Promise<RgbImage> {
    for (;;) {
      const reply = await readReply(reader);
      if (reply.type !== 'image' || reply.id > id) {
        throw new WireError(
          `sent ${reply.type === 'image' ? `image ${reply.id}` : 'a hello'} where image ${id} was expected`,
        );
      }
      const image = await readImageReply(
        reply,
        reader,
        `${described.identity.name}: the image of seed ${seed}`,
      );
      // Whoever asked for an earlier one has gone.
      if (reply.id === id) return image;
    }
  }

  async function* answers<Request extends SampleRequest>(
    { first, group }: Asked<Request>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<GeneratedImage<Request>> {
    for (const [i, request] of group.entries()) {
      const limit = limits.imageSeconds * (i === 0 ? group.length : 1);
      yield { request, image: await within(limit, receive(first + i, request.seed), signal) };
    }
  }

  const described = await within(limits.startSeconds, greet());
  return {
    ...described,
    runsOn: child.label,
    async *sample<Request extends SampleRequest>(
      requests: Requests<Request>,
      { batch = defaultBatch, signal }: SampleOptions = {},
    ) {
      const asked: Asked<Request>[] = [];
      for await (const group of inBatches(requests, batch)) {
        asked.push({ first: await ask(group), group });
        if (asked.length === BATCHES_AHEAD) yield* answers(asked.shift()!, signal);
      }
      for (const each of asked) yield* answers(each, signal);
    },
    dispose: () => child.close(),
  };
}

import { z } from 'zod';
import { networkGeneratorSchema } from './network-generator-file.js';

/** The name of the file in a generator's folder. */
export const GENERATOR_FILE = 'generator.json';

const seconds = z.number().positive().max(86_400);
const batch = z.int().positive().max(4096).default(8);

/** A program that makes images; it says itself what it takes (docs/generators.md has the protocol). */
const commandSchema = z.strictObject({
  loader: z.literal('command'),
  /** The program and its arguments, started in this file's folder without a shell. */
  command: z.array(z.string()).min(1),
  /** How many images it is asked for at a time. */
  batch,
  limits: z
    .strictObject({
      /** From the start to the greeting: what loading the network may take. */
      startSeconds: seconds.default(300),
      /** From one image to the next; the first of a batch may take this long for each image of the batch. */
      imageSeconds: seconds.default(120),
      /** From the end of its stdin to SIGTERM, and from that to SIGKILL. */
      endSeconds: seconds.default(3),
    })
    .prefault({}),
});

/** Addresses are shown in results and messages. */
function hasNoPassword(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { username, password } = new URL(url);
  return username === '' && password === '';
}

/** An HTTP endpoint that makes images; it says itself what it takes. */
const httpSchema = z.strictObject({
  loader: z.literal('http'),
  /** In its path or query `${NAME}` stands for an environment variable. It is written into results as it stands here. */
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .refine(
      hasNoPassword,
      'must hold no user and no password; put them in headers: {"authorization": "Basic ${NAME}"}',
    ),
  /** Sent with every request; `${NAME}` stands for an environment variable, so that no secret has to lie here. */
  headers: z.record(z.string(), z.string()).default({}),
  batch,
  limits: z
    .strictObject({
      /** For one answer, from request to last byte. */
      requestSeconds: seconds.default(300),
      /** Requests on their way at a time. */
      concurrency: z.int().positive().max(64).default(2),
      /** Further attempts for a request that fails in a way that may pass. */
      retries: z.int().min(0).max(20).default(5),
      /** Before the first further attempt; doubled for each one after it. */
      retryDelaySeconds: z.number().min(0).max(600).default(0.5),
    })
    .prefault({}),
});

/** Images made before. What they were asked for is in their manifest, if they have one. */
const imagesSchema = z.strictObject({
  loader: z.literal('images'),
  name: z.string().min(1).optional(),
  /** A folder or an archive, from this file's folder. */
  set: z.string().min(1),
  /** Left out: the one that lies in the folder or beside the archive, if there is one. */
  manifest: z.string().min(1).optional(),
});

/** What `generator.json` holds. */
export const generatorFileSchema = z.discriminatedUnion('loader', [
  networkGeneratorSchema,
  commandSchema,
  httpSchema,
  imagesSchema,
]);

export type GeneratorFile = z.infer<typeof generatorFileSchema>;
export type CommandGeneratorFile = z.infer<typeof commandSchema>;
export type HttpGeneratorFile = z.infer<typeof httpSchema>;
export type ImagesGeneratorFile = z.infer<typeof imagesSchema>;

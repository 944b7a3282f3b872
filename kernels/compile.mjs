/**
 * Compiles the kernels to src/math/kernels/kernel-bytes.ts, which is kept under version control so that the sources run as they are.
 *
 *   node kernels/compile.mjs [--check]
 *
 * With --check it writes nothing and fails if the file is not what these sources give.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const OPTIONS = [
  ...['--runtime', 'stub', '-O3', '--noAssert'],
  ...['--enable', 'simd', '--enable', 'threads'],
  // As src/math/kernels/kernel-memory.ts makes it.
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
];
const WIDTH = 110;

const folder = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../src/math/kernels/kernel-bytes.ts', import.meta.url));

const files = new Map();
const { error, stderr } = await asc.main(
  [...OPTIONS, '--baseDir', folder, 'index.ts', '--outFile', 'kernels.wasm'],
  {
    writeFile: (name, contents) => {
      files.set(name, contents);
    },
  },
);
if (error) throw new Error(`The kernels do not compile.\n${stderr.toString()}`, { cause: error });

const letters = Buffer.from(files.get('kernels.wasm')).toString('base64');
const lines = letters.match(new RegExp(`.{1,${WIDTH}}`, 'g')).map((line) => `  '${line}'`);
const source = `// Compiled from kernels/ by \`npm run kernels\`; test/math/kernels/kernel-bytes.test.ts holds that it is.
/** A WebAssembly module, in base64. */
export const KERNEL_BYTES =
${lines.join(' +\n')};
`;
if (!process.argv.includes('--check')) {
  await writeFile(target, source);
} else if ((await readFile(target, 'utf8')) !== source) {
  throw new Error('src/math/kernels/kernel-bytes.ts is not what kernels/ compiles to. Run: npm run kernels');
}

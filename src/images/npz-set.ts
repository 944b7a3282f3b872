import { InputError } from '../errors.js';
import { checkPayload } from '../formats/npy.js';
import { elementCount, NPY_PREFIX_BYTES, parseNpyHeader } from '../formats/npy-header.js';
import { findArray } from '../formats/npz.js';
import { openZipArchive, type ZipArchive, type ZipEntry } from '../formats/zip-archive.js';
import { openRandomFile, type RandomFile } from '../storage/random-file.js';
import type { ImageSet } from './image-set.js';
import { MAX_IMAGE_PIXELS } from './limits.js';
import { readAt } from './read-at.js';
import { unreadable } from './read-image.js';
import { spool } from './spool.js';

const ARRAY = 'arr_0';

/** Where an array's bytes lie as they are: in the .npz itself, or in a temporary file. */
interface PlainArray {
  readonly file: RandomFile;
  readonly offset: number;
  release(): Promise<void>;
}

interface Layout {
  readonly dataOffset: number;
  readonly count: number;
  readonly heightPx: number;
  readonly widthPx: number;
}

/**
 * The images of an .npz file: its `arr_0`, N x height x width x 3, uint8. Images are read where they lie; a compressed
 * array is unpacked into a temporary file first, which `close` removes.
 * @throws InputError if there is no such array or it is not what its header says
 */
export async function openNpzSet(location: string): Promise<ImageSet> {
  const archive = await openZipArchive(location);
  try {
    const entry = findArray(archive, ARRAY);
    const prefix = await archive.readPrefix(entry, NPY_PREFIX_BYTES);
    const layout = readLayout(`${location}: ${ARRAY}`, prefix, entry.sizeBytes);
    return imageSet(location, layout, await openPlainArray(archive, entry));
  } finally {
    archive.close();
  }
}

function imageSet(location: string, layout: Layout, array: PlainArray): ImageSet {
  const { dataOffset, count, heightPx, widthPx } = layout;
  const sizeBytes = heightPx * widthPx * 3;
  const ids = Array.from({ length: count }, (_, i) => `${ARRAY}[${i}]`);
  return {
    location,
    ids,
    ignored: [],
    async read(index) {
      try {
        const data = await readAt(array.file, array.offset + dataOffset + index * sizeBytes, sizeBytes);
        return { kind: 'pixels', image: { widthPx, heightPx, data } };
      } catch (error) {
        throw unreadable(ids[index]!, error);
      }
    },
    close: () => array.release(),
  };
}

async function openPlainArray(archive: ZipArchive, entry: ZipEntry): Promise<PlainArray> {
  const { path } = archive;
  if (entry.stored) {
    const offset = await archive.dataOffset(entry);
    const file = await openRandomFile(path);
    return { file, offset, release: () => file.close() };
  }
  const unpacked = await spool(`${path}: ${ARRAY}`, await archive.stream(entry), []);
  const file = await openRandomFile(unpacked.path);
  return {
    file,
    offset: 0,
    async release() {
      await file.close();
      await unpacked.remove();
    },
  };
}

function readLayout(label: string, prefix: Uint8Array, sizeBytes: number): Layout {
  const header = parseNpyHeader(prefix, label);
  const { descr, dims, fortranOrder, dataOffset } = header;
  const [count, heightPx, widthPx, channels] = dims;
  const isImages = dims.length === 4 && channels === 3 && dims.every((dim) => dim > 0);
  if (descr !== '|u1' || !isImages || fortranOrder) {
    const order = fortranOrder ? ', Fortran order' : '';
    throw new InputError(
      `${label}: is ${descr} of shape (${dims.join(', ')})${order}; expected images, uint8 of shape (N, height, width, 3)`,
    );
  }
  checkPayload(sizeBytes - dataOffset, elementCount(dims, label), header, label);
  if (heightPx! * widthPx! > MAX_IMAGE_PIXELS) {
    throw new InputError(
      `${label}: images of ${widthPx} x ${heightPx}; the limit is ${MAX_IMAGE_PIXELS} pixels`,
    );
  }
  return { dataOffset, count: count!, heightPx: heightPx!, widthPx: widthPx! };
}

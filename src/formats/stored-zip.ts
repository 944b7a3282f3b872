import { crc32 } from 'node:zlib';

/** A file to be put into an archive; its content may come in parts. */
export interface StoredFile {
  readonly name: string;
  readonly content: readonly Uint8Array[];
}

const LOCAL_HEADER_BYTES = 30;
const DIRECTORY_ENTRY_BYTES = 46;
const END_BYTES = 22;
const MAX_BYTES = 0xffff_ffff;
/** 1980-01-01, the first day that zip knows: the same content gives the same archive. */
const DOS_DATE = (1 << 5) | 1;
const VERSION = 20;
const UTF8_NAME = 0x0800;

/**
 * A zip archive of uncompressed files, in parts to be written one after the other.
 * @throws RangeError if it would need zip64 (4 GiB)
 * @source APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16
 */
export function encodeStoredZip(files: readonly StoredFile[]): readonly Uint8Array[] {
  const body: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const nameBytes = Buffer.from(name);
    const sizeBytes = totalBytes(content);
    if (offset + sizeBytes > MAX_BYTES)
      throw new RangeError('Expected less than 4 GiB of arrays in an archive');
    const fields = commonFields(nameBytes.length, sizeBytes, content);
    const local = Buffer.alloc(LOCAL_HEADER_BYTES);
    local.writeUInt32LE(0x0403_4b50, 0);
    fields.copy(local, 4);
    const entry = Buffer.alloc(DIRECTORY_ENTRY_BYTES);
    entry.writeUInt32LE(0x0201_4b50, 0);
    entry.writeUInt16LE(VERSION, 4);
    fields.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    body.push(local, nameBytes, ...content);
    directory.push(entry, nameBytes);
    offset += LOCAL_HEADER_BYTES + nameBytes.length + sizeBytes;
  }
  return [...body, ...directory, endRecord(files.length, totalBytes(directory), offset)];
}

/** The 26 bytes that local header and directory entry share. */
function commonFields(nameBytes: number, sizeBytes: number, content: readonly Uint8Array[]): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8_NAME, 2);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(
    // Of a view without memory, as empty ones may be, Node gives 0 whatever came before.
    content.reduce((checksum, part) => (part.length > 0 ? crc32(part, checksum) : checksum), 0),
    10,
  );
  fields.writeUInt32LE(sizeBytes, 14);
  fields.writeUInt32LE(sizeBytes, 18);
  fields.writeUInt16LE(nameBytes, 22);
  return fields;
}

function endRecord(entries: number, directoryBytes: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(directoryOffset, 16);
  return end;
}

function totalBytes(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.byteLength, 0);
}

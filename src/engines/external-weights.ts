/** The messages of an ONNX file on the way to its tensors, by the numbers of the fields that they stand in. */
const inside = {
  model: { 7: 'graph', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  function: { 7: 'node', 11: 'attribute' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: { 13: 'entry' },
  /** One thing about the place of a tensor's values: its name and what it is. */
  entry: {},
} as const satisfies Readonly<Record<string, Readonly<Record<number, string>>>>;

type Message = keyof typeof inside;

/**
 * The files beside an ONNX model in which it keeps weights of its own, as it names them: relative to its folder, in order.
 * @param model - content of the file; of one that is damaged, what can be found
 * @source onnx.proto3, TensorProto.external_data
 */
export function externalWeights(model: Uint8Array): string[] {
  const found = new Set<string>();
  // Messages within each other are kept here and not on the call stack, which a file could exhaust.
  const open: OpenMessage[] = [openMessage(model, 'model')];
  for (let current = open.at(-1); current !== undefined; current = open.at(-1)) {
    const { message, fields: rest, texts } = current;
    const { value: field } = rest.next();
    if (field === undefined) {
      const [, key, value] = texts;
      if (key === 'location' && value !== undefined) found.add(value);
      open.pop();
      continue;
    }
    const [number, content] = field;
    if (message === 'entry' && number <= 2) texts[number] = Buffer.from(content).toString();
    const known: Readonly<Record<number, Message>> = inside[message];
    const next = known[number];
    if (next !== undefined) open.push(openMessage(content, next));
  }
  return [...found];
}

/** A message, as far as it has been read. */
interface OpenMessage {
  readonly message: Message;
  readonly fields: Iterator<Field, undefined>;
  /** Of an entry, by number. */
  readonly texts: (string | undefined)[];
}

type Field = readonly [number: number, content: Uint8Array];

const openMessage = (bytes: Uint8Array, message: Message): OpenMessage => ({
  message,
  fields: fields(bytes),
  texts: [],
});

/** The fields of a protobuf message that have a length, which are the messages, texts and arrays; the others are passed over. */
function* fields(bytes: Uint8Array): Generator<Field, undefined> {
  let at = 0;
  const varint = (): number => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const wireType = tag % 8;
    if (wireType === 0) varint();
    else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else if (wireType === 2) {
      const length = varint();
      yield [Math.floor(tag / 8), bytes.subarray(at, at + length)];
      at += length;
    } else return undefined;
  }
  return undefined;
}

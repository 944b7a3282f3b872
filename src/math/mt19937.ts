const STATE_SIZE = 624;
const SHIFT_SIZE = 397;
const UINT32_RANGE = 2 ** 32;

/**
 * MT19937 as numpy's `RandomState` drives it: the same seed gives the same numbers, call by call. Published
 * evaluation code draws its subsets with that generator, and so can be followed to the sample.
 * @source M. Matsumoto, T. Nishimura, "Mersenne Twister" (1998); numpy.random.RandomState
 */
export class Mt19937 {
  private readonly state = new Uint32Array(STATE_SIZE);
  private position = STATE_SIZE;
  private waitingNormal: number | undefined;

  /**
   * @param seed - 0 to 2^32 - 1, as `RandomState(seed)` takes it
   * @throws RangeError for anything else
   */
  constructor(seed: number) {
    requireInteger(seed, 0, UINT32_RANGE - 1, 'seed');
    let word = seed;
    for (let i = 0; i < STATE_SIZE; i++) {
      this.state[i] = word;
      word = (Math.imul(1812433253, word ^ (word >>> 30)) + i + 1) >>> 0;
    }
  }

  /** 32 random bits as an integer, 0 to 2^32 - 1. */
  uint32(): number {
    if (this.position === STATE_SIZE) this.refill();
    return temper(this.state[this.position++]!);
  }

  /** `random_sample()`: uniform in [0, 1), a multiple of 2^-53. */
  random(): number {
    const high = this.uint32() >>> 5;
    return (high * 2 ** 26 + (this.uint32() >>> 6)) / 2 ** 53;
  }

  /** `random_sample(size)`. */
  randoms(size: number): Float64Array {
    const values = new Float64Array(size);
    for (let i = 0; i < size; i++) values[i] = this.random();
    return values;
  }

  /**
   * `randint(low, high)`: uniform among low, ..., high - 1.
   * @throws RangeError unless low < high <= low + 2^32
   */
  integer(low: number, high: number): number {
    requireInteger(low, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'low');
    requireInteger(high, low + 1, low + UINT32_RANGE, 'high');
    return low + this.upTo(high - 1 - low);
  }

  /** `randint(low, high, size)`. */
  integers(low: number, high: number, size: number): Float64Array {
    return new Float64Array(size).map(() => this.integer(low, high));
  }

  /** `shuffle(values)`, in place. */
  shuffle(values: { [index: number]: unknown; readonly length: number }): void {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.upTo(i);
      const kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  /** `permutation(size)`: 0, ..., size - 1 in random order. */
  permutation(size: number): Int32Array {
    requireInteger(size, 0, 2 ** 31 - 1, 'size');
    const values = Int32Array.from({ length: size }, (_, i) => i);
    this.shuffle(values);
    return values;
  }

  /**
   * `choice(population, size, replace=False)`: distinct numbers below `population`.
   * @throws RangeError if size > population
   */
  choiceWithoutReplacement(population: number, size: number): Int32Array {
    requireInteger(size, 0, population, 'size');
    return this.permutation(population).subarray(0, size);
  }

  /**
   * `standard_normal()`: Marsaglia's polar method, two values a round. Equal to numpy's up to the last bit or so,
   * in which the platform's logarithms may differ.
   */
  normal(): number {
    if (this.waitingNormal !== undefined) {
      const kept = this.waitingNormal;
      this.waitingNormal = undefined;
      return kept;
    }
    let x: number;
    let y: number;
    let r2: number;
    do {
      x = 2 * this.random() - 1;
      y = 2 * this.random() - 1;
      r2 = x * x + y * y;
    } while (r2 >= 1 || r2 === 0);
    const factor = Math.sqrt((-2 * Math.log(r2)) / r2);
    this.waitingNormal = factor * x;
    return factor * y;
  }

  /** `standard_normal(size)`. */
  normals(size: number): Float64Array {
    const values = new Float64Array(size);
    for (let i = 0; i < size; i++) values[i] = this.normal();
    return values;
  }

  /** Uniform among 0, ..., max, by masking off bits and drawing again while the rest is too large. */
  private upTo(max: number): number {
    if (max === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(max);
    let value: number;
    do value = (this.uint32() & mask) >>> 0;
    while (value > max);
    return value;
  }

  private refill(): void {
    const { state } = this;
    for (let i = 0; i < STATE_SIZE; i++) {
      const next = state[(i + 1) % STATE_SIZE]!;
      const word = (state[i]! & 0x80000000) | (next & 0x7fffffff);
      state[i] = state[(i + SHIFT_SIZE) % STATE_SIZE]! ^ (word >>> 1) ^ (word & 1 ? 0x9908b0df : 0);
    }
    this.position = 0;
  }
}

function temper(word: number): number {
  let bits = word;
  bits ^= bits >>> 11;
  bits ^= (bits << 7) & 0x9d2c5680;
  bits ^= (bits << 15) & 0xefc60000;
  return (bits ^ (bits >>> 18)) >>> 0;
}

function requireInteger(value: number, min: number, max: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw new RangeError(`Expected ${name} to be an integer from ${min} to ${max}, got ${value}.`);
  }
}

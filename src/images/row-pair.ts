/**
 * Keeps the two rows last made, for filters that blend two neighbouring input rows into each output row: going down
 * the image, an input row is then made once when enlarging, and never more than twice.
 */
export class RowPair {
  readonly #rows: [Float32Array, Float32Array];
  readonly #indices: [number, number] = [-1, -1];
  readonly #make: (index: number, row: Float32Array) => void;

  /** @param make - fills `row` with what belongs to input row `index` */
  constructor(length: number, make: (index: number, row: Float32Array) => void) {
    this.#rows = [new Float32Array(length), new Float32Array(length)];
    this.#make = make;
  }

  /** Row `index`. Valid until two further rows have been asked for. */
  get(index: number): Float32Array {
    // Neighbouring rows differ in parity, so they never push each other out.
    const slot = index % 2 === 0 ? 0 : 1;
    if (this.#indices[slot] !== index) {
      this.#make(index, this.#rows[slot]);
      this.#indices[slot] = index;
    }
    return this.#rows[slot];
  }
}

type Range = readonly [low: number, high: number];

const usual: readonly Range[] = [
  [0, 1],
  [-1, 1],
  [0, 255],
];

/** A network's values swing over the ends of their range a little. */
const MARGIN = 0.25;
/** Share of an image's values that no network puts that far outside. */
const MANY = 0.1;
/** Images after which values that never leave half the range are no coincidence. */
const ENOUGH_IMAGES = 8;

/** Looks on while a network's values become pixels, and says once if their range must be another than was stated. */
export class ValueRangeWatch {
  readonly #range: Range;
  readonly #onNotice: (text: string) => void;
  #least = Infinity;
  #most = -Infinity;
  #images = 0;
  #done = false;

  constructor(range: Range, onNotice: (text: string) => void) {
    this.#range = range;
    this.#onNotice = onNotice;
  }

  /** @param values - of one image, finite */
  see(values: ArrayLike<number>): void {
    if (this.#done) return;
    const [low, high] = this.#range;
    const margin = MARGIN * (high - low);
    let outside = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      this.#least = Math.min(this.#least, value);
      this.#most = Math.max(this.#most, value);
      if (value < low - margin || value > high + margin) outside++;
    }
    this.#images++;
    const middle = (low + high) / 2;
    if (outside > MANY * values.length) {
      this.#tell(`${Math.round((100 * outside) / values.length)}% of an image lies far outside`);
    } else if (this.#most - this.#least < (high - low) / 50) {
      this.#tell('the whole image lies within a fiftieth of that');
    } else if (this.#images === ENOUGH_IMAGES && this.#least >= middle) {
      this.#tell(`none of ${ENOUGH_IMAGES} images has a value below ${middle}`);
    }
  }

  #tell(what: string): void {
    this.#done = true;
    const [low, high] = this.#range;
    const other = usual.find(
      (range) => contains(range, this.#least, this.#most) && (range[0] !== low || range[1] !== high),
    );
    const hint = other ? ` Is it [${other[0]}, ${other[1]}]?` : '';
    this.#onNotice(
      `output.range is [${low}, ${high}], but ${what}: values from ${this.#least} to ${this.#most} were seen.${hint}`,
    );
  }
}

function contains([low, high]: Range, least: number, most: number): boolean {
  const margin = MARGIN * (high - low);
  return least >= low - margin && most <= high + margin;
}

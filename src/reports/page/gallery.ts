import type { Address } from './permalink.js';

interface Card {
  readonly element: HTMLElement;
  readonly point: string;
  readonly words: string;
  readonly order: number;
  readonly scores: Readonly<Record<string, number>>;
}

interface CardList {
  readonly list: HTMLElement;
  readonly nothing: HTMLElement;
  readonly more: HTMLButtonElement;
  readonly cards: readonly Card[];
}

/** Images that a gallery shows before it is asked for all. */
const AT_FIRST = 12;

export type GalleryView = Omit<Address, 'id'>;

/** The galleries and the tools above them. */
export class Galleries {
  readonly #lists: readonly CardList[];
  readonly #tools: HTMLElement;

  constructor(tools: HTMLElement, galleries: Iterable<HTMLElement>) {
    this.#tools = tools;
    this.#lists = Array.from(galleries, (gallery) => {
      const more = gallery.querySelector<HTMLButtonElement>('.more')!;
      more.addEventListener('click', () => {
        unfold(gallery, more);
      });
      return {
        more,
        list: gallery.querySelector<HTMLElement>('.cards')!,
        nothing: gallery.querySelector<HTMLElement>('.nothing')!,
        cards: Array.from(gallery.querySelectorAll<HTMLElement>('.card'), readCard),
      };
    });
  }

  /** @param onChange - told what the tools ask for, at every change of them */
  onTools(onChange: (view: GalleryView) => void): void {
    this.#tools.addEventListener('input', () => {
      onChange({
        point: this.#tool('point').value,
        q: this.#tool('q').value,
        sort: this.#tool('sort').value,
      });
    });
  }

  /** Shows the images that fit, in the order asked for, and sets the tools accordingly. */
  show(view: GalleryView): void {
    for (const name of ['point', 'q', 'sort'] as const) {
      const tool = this.#tool(name);
      if (tool.value !== view[name]) tool.value = view[name];
    }
    const words = view.q
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    let count = 0;
    for (const { list, nothing, more, cards } of this.#lists) {
      const ordered = inOrder(cards, view.sort);
      if (ordered.some(({ element }, i) => list.children[i] !== element)) {
        list.append(...ordered.map(({ element }) => element));
      }
      let shown = 0;
      for (const { element, point, words: text } of ordered) {
        const fits =
          (view.point === '' || point === view.point) && words.every((word) => text.includes(word));
        element.hidden = !fits;
        element.classList.toggle('later', shown >= AT_FIRST);
        if (fits) shown++;
      }
      nothing.hidden = shown > 0;
      more.hidden = shown <= AT_FIRST || list.parentElement!.classList.contains('whole');
      more.textContent = `Show all ${shown.toLocaleString('en')}`;
      count += shown;
    }
    this.#tools.querySelector('output')!.textContent =
      `${count.toLocaleString('en')} ${count === 1 ? 'image' : 'images'}`;
  }

  /** Shows all of the gallery in which an image is folded away, so that whoever comes back from it finds it. */
  reveal(image: Element): void {
    if (!image.classList.contains('later')) return;
    const found = this.#lists.find(({ list }) => list.contains(image));
    if (found) unfold(found.list.parentElement!, found.more);
  }

  #tool(name: keyof GalleryView): HTMLInputElement | HTMLSelectElement {
    return this.#tools.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)!;
  }
}

function unfold(gallery: HTMLElement, more: HTMLButtonElement): void {
  gallery.classList.add('whole');
  more.hidden = true;
}

function readCard(element: HTMLElement): Card {
  const { point = '', words = '', order, scores = '{}' } = element.dataset;
  return {
    element,
    point,
    words,
    order: Number(order),
    scores: JSON.parse(scores) as Record<string, number>,
  };
}

/** Images without the score come last. */
function inOrder(cards: readonly Card[], sort: string): Card[] {
  const sign = sort.startsWith('-') ? -1 : 1;
  const score = sort.replace(/^-/, '');
  const valueOf = ({ scores }: Card): number => {
    const value = scores[score];
    return value === undefined ? Infinity : sign * value;
  };
  const byOrder = (a: Card, b: Card): number => a.order - b.order;
  if (score === '') return cards.toSorted(byOrder);
  return cards.toSorted((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    return left === right ? byOrder(a, b) : left - right;
  });
}

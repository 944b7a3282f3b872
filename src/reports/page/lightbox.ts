import { Comparison } from './comparison.js';
import { element } from './element.js';

/** A card enlarged, with a way to the ones before and after it. */
export class Lightbox {
  readonly #dialog = element('dialog', { class: 'lightbox', 'aria-labelledby': 'lightbox-name' });
  readonly #name = element('h2', { id: 'lightbox-name', tabindex: '-1' });
  readonly #point = element('p', { class: 'small quiet' });
  readonly #comparison = new Comparison();
  readonly #rest = element('div', { class: 'rest' });
  #card: HTMLElement | undefined;

  /** @param onMove - told the card that is shown, or undefined when it is closed */
  constructor(onMove: (card: HTMLElement | undefined) => void) {
    const button = (text: string, label: string, act: () => void): HTMLButtonElement => {
      const made = element('button', { type: 'button', 'aria-label': label }, text);
      made.addEventListener('click', act);
      return made;
    };
    const step = (by: 1 | -1) => () => {
      const next = this.#neighbour(by);
      if (next) onMove(next);
    };
    const [back, forth] = [step(-1), step(1)];
    this.#dialog.append(
      element(
        'div',
        { class: 'head' },
        element('div', {}, this.#name, this.#point),
        element(
          'div',
          { class: 'moves' },
          button('←', 'The image before', back),
          button('→', 'The next image', forth),
          button('✕', 'Close', () => {
            this.#dialog.close();
          }),
        ),
      ),
      this.#comparison.element,
      this.#rest,
    );
    this.#dialog.addEventListener('close', () => {
      const link = this.#card?.querySelector('a');
      this.#card = undefined;
      onMove(undefined);
      link?.focus();
    });
    this.#dialog.addEventListener('click', ({ target }) => {
      if (target === this.#dialog) this.#dialog.close();
    });
    this.#dialog.addEventListener('keydown', (event) => {
      // The slider has these keys to itself.
      if (event.target instanceof HTMLInputElement) return;
      if (event.key === 'ArrowLeft') back();
      if (event.key === 'ArrowRight') forth();
    });
    document.body.append(this.#dialog);
  }

  /** @param card - undefined: none */
  show(card: HTMLElement | undefined): void {
    if (card === this.#card) return;
    if (!card) {
      this.#dialog.close();
      return;
    }
    this.#card = card;
    this.#name.textContent = card.querySelector('a')?.textContent ?? '';
    this.#point.textContent = `${card.dataset.point ?? ''} · ${titleOf(card)}`;
    this.#comparison.show(card.querySelector('.pair')!);
    const rest = Array.from(card.querySelectorAll(':scope > .articles, :scope > .marks, :scope > .note'));
    this.#rest.replaceChildren(...rest.map((part) => part.cloneNode(true)));
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#name.focus();
  }

  #neighbour(by: 1 | -1): HTMLElement | undefined {
    const all = Array.from(this.#card?.parentElement?.children ?? []);
    const shown = all.filter((each) => each instanceof HTMLElement && !each.hidden) as HTMLElement[];
    return shown[shown.findIndex((each) => each === this.#card) + by];
  }
}

/** Of the gallery or section that a card belongs to. */
const titleOf = (card: HTMLElement): string =>
  card.closest('.gallery, section')?.querySelector('h3, h2')?.textContent.trim() ?? '';

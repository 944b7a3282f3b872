import { element } from './element.js';

/** A generated and a real image, side by side or the one over the other with a slider between them. */
export class Comparison {
  readonly element: HTMLElement;
  readonly #stage = element('div', { class: 'stage' });
  readonly #slider = element('input', {
    type: 'range',
    min: '0',
    max: '100',
    value: '50',
    'aria-label': 'How much of the generated image is shown over the real one, in percent',
  });
  readonly #modes = element('div', {
    class: 'modes',
    role: 'group',
    'aria-label': 'How the two are compared',
  });
  readonly #buttons = (['side by side', 'slider'] as const).map((mode) => {
    const button = element('button', { type: 'button' }, mode);
    button.addEventListener('click', () => {
      this.#setMode(mode);
    });
    return { mode, button };
  });

  constructor() {
    this.#modes.append(...this.#buttons.map(({ button }) => button));
    this.#slider.addEventListener('input', () => {
      this.#split();
    });
    this.element = element(
      'div',
      { class: 'comparison' },
      this.#stage,
      this.#slider,
      this.#modes,
      layerButtons(),
    );
    this.#setMode('side by side');
    this.#split();
  }

  /** @param pair - the images of a card, the generated one first; its only one cannot be compared */
  show(pair: Element): void {
    const images = Array.from(pair.children, (image) => image.cloneNode(true));
    this.#stage.replaceChildren(...images);
    const comparable = images.length > 1;
    this.#modes.hidden = !comparable;
    this.element.classList.toggle('alone', !comparable);
  }

  #setMode(chosen: 'side by side' | 'slider'): void {
    this.element.classList.toggle('over', chosen === 'slider');
    this.#slider.hidden = chosen !== 'slider';
    for (const { mode, button } of this.#buttons)
      button.setAttribute('aria-pressed', String(mode === chosen));
  }

  #split(): void {
    this.#stage.style.setProperty('--split', `${this.#slider.value}%`);
  }
}

/** Buttons that switch the layers as the boxes above the galleries do, which an enlarged image keeps out of reach. */
function layerButtons(): HTMLElement {
  const boxes = document.querySelectorAll<HTMLInputElement>('#layer-target, #layer-found');
  const buttons = Array.from(boxes, (box) => {
    const button = element('button', { type: 'button' }, box.labels?.[0]?.textContent.trim() ?? '');
    const show = (): void => {
      button.setAttribute('aria-pressed', String(box.checked));
    };
    button.addEventListener('click', () => {
      box.click();
    });
    box.addEventListener('change', show);
    show();
    return button;
  });
  return element('div', { class: 'modes', role: 'group', 'aria-label': 'Layers' }, ...buttons);
}

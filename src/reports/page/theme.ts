const KEY = 'gan-eval-theme';

export type Theme = 'light' | 'dark';

/** Light or dark: as the system is, until the reader chooses. The choice is kept for the next report, where the browser allows that. */
export class ThemeSwitch {
  readonly #system = matchMedia('(prefers-color-scheme: dark)');
  readonly #button: HTMLButtonElement;
  readonly #onChange: (theme: Theme) => void;
  #chosen = remembered();

  /** @param onChange - told the theme, at first and at every change */
  constructor(button: HTMLButtonElement, onChange: (theme: Theme) => void) {
    this.#button = button;
    this.#onChange = onChange;
    button.addEventListener('click', () => {
      this.#chosen = other(this.current);
      remember(this.#chosen);
      this.#show();
    });
    this.#system.addEventListener('change', () => {
      this.#show();
    });
    this.#show();
  }

  get current(): Theme {
    return this.#chosen ?? (this.#system.matches ? 'dark' : 'light');
  }

  #show(): void {
    const theme = this.current;
    if (this.#chosen) document.documentElement.dataset.theme = theme;
    this.#button.textContent = theme === 'dark' ? 'Light' : 'Dark';
    this.#button.setAttribute('aria-label', `Switch to the ${other(theme)} theme`);
    this.#onChange(theme);
  }
}

const other = (theme: Theme): Theme => (theme === 'dark' ? 'light' : 'dark');

/** Pages opened from disk may have no storage. */
function remembered(): Theme | undefined {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === 'light' || theme === 'dark' ? theme : undefined;
  } catch {
    return undefined;
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then it holds for this page alone.
  }
}

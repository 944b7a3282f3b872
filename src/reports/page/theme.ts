const KEY = 'gan-eval-theme';

type Theme = 'light' | 'dark';

/** Lets the button switch between light and dark; the choice is kept for the next report, where the browser allows that. */
export function initTheme(button: HTMLButtonElement, onChange: () => void): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = remembered();
  const show = (): void => {
    const theme = chosen ?? (system.matches ? 'dark' : 'light');
    if (chosen) document.documentElement.dataset.theme = chosen;
    button.textContent = theme === 'dark' ? 'Light' : 'Dark';
    button.setAttribute('aria-label', `Switch to the ${theme === 'dark' ? 'light' : 'dark'} theme`);
    onChange();
  };
  button.addEventListener('click', () => {
    const theme = chosen ?? (system.matches ? 'dark' : 'light');
    chosen = theme === 'dark' ? 'light' : 'dark';
    remember(chosen);
    show();
  });
  system.addEventListener('change', show);
  show();
}

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

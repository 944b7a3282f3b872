/** Colours by what they are for. Text colours keep 4.5 : 1 on their grounds in both themes; a test holds that. */
export interface Palette {
  readonly ground: string;
  readonly panel: string;
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  readonly accent: string;
  readonly bar: string;
  readonly barQuiet: string;
  readonly warnGround: string;
  readonly warnInk: string;
  readonly warnRule: string;
  /** A gate that passed, failed, or cannot be decided. */
  readonly pass: string;
  readonly fail: string;
  readonly unsure: string;
  /** Poses over pictures: asked for, and found. */
  readonly target: string;
  readonly found: string;
}

export const LIGHT: Palette = {
  ground: '#faf8f4',
  panel: '#ffffff',
  ink: '#1e1c1a',
  quiet: '#635d55',
  rule: '#e0dad0',
  accent: '#0d6264',
  bar: '#177a7c',
  barQuiet: '#a9b8b3',
  warnGround: '#fdf3dc',
  warnInk: '#6b4300',
  warnRule: '#d99a2b',
  pass: '#1d6b3a',
  fail: '#a8281c',
  unsure: '#7a5200',
  target: '#0077bb',
  found: '#ee7733',
};

export const DARK: Palette = {
  ground: '#141517',
  panel: '#1c1e21',
  ink: '#ece8e1',
  quiet: '#a8a49c',
  rule: '#34373b',
  accent: '#6fc9c6',
  bar: '#4fb3b0',
  barQuiet: '#56646a',
  warnGround: '#2c2413',
  warnInk: '#f0cd87',
  warnRule: '#b98324',
  pass: '#7cc795',
  fail: '#f2948a',
  unsure: '#e3b65c',
  target: '#3aa5e8',
  found: '#ff9a5c',
};

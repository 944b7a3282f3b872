import { DARK, LIGHT, type Palette } from '../palette.js';

/** How charts look on one ground. */
export interface ChartTheme {
  readonly palette: Palette;
  /** Of series, by their style; told apart in every kind of colour blindness (test/reports/charts/chart-theme.test.ts). */
  readonly colours: readonly string[];
  /** As in CSS. */
  readonly fontFamily: string;
}

const SYSTEM_FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const LIGHT_COLOURS = ['#0d6264', '#c4540a', '#5f11d4', '#0f9abd', '#5e0808', '#130647'];
const DARK_COLOURS = ['#6fc9c6', '#ff9e54', '#ad11d4', '#f6f6d5', '#d41111', '#737373'];

export function chartTheme(ground: 'light' | 'dark', fontFamily = SYSTEM_FONTS): ChartTheme {
  return ground === 'light'
    ? { palette: LIGHT, colours: LIGHT_COLOURS, fontFamily }
    : { palette: DARK, colours: DARK_COLOURS, fontFamily };
}

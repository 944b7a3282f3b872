/** The look of every report: light and dark, from a phone's width to a printed page. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf8; --card: #ffffff; --ink: #1d1b18; --quiet: #645f57; --line: #e2ddd4;
  --accent: #2f5d8a; --track: #ece8e0; --warn-ground: #fdf3d8; --warn-line: #c98a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #171614; --card: #211f1c; --ink: #ece8e1; --quiet: #a8a196; --line: #37332d;
    --accent: #8ab8e6; --track: #322f2a; --warn-ground: #332a12; --warn-line: #d9a520;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; letter-spacing: -.01em; }
h2 { font-size: 1.15rem; margin: 2.75rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
p { margin: .4rem 0; max-width: 46rem; }
.quiet { color: var(--quiet); }
.verdicts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 1rem; margin: 1.5rem 0; }
.verdict { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; }
.verdict .name { font-weight: 600; }
.verdict .number { font-size: 2.9rem; line-height: 1.15; font-weight: 650; letter-spacing: -.03em; font-variant-numeric: tabular-nums; }
.chart { display: block; width: 100%; max-width: 46rem; height: auto; overflow: visible; }
.chart text { fill: var(--ink); font-size: 15px; }
.chart .value { text-anchor: end; font-weight: 600; font-variant-numeric: tabular-nums; }
.chart .track { fill: var(--track); }
.chart .bar { fill: var(--accent); }
.warning { background: var(--warn-ground); border-left: 4px solid var(--warn-line); padding: .6rem .9rem; margin: .6rem 0; border-radius: 0 6px 6px 0; max-width: 46rem; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); gap: .6rem; list-style: none; margin: .6rem 0; padding: 0; }
.gallery img { display: block; width: 100%; height: auto; border-radius: 6px; background: var(--track); }
.gallery span { display: block; font-size: .72rem; color: var(--quiet); overflow-wrap: anywhere; line-height: 1.3; margin-top: .2rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th[scope=row] { width: 11rem; font-weight: 500; color: var(--quiet); }
code { font: .86em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; white-space: pre-wrap; margin: .5rem 0; }
details { margin: .75rem 0; }
summary { cursor: pointer; font-weight: 500; }
@media (max-width: 30rem) {
  main { padding-top: 1.5rem; }
  th[scope=row] { width: 7.5rem; }
  .gallery { grid-template-columns: repeat(3, 1fr); }
  .chart text { font-size: 22px; }
}
@media print {
  body { background: none; }
  .verdict, .gallery li { break-inside: avoid; }
}
`;

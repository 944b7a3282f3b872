import { DARK, LIGHT, type Palette } from './palette.js';

const variables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}:${value}`)
    .join(';');

/** The report's whole style sheet. It holds no data: its hash stands in the page's security policy. */
export const STYLE_SHEET = `
:root{color-scheme:light dark;${variables(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${variables(DARK)}}}
@media screen{:root[data-theme=dark]{color-scheme:dark;${variables(DARK)}}:root[data-theme=light]{color-scheme:light}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:lining-nums;overflow-wrap:anywhere}
.page{max-width:66rem;margin:0 auto;padding:clamp(1.25rem,4vw,3.5rem) clamp(1rem,4vw,2.5rem) 4rem}
h1,h2,h3,p,dl,dd,ul,ol,figure,pre{margin:0}
h1,.value{font-family:"Iowan Old Style","Palatino Linotype",Palatino,Charter,"Bitstream Charter",Cambria,Georgia,serif;font-weight:600}
h1{font-size:clamp(1.5rem,3.4vw,2.25rem);line-height:1.18;letter-spacing:-.012em;text-wrap:balance}
h2{font-size:1.1875rem;line-height:1.3;letter-spacing:-.005em}
h3{font-size:.9375rem;line-height:1.4}
.masthead{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;font-size:.875rem;color:var(--quiet);margin-bottom:.75rem}
section{margin-top:3.25rem}
section>h2{padding-top:1rem;border-top:1px solid var(--rule)}
.quiet{color:var(--quiet)}
.small{font-size:.875rem}
.mono,code,pre{font-family:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875em}

.verdict{margin-top:1.75rem;display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:1.75rem 3rem;align-items:start}
.headline .value{display:block;font-size:clamp(3.75rem,11vw,6.5rem);line-height:1;letter-spacing:-.03em;margin:.35rem 0 .5rem;font-variant-numeric:lining-nums proportional-nums}
.value .unit{font-size:.35em;letter-spacing:0;color:var(--quiet);margin-left:.3em}
.headline .meaning{margin-top:.75rem;max-width:34rem}
.tags{display:flex;flex-wrap:wrap;gap:.4rem;padding:0;list-style:none;font-size:.8125rem}
.tags li{padding:.15rem .6rem;border:1px solid var(--rule);border-radius:1rem;background:var(--panel)}
.tags .caution{border-color:var(--warn-rule);background:var(--warn-ground);color:var(--warn-ink)}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.75rem 1.5rem;margin-top:1.25rem}
.facts dt{font-size:.8125rem;color:var(--quiet)}
.facts dd{font-weight:600;font-variant-numeric:tabular-nums}

.chart{background:var(--panel);border:1px solid var(--rule);border-radius:.5rem;padding:1.125rem 1.25rem 1.25rem}
.chart+.chart{margin-top:1rem}
.chart+.facts{padding:0 1.25rem}
.chart figcaption{font-size:.875rem;color:var(--quiet);margin-bottom:.875rem}
.chart figcaption b{color:var(--ink);font-weight:600}
.bars{list-style:none;padding:0;display:grid;gap:.875rem}
.bars .row{display:flex;gap:1rem;justify-content:space-between;align-items:baseline;font-size:.9375rem}

.bars .row data{font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
.bars svg{display:block;width:100%;height:.875rem;margin-top:.3rem}
.bars rect.track{fill:var(--rule);opacity:.55}
.bars rect.fill{fill:var(--bar-quiet)}
.bars li:first-child rect.fill{fill:var(--bar)}

.warnings{grid-column:1/-1;list-style:none;padding:.875rem 1.125rem;border-left:4px solid var(--warn-rule);background:var(--warn-ground);color:var(--warn-ink);border-radius:0 .375rem .375rem 0;font-size:.9375rem}
.warnings li+li{margin-top:.5rem}
.warnings b{font-weight:650}

.headline .reach{font-size:.9375rem;margin-bottom:.6rem}
.bars line.reach{stroke:var(--ink);stroke-width:2px;vector-effect:non-scaling-stroke}

table.scores p{margin-top:.15rem;line-height:1.4}
table.scores thead th,table.strata thead th{font-size:.8125rem;vertical-align:bottom}
table.scores tbody th{width:36%;color:var(--ink);padding-right:2rem}
table.scores td{padding-right:1.5rem}
table.scores td data{font-weight:600}
table.scores td .small{font-size:.8125rem}
svg.interval{display:block;width:100%;max-width:22rem;height:.75rem;margin-top:.2rem;overflow:visible}
svg.interval line{vector-effect:non-scaling-stroke}
svg.interval .ground{stroke:var(--rule);stroke-width:1px}
svg.interval .reach{stroke:var(--bar-quiet);stroke-width:4px}
svg.interval .dot{stroke:var(--bar);stroke-width:9px;stroke-linecap:round}
table.strata td{width:20%}
.pairs{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1.25rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:2px;margin-bottom:.35rem}
.pair img{display:block;width:100%;height:9rem;object-fit:contain;background:var(--panel)}

.set-facts{margin:.35rem 0 1rem}
.strip{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(4.5rem,1fr));gap:.5rem}
.strip img{display:block;width:100%;height:6.25rem;object-fit:contain}
details{margin-top:.75rem;font-size:.875rem}
summary{cursor:pointer;color:var(--accent);padding:.25rem 0}
summary:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:2px}
.ids{columns:14rem;column-gap:1.5rem;padding-left:1.5rem;margin-top:.25rem}
.skipped{margin-top:1rem;font-size:.9375rem;color:var(--warn-ink);background:var(--warn-ground);border-left:4px solid var(--warn-rule);border-radius:0 .375rem .375rem 0;padding:.75rem 1.125rem}
.skipped summary{color:inherit;font-weight:600}
.skipped dl{display:grid;gap:.5rem;margin-top:.5rem}
.skipped dt{font-weight:600}

table{width:100%;border-collapse:collapse;margin-top:1rem;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.55rem 0;border-bottom:1px solid var(--rule)}
th{font-weight:400;color:var(--quiet);width:15rem;padding-right:1.5rem}
td{font-variant-numeric:tabular-nums}
pre{margin-top:.75rem;padding:1rem 1.125rem;background:var(--panel);border:1px solid var(--rule);border-radius:.5rem;white-space:pre-wrap}
.command{margin-top:1.75rem}

@media (max-width:52rem){
.verdict{grid-template-columns:minmax(0,1fr)}
}
@media (max-width:34rem){
section{margin-top:2.5rem}
.strip{grid-template-columns:repeat(auto-fill,minmax(4.25rem,1fr));gap:.375rem}
.strip img{height:6.25rem}
table,tbody,tr,th,td{display:block;width:auto}
table.scores thead{display:none}
table.scores tbody th{width:auto}
td[data-label]::before{content:attr(data-label);display:block;font-size:.8125rem;color:var(--quiet)}
table.strata thead{display:none}
table.strata td{display:inline-block;width:auto;margin-right:1.5rem}
table.strata th{color:var(--ink);font-weight:600}
th{padding:.6rem 0 0;border:0;font-size:.8125rem}
td{padding:.05rem 0 .6rem}
}
@media print{
:root{--ground:#fff}
body{font-size:10pt}
.page{max-width:none;padding:0}
section{margin-top:2rem}
.chart,.pairs li,.warnings,.skipped,tr,.strip li{break-inside:avoid}
h2,h3{break-after:avoid}
.warnings,.tags .caution,.skipped,.bars rect{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.headline .value{font-size:56pt}
}
`;

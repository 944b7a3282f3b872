/** The bar above the page, its sections, and the first screen. */
export const FRAME_STYLE = `
html{scroll-padding-top:4rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none!important}
.skip{position:absolute;left:-99rem;top:0;z-index:3;padding:.5rem 1rem;background:var(--panel);color:var(--accent)}
.skip:focus{left:0}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.bar{position:sticky;top:0;z-index:2;display:flex;align-items:center;gap:1rem;padding:.35rem clamp(1rem,4vw,2.5rem);background:var(--ground);border-bottom:1px solid var(--rule);font-size:.875rem}
.bar nav{flex:1;overflow-x:auto}
.bar ul{display:flex;gap:1.25rem;margin:0;padding:.25rem .125rem;list-style:none;white-space:nowrap}
.bar nav a{color:var(--ink);text-decoration:none}
.bar nav a:hover{text-decoration:underline}
button,select,input[type=search]{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--rule);border-radius:.375rem;padding:.25rem .7rem;min-height:2rem}
button{cursor:pointer}
button:hover{border-color:var(--accent)}
button[aria-pressed=true]{background:var(--ink);border-color:var(--ink);color:var(--ground)}
.run .page{max-width:76rem;padding-top:clamp(1.25rem,3vw,2.25rem)}
.lead{margin:.35rem 0 1rem;max-width:46rem;color:var(--quiet);font-size:.9375rem}
.run h3{margin:1.75rem 0 .25rem;font-size:1rem}

.run .masthead{margin-bottom:.35rem}
.run-verdict{margin-top:.75rem}
.run-verdict .headline .value{display:block;font-size:clamp(2rem,5vw,3.25rem);line-height:1.05;margin:.15rem 0 .35rem}
.value.pass{color:var(--pass)}
.value.fail,.value.no-baseline{color:var(--fail)}
.value.inconclusive{color:var(--unsure)}
.glance{display:grid;grid-template-columns:minmax(0,8fr) minmax(0,7fr);gap:1.5rem 2.5rem;margin-top:2rem}
.glance>div{position:relative;overflow-x:auto}
.glance h2{font-size:1rem}
.ends{color:var(--quiet);font-variant-numeric:tabular-nums;white-space:nowrap}
.costs{list-style:none;margin:.5rem 0 0;padding:0;display:grid;grid-template-columns:minmax(6.5rem,1fr) repeat(3,max-content);gap:0 .9rem}
.costs li{display:grid;grid-column:1/-1;grid-template-columns:subgrid;align-items:baseline;padding:.3rem 0;border-bottom:1px solid var(--rule);font-size:.9375rem}
.costs data{white-space:nowrap;text-align:right;font-variant-numeric:tabular-nums;font-weight:600}
.costs .tag{font-size:.8125rem;color:var(--quiet);text-align:right}
.costs .better .tag{color:var(--pass);font-weight:600}
.costs .worse .tag{color:var(--fail);font-weight:600}
.minded{margin-top:1.5rem;padding:.6rem 1rem;border-left:4px solid var(--warn-rule);background:var(--warn-ground);color:var(--warn-ink);border-radius:0 .375rem .375rem 0;font-size:.9375rem}
.minded summary{color:inherit;font-weight:600}
.minded ul{margin:.25rem 0 .35rem;padding-left:1.1rem;font-size:.875rem}
.minded li+li{margin-top:.4rem}

.canvas{position:relative;width:100%}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,21rem),1fr));gap:1rem;margin-bottom:1.5rem}
.charts .chart+.chart{margin-top:0}
.run .chart{padding:.9rem 1rem}

.facts-table th{white-space:nowrap}
.point-facts dl{display:grid;gap:.25rem;margin:.25rem 0 .75rem 1rem}
.point-facts dl div{display:grid;grid-template-columns:8rem minmax(0,1fr);gap:1rem}
.point-facts dt{color:var(--quiet)}

@media print,(max-width:76rem){
.glance{grid-template-columns:minmax(0,1fr)}
}
@media (max-width:34rem){
.costs{grid-template-columns:minmax(0,1fr) repeat(2,max-content)}
.costs li>:nth-child(3){grid-row:2;grid-column:1/-1}
.point-facts dl div{grid-template-columns:minmax(0,1fr);gap:0}
.facts-table th{white-space:normal}
}
@media print{
.bar,.skip{display:none}
.canvas{height:auto!important}
.canvas canvas{width:100%!important;height:auto!important}
.outcome,.value{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;

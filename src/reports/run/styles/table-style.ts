/** Tables of figures: upright on a screen that is wide enough, a card a row on a narrow one. */
export const TABLE_STYLE = `
.scroller{position:relative;overflow-x:auto;max-width:100%}
.run table{font-size:.9375rem}
.run th,.run td{padding:.4rem .9rem .4rem 0;width:auto}
.run tbody th{color:var(--ink)}
.run thead th{overflow-wrap:break-word;font-size:.8125rem;vertical-align:bottom;color:var(--quiet)}
.run .number{text-align:right;white-space:nowrap}
.run td[data-label]::before{white-space:normal}
.run td.number,.run td data{font-variant-numeric:tabular-nums}
.run td:last-child,.run th:last-child{padding-right:.25rem}
.run caption{text-align:left;padding:.25rem 0;font-size:1rem}
.run caption .summary{display:block}
.arrow{color:var(--quiet)}
.forest{margin-top:1.25rem}
.forest th:first-child{width:15rem}
.forest .wide{width:45%}
.forest td.wide{vertical-align:middle}
.forest .number{width:6rem}
.forest .strong th,.forest .strong data{font-weight:650}
.forest td.wide svg.interval{display:inline-block;width:calc(100% - 11rem);max-width:none;vertical-align:middle;margin:0}
.forest td.wide .ends{display:inline-block;width:10.5rem;text-align:right;font-size:.875rem}
svg.interval .mark{stroke:var(--ink);stroke-width:1px;stroke-dasharray:2 2;opacity:.7}
.strong svg.interval .dot{stroke-width:11px}
.gates{margin-top:1.25rem}
.gates td:first-child{width:8.75rem;white-space:nowrap}
.gates th:nth-child(2){width:30%}
.gates tr:first-child td.wide{width:38%}
.gates th b{font-weight:600}
.gates th code{display:block;color:var(--ink)}
.gates th code.quiet{color:var(--quiet)}
.gates tbody td data{font-weight:600}
.gates td.wide svg.interval{display:inline-block;width:calc(100% - 11rem);max-width:none;vertical-align:middle;margin:0}
.gates td.wide .ends{display:inline-block;width:10.5rem;text-align:right;font-size:.875rem}
.gates svg.interval .mark{stroke-dasharray:none;stroke-width:2px;opacity:1}
.run .reason{color:var(--quiet)}
ul.missing{margin:.35rem 0 0;padding:0;list-style:none}
.figures .strong th,.figures .strong data{font-weight:650}
.outcome{display:inline-block;font-weight:650;font-size:.875rem}
.outcome.pass{color:var(--pass)}
.outcome.fail,.outcome.no-baseline{color:var(--fail)}
.outcome.inconclusive{color:var(--unsure)}
.run .mains{margin-top:.25rem}
.run .mains thead .number{white-space:normal}
.mains th:first-child{min-width:10.5rem}
.mains th .small,.mains .ends{display:block;white-space:nowrap}
.parts{margin-top:.5rem}
.parts .forest{margin-top:.5rem}
.parts>details{margin-top:.5rem}
.parts caption{font-weight:600;font-size:.9375rem}
.readings{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:.75rem 2rem;margin-top:1rem;font-size:.9375rem}
.readings dt{color:var(--quiet);font-size:.875rem}
button.sort{all:unset;cursor:pointer;box-sizing:border-box}
button.sort:hover{color:var(--ink);text-decoration:underline}
button.sort:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
th[aria-sort=ascending] button.sort::after{content:" ▲";font-size:.7em}
th[aria-sort=descending] button.sort::after{content:" ▼";font-size:.7em}

@media print,(max-width:60rem){
.run .forest td.wide svg.interval,.run .gates td.wide svg.interval{display:block;width:100%;margin:.3rem 0 .1rem}
.run .forest td.wide .ends,.run .gates td.wide .ends{width:auto;text-align:left}
.forest .wide{width:30%}
.gates th:nth-child(2){width:34%}
.gates tr:first-child td.wide{width:28%}
.forest th:first-child{width:11rem}
}
@media (max-width:34rem){
.run .forest thead,.run .gates thead,.run .mains thead,.run .edits th,.run .figures thead,.run .figures thead{display:none}
.run .forest tr,.run .gates tr,.run .mains tr,.run .edits tr,.run .figures tr{display:flex;flex-wrap:wrap;gap:.1rem .9rem;padding:.5rem 0;border-bottom:1px solid var(--rule)}
.run .forest th,.run .forest td,.run .gates th,.run .gates td,.run .mains th,.run .mains td,.run .edits th,.run .figures th,.run .edits td,.run .figures td{display:block;padding:0;border:0;width:auto;text-align:left;font-size:.9375rem}
.run .forest th:first-child{flex:1}
.run .gates th:nth-child(2),.run .mains th:first-child,.run .edits th,.run .figures th:first-child,.run .forest .wide,.run .gates .wide{flex:0 0 100%;width:100%}
.run .forest td.wide svg.interval{width:100%;display:block}
.run .forest td.wide .ends{width:auto;text-align:left}
.run .forest td[data-label],.run .mains td[data-label],.run .edits td,.run .figures td[data-label]{font-size:.8125rem}
.run caption{display:block}
}
@media print{
.scroller{overflow:visible}
.run table,.run table .small,.run .forest td,.run td.wide .ends,.run .ends,.run .outcome{font-size:8.5pt}
.run .mono,.run code{font-size:7.5pt}
.run th,.run td{padding:.2rem .6rem .2rem 0}
.gates td:first-child{width:6.5rem}
.run tr{break-inside:avoid}
svg.interval line{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;

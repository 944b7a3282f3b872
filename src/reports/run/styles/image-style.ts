/** Pictures with their layers, cards, galleries, sweeps. Layers are switched by the boxes above the galleries, without a script. */
export const IMAGE_STYLE = `
.sheet{position:absolute}
.shot{display:block;width:100%;background:var(--panel)}
svg.shot{max-height:100%}
p.shot{display:flex;align-items:center;justify-content:center;text-align:center;color:var(--quiet);min-height:2.5rem;padding:.25rem;border:1px dashed var(--rule)}
.layer path,path.layer{fill:none;vector-effect:non-scaling-stroke;stroke-linecap:round;stroke-linejoin:round}
.layer .halo{stroke:#fff;stroke-width:3.5px;opacity:.75}
.layer .bone{stroke-width:1.75px}
.layer .joint{stroke-width:5px}
.layer .hidden{stroke:#fff;stroke-width:2.5px}
.target .bone,.target .joint{stroke:var(--target)}
.found .bone,.found .joint{stroke:var(--found)}
.found .bone{stroke-dasharray:4 3}
path.miss{stroke:#fff;stroke-width:1px;opacity:.9}
.cards{list-style:none;margin:.75rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(14.5rem,1fr));gap:1.75rem 1.25rem}
.card{cursor:pointer;min-width:0;content-visibility:auto;contain-intrinsic-size:auto 20rem;scroll-margin-top:5rem}
li.later{display:none}
.whole li.later{display:list-item}
.more{margin-top:1rem}
.card:target{outline:2px solid var(--accent);outline-offset:4px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:2px;align-items:start}
.card .name{margin-top:.35rem;font-size:.875rem;line-height:1.35}
.marks{display:flex;flex-wrap:wrap;gap:.1rem .8rem;line-height:1.35}
.marks div{display:flex;gap:.35rem}
.marks dt{color:var(--quiet)}
.marks dd{font-variant-numeric:tabular-nums;font-weight:600}
.card .marks .rest{display:none}
.articles{list-style:none;margin:2px 0 0;padding:0;display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:2px}
.articles li{display:flex;flex-direction:column;min-width:0}
.articles .shot{aspect-ratio:1;min-height:0}
.articles p.shot{border:0;background:var(--rule);opacity:.8;color:var(--ink);font-size:.75rem}
.articles .small{font-size:.6875rem;line-height:1.3;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.tools{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;position:sticky;top:2.9rem;z-index:1;padding:.5rem 0;background:var(--ground);border-bottom:1px solid var(--rule);font-size:.875rem}
.filter,.layers{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center}
.tools label{max-width:100%;display:inline-flex;gap:.35rem;align-items:center}
.tools select,.tools input[type=search]{min-width:0;width:13rem}
.key::after{content:"";width:1.4rem;border-top:3px solid var(--target)}
.key.found::after{border-top:3px dashed var(--found)}
.run:has(#layer-target:not(:checked)) .layer.target,
.run:has(#layer-target:not(:checked)) .layer.miss,
.run:has(#layer-found:not(:checked)) .layer.found{display:none}
.run:has(#layer-real:not(:checked)) .gallery .pair>:nth-child(2){display:none}
.run:has(#layer-real:not(:checked)) .gallery .pair{grid-template-columns:1fr}
.run:has(#layer-articles:not(:checked)) .gallery .articles{display:none}
.gallery h3{scroll-margin-top:6rem}
.nothing{color:var(--quiet);font-size:.9375rem;padding:1rem 0}
.sweeps{display:flex;flex-wrap:wrap;gap:0 3rem}
.strip-of{min-width:0}
.strip-of>p{max-width:26rem}
.run .sweep{width:auto}
.run .sweep td,.run .sweep th{padding:0 .25rem .25rem 0;border:0;vertical-align:middle}
.sweep .shot{width:7rem}

@media (max-width:34rem){
.cards{grid-template-columns:minmax(0,1fr);gap:1.75rem}
.tools{position:static}
.run .sweep{display:table}
.run .sweep thead{display:table-header-group}
.run .sweep tbody{display:table-row-group}
.run .sweep tr{display:table-row}
.run .sweep th,.run .sweep td{display:table-cell}
.sweep .shot{width:6rem}
}
@media print{
.tools,.more{display:none}
.cards{grid-template-columns:repeat(4,1fr);gap:1rem .75rem}
.card .name,.card .small{font-size:7.5pt}
.card .articles .small{font-size:6pt}
.card{content-visibility:visible;break-inside:avoid}
.layer path,path.layer,.articles p.shot{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;

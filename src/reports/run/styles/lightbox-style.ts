/** An image enlarged. */
export const LIGHTBOX_STYLE = `
.lightbox{width:min(64rem,calc(100vw - 1.5rem));max-height:calc(100dvh - 1.5rem);padding:1rem 1.25rem 1.25rem;border:1px solid var(--rule);border-radius:.5rem;background:var(--ground);color:var(--ink);overflow:auto}
.lightbox::backdrop{background:rgb(10 10 12/.7)}
.lightbox .head{display:flex;gap:1rem;justify-content:space-between;align-items:start;margin-bottom:.75rem}
.lightbox .moves{display:flex;gap:.35rem}
.lightbox h2:focus{outline:none}
.stage{display:flex;justify-content:center;gap:4px}
.stage .shot{height:min(58dvh,34rem);width:auto;max-width:calc(50% - 2px);background:none}
.comparison.alone .stage .shot{max-width:100%}
.comparison.over{width:fit-content;margin:0 auto}
.over .stage{display:grid}
.over .stage .shot{grid-area:1/1;max-width:calc(100vw - 4rem)}
.over .stage>:first-child{z-index:1;clip-path:inset(0 calc(100% - var(--split)) 0 0)}
.comparison input[type=range]{display:block;width:100%;margin:.5rem 0 0;accent-color:var(--accent)}
.modes{display:flex;flex-wrap:wrap;justify-content:center;gap:.35rem;margin-top:.6rem;font-size:.875rem}
.lightbox .articles{max-width:32rem;margin-top:1rem;gap:.5rem}
.lightbox .articles .small{font-size:.8125rem}
.lightbox .marks{margin-top:1rem;gap:.2rem 1.5rem;display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr))}
.lightbox .marks div{justify-content:space-between;border-bottom:1px solid var(--rule);padding:.15rem 0}
@media (max-width:34rem){
.lightbox{padding:.75rem}
.stage .shot{height:auto;width:calc(50% - 2px)}
.over .stage .shot,.comparison.alone .stage .shot{width:calc(100vw - 4rem)}
.lightbox .articles{grid-template-columns:repeat(3,minmax(0,1fr))}
}
@media print{
.lightbox{display:none}
}
`;

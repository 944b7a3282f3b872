import { openTfjs } from './src/engines/tfjs.js';
import { buildInceptionV3Fid } from './src/models/inception-v3-fid.js';
import { seededWeights } from './test/parity/seeded-weights.js';
import { readGolden } from './test/parity/golden.js';
import { opTable } from './src/engines/tfjs-onnx/op-table.js';
const golden = await readGolden();
const graph = buildInceptionV3Fid(seededWeights(golden.weights.seed), ['2048']);
const w = await openTfjs('wasm');
const times = new Map<string, number>();
for (const [k, f] of Object.entries(opTable)) (opTable as any)[k] = (c: any) => { const t = performance.now(); const r = f(c); times.set(k, (times.get(k) ?? 0) + performance.now() - t); return r; };
const b = await w.load({kind:'graph', graph});
for (const n of [1,1,1,4,4]) {
const x = {images:{dims:[n,3,299,299], data: new Float32Array(n*3*299*299).map(()=>Math.random()*2-1)}};
times.clear(); const c=process.cpuUsage(); const t=performance.now(); await b.run(x); const d=process.cpuUsage(c); console.log(n, 'ms/image', (performance.now()-t)/n, 'cpu', d.user/1000/n);
console.log([...times].sort((a,b)=>b[1]-a[1]).slice(0,8).map(([k,v])=>`${k} ${(v/n).toFixed(0)}`).join(' '));
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawFigure } from '../../fixtures/mannequins/draw-figure.js';
import { fileName } from '../../fixtures/mannequins/draw-set.js';
import type { Figure } from '../../fixtures/mannequins/figure.js';
import { mannequin } from '../../fixtures/mannequins/mannequin.js';
import { rasterise } from '../../fixtures/mannequins/rasterise.js';
import { describeFigures } from '../../fixtures/mannequins/write-manifest.js';

/** Of the generators' images. */
const HEIGHT_PX = 128;

const ASKED_SEED = 40_000;

/**
 * Draws mannequins in studios, as the generators were shown them.
 * @param firstSeed - the first seeds from here on that stand in a studio are drawn; the training's begin at 1,000,000
 */
export async function drawStudioSet(folder: string, count: number, firstSeed: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (let seed = firstSeed; figures.length < count; seed++) {
    const figure = mannequin(seed);
    if (figure.background.scene === 'studio') figures.push(figure);
  }
  await mkdir(folder, { recursive: true });
  for (const [index, figure] of figures.entries()) {
    await writeFile(join(folder, fileName(index)), await rasterise(drawFigure(figure, HEIGHT_PX)));
  }
  return figures;
}

/** Draws the mannequins whose poses and outfits are asked for, with their manifest. */
export async function drawAsked(folder: string, count: number): Promise<void> {
  await describeFigures(folder, await drawStudioSet(folder, count, ASKED_SEED), HEIGHT_PX);
}

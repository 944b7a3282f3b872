import type { ImageWithAlpha } from '../images/decode-with-alpha.js';
import { floodGround } from './flood-ground.js';
import { toRegion, type NotSeen, type Region } from './region.js';

/** Opacity from which a pixel belongs to the article. */
const OPAQUE = 128;
/** Covering less of the picture than this, there is no article, but specks of noise. */
const LEAST_SHARE = 0.003;
/** A field of one colour with at least so much chroma is cloth; with less, nobody can tell it from an empty slot. */
const CLOTH_CHROMA = 6;

/**
 * Where the article is in a picture of it: what is opaque, or else all but the ground that reaches in from the border. Parts that have
 * the ground's colour inside of the article belong to it.
 * @returns the whole picture if it shows no ground, as a piece cut out of cloth; a reason if it is an empty field
 */
export function articleRegion(picture: ImageWithAlpha): Region | NotSeen {
  const { alpha } = picture;
  if (alpha?.some((opacity) => opacity < OPAQUE)) {
    return covered(
      picture,
      alpha.map((opacity) => (opacity < OPAQUE ? 0 : 1)),
    );
  }
  const whole = new Uint8Array(picture.widthPx * picture.heightPx).fill(1);
  const ground = floodGround(picture);
  if (!ground) return covered(picture, whole);
  const found = covered(
    picture,
    ground.mask.map((inside) => 1 - inside),
  );
  return 'reason' in found && ground.chroma >= CLOTH_CHROMA ? covered(picture, whole) : found;
}

function covered(picture: ImageWithAlpha, mask: Uint8Array): Region | NotSeen {
  const pixels = mask.reduce((sum, inside) => sum + inside, 0);
  if (pixels < LEAST_SHARE * mask.length) return { reason: 'empty article picture' };
  return toRegion(mask, picture, 'the article');
}

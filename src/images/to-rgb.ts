/**
 * Ink to light by Pillow's formula, which knows no profiles: channel = (255 - k) * (255 - ink) / 255, as Pillow rounds it.
 * @param cmyk - 4 bytes a pixel, 255 = full ink
 * @source Pillow src/libImaging/Convert.c, cmyk2rgb
 */
export function cmykToRgb(cmyk: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((cmyk.length / 4) * 3);
  for (let from = 0, to = 0; from < cmyk.length; from += 4) {
    const light = 255 - cmyk[from + 3]!;
    for (let channel = 0; channel < 3; channel++) {
      const product = cmyk[from + channel]! * light + 128;
      rgb[to++] = light - (((product >> 8) + product) >> 8);
    }
  }
  return rgb;
}

/**
 * 16-bit grey without alpha, as Pillow 13 converts its mode `I;16`: CLIPPED to 255, not scaled. Anything but a dark
 * image turns white; it is what every FID tool built on Pillow computes.
 */
export function grey16ToRgb(samples: Uint16Array): Uint8Array {
  const rgb = new Uint8Array(samples.length * 3);
  for (let i = 0, to = 0; i < samples.length; i++) {
    const grey = Math.min(255, samples[i]!);
    for (let channel = 0; channel < 3; channel++) rgb[to++] = grey;
  }
  return rgb;
}

/** The high byte of each sample, repeated `times`: 1 for RGB, 3 for grey. */
export function highBytes(samples: Uint16Array, times: 1 | 3): Uint8Array {
  const bytes = new Uint8Array(samples.length * times);
  for (let i = 0, to = 0; i < samples.length; i++) {
    for (let copy = 0; copy < times; copy++) bytes[to++] = samples[i]! >> 8;
  }
  return bytes;
}

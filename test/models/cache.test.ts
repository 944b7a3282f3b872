import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheHome, featuresFolder, modelsFolder } from '../../src/models/cache.js';

describe('cacheHome', () => {
  it('is GAN_EVAL_HOME, else under XDG_CACHE_HOME, else the platform’s', () => {
    const absolute = resolve('xdg');
    expect(cacheHome({ GAN_EVAL_HOME: 'own', XDG_CACHE_HOME: absolute }, 'p')).toBe(resolve('own'));
    expect(cacheHome({ GAN_EVAL_HOME: '', XDG_CACHE_HOME: absolute }, 'p')).toBe(join(absolute, 'gan-eval'));
    expect(cacheHome({ XDG_CACHE_HOME: 'relative' }, 'p')).toBe('p');
    expect(cacheHome({}, 'p')).toBe('p');
  });

  it('has a folder for models and one for features', () => {
    expect(modelsFolder('home')).toBe(join('home', 'models'));
    expect(featuresFolder('home')).toBe(join('home', 'features'));
  });
});

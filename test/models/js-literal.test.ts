import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { parseJsLiteral } from '../../src/models/js-literal.js';

const parse = (text: string): unknown => parseJsLiteral('x.js', text);

describe('parseJsLiteral', () => {
  it('reads what minifiers write', () => {
    expect(parse('{a:[-.5,1e-4,2.,!0,!1,null],"b c":"\\u00e9\\n",$_1:{}}')).toEqual({
      a: [-0.5, 1e-4, 2, true, false, null],
      'b c': 'é\n',
      $_1: {},
    });
  });

  it('reads JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        expect(parse(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it.each([
    ...[
      '',
      '{',
      '[1,]',
      '{a:1,}',
      '{a:1,a:2}',
      '{__proto__:{}}',
      '1 2',
      '{a}',
      "'x'",
      '"a\\x41"',
      '`x`',
      'void 0',
    ],
    ...[
      'alert(1)',
      '[1,f()]',
      '{a:this}',
      '{get a(){}}',
      '{[a]:1}',
      '{...a}',
      '!2',
      '/x/',
      '01x',
      'nullx',
      'NaN',
      '"a',
    ],
    '['.repeat(100_000),
  ])('refuses %j', (text) => {
    expect(() => parse(text)).toThrow(InputError);
    expect(() => parse(text)).toThrow(/^x\.js: expected .* at character \d+ but found/);
  });
});

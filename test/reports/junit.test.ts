import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../src/reports/junit.js';
import { aCheck, aGateResult, aHostileReport, HOSTILE } from './a-gate-report.js';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** A parser of XML without comments, CDATA and the like, that takes nothing that is not well-formed. */
function parseXml(xml: string): Element {
  expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  const [, body] = /^<\?xml version="1.0" encoding="UTF-8"\?>\n([^]*)$/.exec(xml)!;
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let end = 0;
  const token = /<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  for (const [all, closing, name, attributes, empty, text] of body!.matchAll(token)) {
    end += all.length;
    if (text !== undefined) open.at(-1)!.text += decoded(text);
    else if (closing) expect(open.pop()!.name).toBe(name);
    else {
      const pairs = [...attributes!.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(
        ([, key, value]) => [key!, decoded(value!)] as const,
      );
      const element: Element = { name: name!, attributes: Object.fromEntries(pairs), children: [], text: '' };
      open.at(-1)!.children.push(element);
      if (!empty) open.push(element);
    }
  }
  expect([end, open.length]).toEqual([body!.length, 1]);
  return root.children[0]!;
}

function decoded(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  expect(text).not.toMatch(/&(?!(?:amp|lt|gt|quot|#\d+);)/);
  return text.replace(/&(?:#(\d+)|([a-z]+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? entities[name]! : String.fromCharCode(Number(code)),
  );
}

describe('renderJunit', () => {
  it('has a case a check, inconclusive as a failure and a missing baseline as an error', () => {
    const outcomes = ['pass', 'fail', 'inconclusive', 'no baseline'] as const;
    const gates = [
      ...outcomes.map((outcome) => aGateResult(outcome)),
      aGateResult('fail', { name: 'Two', checks: [aCheck('pass'), aCheck('fail')] }),
      aGateResult('fail', { gate: 'nothing.fid < 3', checks: [], reason: 'there is none' }),
    ];
    const root = parseXml(renderJunit({ title: 'A run', gates }));
    const counts = { tests: '7', failures: '4', errors: '1' };
    expect([root.name, root.attributes]).toEqual(['testsuites', { name: 'gan-eval', ...counts }]);
    const [suite] = root.children;
    expect([suite!.name, suite!.attributes]).toEqual([
      'testsuite',
      { name: 'A run', ...counts, skipped: '0' },
    ]);
    const cases = suite!.children.map(({ name, attributes, children }) => [
      ...[name, attributes.classname, attributes.name],
      ...children.map((child) => `${child.name} ${child.attributes.type!}: ${child.attributes.message!}`),
    ]);
    const subject = 'conditional.fid';
    expect(cases).toEqual([
      ['testcase', 'gate of pass', subject],
      ['testcase', 'gate of fail', subject, 'failure fail: because of fail'],
      ['testcase', 'gate of inconclusive', subject, 'failure inconclusive: because of inconclusive'],
      ['testcase', 'gate of no baseline', subject, 'error no baseline: because of no baseline'],
      ['testcase', 'Two', subject],
      ['testcase', 'Two', subject, 'failure fail: because of fail'],
      ['testcase', 'nothing.fid < 3', 'nothing.fid < 3', 'failure fail: there is none'],
    ]);
  });

  it('gives every text back, but for what XML cannot hold', () => {
    const { children } = parseXml(renderJunit(aHostileReport())).children[0]!;
    const shown = HOSTILE.map((text) =>
      text.replace(/[\u0000\u001b\u0007\u0085\ud800\uffff\u202e]/g, '\ufffd'),
    );
    const [first, second, third] = [0, 1, 2].map((at) => children.filter((_, i) => i % 3 === at));
    expect(first!.map(({ attributes }) => attributes.classname)).toEqual(shown);
    expect(first!.map((each) => each.children[0]!.text)).toEqual(shown);
    expect(second!.map((each) => each.children[0]!.attributes.message)).toEqual(shown);
    expect(third!.map(({ attributes }) => attributes.name)).toEqual(shown);
  });
});

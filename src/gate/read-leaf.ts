import { isAccessorNode, isSymbolNode, type MathNode } from 'mathjs/number';
import type { Leaf, Term } from './expression.js';
import { refuse, type ExpressionText } from './expression-text.js';
import { fromItsHead } from './gate-names.js';
import type { Stat } from './gate.js';
import { settingText } from './path.js';
import { underscoredName, type PatternStep } from './pattern.js';

const SETTING = /^[\w.=+-]+$/;

/**
 * Reads the name of a score, such as `conditional[psi=0.7].retrieval_1.slots.top`. One that is read twice is one leaf, as it
 * errs in both places alike.
 * @throws UsageError if the node is no name, or there is no such score
 */
export function readLeaf(node: MathNode, stat: Stat, leaves: Leaf[], source: ExpressionText): Term {
  const steps = stepsOf(node, source);
  const pattern = fromItsHead(
    steps,
    source.names,
    (step, message) =>
      refuse(
        node,
        source,
        `${message} In expressions, write _ for - in names; or give the gate the form SUBJECT: STAT OP LIMIT.`,
        steps[step]?.name,
      ),
    underscoredName,
  );
  const leaf: Leaf = { text: node.toString(), pattern, stat };
  const known = leaves.findIndex((other) => JSON.stringify(other) === JSON.stringify(leaf));
  if (known >= 0) return { kind: 'leaf', index: known };
  leaves.push(leaf);
  return { kind: 'leaf', index: leaves.length - 1 };
}

function stepsOf(node: MathNode, source: ExpressionText): PatternStep[] {
  if (isSymbolNode(node)) return [{ name: node.name, setting: null }];
  if (!isAccessorNode(node)) {
    return refuse(node, source, 'Expected the name of a score, such as conditional.fid.');
  }
  const steps = stepsOf(node.object, source);
  const { dotNotation, dimensions } = node.index;
  if (dotNotation) return [...steps, { name: node.name, setting: null }];
  const last = steps.at(-1)!;
  if (last.setting !== null) return refuse(node, source, 'Expected one pair of brackets behind a name.');
  const setting = settingText(dimensions.join(',').replaceAll(' ', ''));
  if (!SETTING.test(setting)) return refuse(node, source, 'Expected a setting such as psi=0.7 in brackets.');
  return [...steps.slice(0, -1), { ...last, setting }];
}

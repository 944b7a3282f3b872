import type { NotScored } from './definition.js';

/** Whether there is a value, not a reason why there is none. */
export function isScored<Value extends object>(value: Value | NotScored): value is Value {
  return !('reason' in value);
}

import { z } from 'zod';

/** Which output of a feature extractor is read. `patches` is a map of places, for what is compared place by place. */
export const featureRoleSchema = z.enum(['features', 'logits', 'spatial', 'patches']);

export type FeatureRole = z.infer<typeof featureRoleSchema>;

/** Something for some of the roles. */
export type ByRole<T> = Readonly<Partial<Record<FeatureRole, T>>>;

/** What there is, in the order of the roles. */
export function roleEntries<T>(values: ByRole<T>): (readonly [FeatureRole, T])[] {
  return featureRoleSchema.options.flatMap((role) => {
    const value = values[role];
    return value === undefined ? [] : [[role, value] as const];
  });
}

/** The same roles, with other values. */
export function mapRoles<T, U>(values: ByRole<T>, change: (value: T, role: FeatureRole) => U): ByRole<U> {
  return Object.fromEntries(roleEntries(values).map(([role, value]) => [role, change(value, role)]));
}

/** Values for the roles given, and for no others. */
export function byRole<T>(roles: readonly FeatureRole[], value: (role: FeatureRole) => T): ByRole<T> {
  return Object.fromEntries(roles.map((role) => [role, value(role)]));
}

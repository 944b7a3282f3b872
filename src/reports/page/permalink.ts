/** What the page shows, as its address tells: `#images&point=conditional&q=dress`. */
export interface Address {
  /** Id of the element that it is at; empty: at the top. */
  readonly id: string;
  /** Id of the point that galleries are limited to; empty: all. */
  readonly point: string;
  /** What images have to contain; empty: anything. */
  readonly q: string;
  /** Id of the score that images are ordered by, `-` before it for falling order; empty: as they were chosen. */
  readonly sort: string;
}

/** @param hash - with its `#`; what cannot be read in it is taken to be missing */
export function readAddress(hash: string): Address {
  const [id = '', ...settings] = hash.replace(/^#/, '').split('&');
  const values = new Map(
    settings.map((setting) => {
      const [name = '', value = ''] = setting.split('=', 2);
      return [name, decode(value)] as const;
    }),
  );
  return {
    id: decode(id),
    point: values.get('point') ?? '',
    q: values.get('q') ?? '',
    sort: values.get('sort') ?? '',
  };
}

/** @returns with its `#`; what is empty is left out */
export function writeAddress({ id, ...settings }: Address): string {
  const parts = Object.entries(settings).flatMap(([name, value]) =>
    value === '' ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `#${[encodeURIComponent(id), ...parts].join('&')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Makes the headings of a table buttons that sort its rows; a second press turns the order round. */
export function sortableTable(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  const headings = table.tHead?.rows[0]?.cells;
  if (!body || !headings || body.rows.length < 2) return;
  Array.from(headings).forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const falling = heading.getAttribute('aria-sort') === 'ascending';
      for (const other of headings) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', falling ? 'descending' : 'ascending');
      body.append(...sorted(Array.from(body.rows), column, falling ? -1 : 1));
    });
  });
}

/** By number where both cells hold one; rows without a value come last in either order. */
function sorted(rows: readonly HTMLTableRowElement[], column: number, sign: 1 | -1): HTMLTableRowElement[] {
  const keyed = rows.map((row) => ({ row, key: sortKey(row.cells[column]) }));
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === '' || b === '') return (a === '' ? 1 : 0) - (b === '' ? 1 : 0);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
  });
  return keyed.map(({ row }) => row);
}

function sortKey(cell: HTMLTableCellElement | undefined): number | string {
  if (!cell) return '';
  const value = cell.dataset.sort ?? cell.querySelector('data')?.value;
  if (value === undefined) return cell.querySelector('[title]') ? '' : cell.textContent.trim();
  return value === '' ? '' : Number(value);
}

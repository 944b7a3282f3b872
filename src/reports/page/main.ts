import { Charts } from './charts.js';
import { Galleries } from './gallery.js';
import { Lightbox } from './lightbox.js';
import { readAddress, writeAddress, type Address } from './permalink.js';
import { unfoldForPrint } from './print.js';
import { sortableTable } from './sort-tables.js';
import { ThemeSwitch } from './theme.js';

for (const waiting of document.querySelectorAll<HTMLElement>('[data-needs-script]')) waiting.hidden = false;
for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) sortableTable(table);
unfoldForPrint();
const charts = new Charts(document.querySelectorAll<HTMLElement>('[data-plot]'));
const theme = new ThemeSwitch(document.querySelector<HTMLButtonElement>('#theme')!, (chosen) => {
  charts.draw(chosen);
});
// Paper is light.
addEventListener('beforeprint', () => {
  charts.draw('light');
});
addEventListener('afterprint', () => {
  charts.draw(theme.current);
});

const tools = document.querySelector<HTMLElement>('.tools');
const galleries = tools && new Galleries(tools, document.querySelectorAll<HTMLElement>('.gallery'));

/** The address is the one place that says what is shown; everything else changes it. */
let address = readAddress(location.hash);

const lightbox = new Lightbox((card) => {
  go({ ...address, id: card?.id ?? returnTo() });
});

/** What a closed image leaves the address at. */
const returnTo = (): string => document.getElementById(address.id)?.closest('.gallery, section')?.id ?? '';

function go(to: Address): void {
  history.replaceState(null, '', writeAddress(to));
  address = to;
  show();
}

function show(): HTMLElement | null {
  galleries?.show(address);
  const target = document.getElementById(address.id);
  if (target) galleries?.reveal(target);
  lightbox.show(target?.classList.contains('card') ? target : undefined);
  return target;
}

function arrive(): void {
  const to = readAddress(location.hash);
  // A link to another place in the page leaves the filter as it is.
  address = location.hash.includes('&') ? to : { ...address, id: to.id };
  const target = show();
  target?.closest('details')?.setAttribute('open', '');
  // The browser itself finds an element only where the address is nothing but its id.
  target?.scrollIntoView();
}

galleries?.onTools((view) => {
  go({ id: 'images', ...view });
});
document.addEventListener('click', (event) => {
  const card = event.target instanceof Element && event.target.closest<HTMLElement>('li.card');
  if (!card || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go({ ...address, id: card.id });
});
addEventListener('hashchange', arrive);
if (location.hash === '') show();
else arrive();

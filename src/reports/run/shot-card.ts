import type { ControlImage } from '../../config/control-result.js';
import { formatShort } from '../format-score.js';
import { html, type Html } from '../html.js';
import { imageValues } from './image-values.js';
import { fragmentId, fragmentLink } from './fragment-id.js';
import { missLayer, poseLayer } from './pose-layer.js';
import type { AskedArticle, GeneratedShot } from './run-media.js';
import type { DrawShot } from './shot-picture.js';

/** What the page knows beside the pictures. */
export interface ShotKnowledge {
  readonly draw: DrawShot;
  /** What was seen in a generated image; undefined: nobody looked. */
  readonly seen: (shot: GeneratedShot) => ControlImage | undefined;
  /** Titles of control scores by their ids. */
  readonly titles: ReadonlyMap<string, string>;
  /** Ids of the control scores that stand for all. */
  readonly headlines: readonly string[];
  /** Which outfit score stands beside each article. */
  readonly articleScore: string;
}

/** A generated image with its layers, the real image of the same condition, the articles asked for, and its scores. */
export function shotCard(
  shot: GeneratedShot,
  gallery: string,
  order: number,
  knowledge: ShotKnowledge,
): Html {
  const { id, point, asked } = shot;
  const seen = knowledge.seen(shot);
  const anchor = fragmentId(gallery, point, id);
  const values = seen ? imageValues(seen) : {};
  const { headlines, titles } = knowledge;
  const rest = Object.keys(values).filter((score) => !headlines.includes(score));
  return html`<li
    class="card"
    id="${anchor}"
    data-point="${point}"
    data-words="${searchWords(shot)}"
    data-order="${order}"
    data-scores="${JSON.stringify(values)}"
  >
    <div class="pair">
      ${paintGenerated(shot, seen, knowledge)} ${asked?.real && knowledge.draw(asked.real, 'Real')}
    </div>
    ${asked && asked.articles.length > 0 && articleRow(asked.articles, seen, knowledge)}
    <p class="name"><a href="${fragmentLink(anchor)}">${id}</a> <span class="small quiet">${point}</span></p>
    <dl class="marks small">
      ${[...headlines, ...rest].map((score, i) => {
        const value = values[score];
        return (
          value !== undefined &&
          html`<div class="${i < headlines.length ? '' : 'rest'}">
            <dt>${titles.get(score) ?? score}</dt>
            <dd>${formatShort(value)}</dd>
          </div>`
        );
      })}
    </dl>
  </li>`;
}

/** A generated image with the pose asked for and the pose found over it. */
export function paintGenerated(
  shot: GeneratedShot,
  seen: ControlImage | undefined,
  { draw }: Pick<ShotKnowledge, 'draw'>,
): Html {
  const { asked } = shot;
  if (!asked?.size) return draw(shot, 'Generated');
  const found = seen?.joints?.map((joint) => joint && { x: joint[0], y: joint[1] });
  const layers = html`${asked.pose && found && missLayer(asked.pose, found)}${asked.pose && poseLayer(asked.pose, 'target')}${found && poseLayer(found, 'found')}`;
  return draw(shot, 'Generated', { frame: asked.size, layers });
}

function articleRow(
  articles: readonly AskedArticle[],
  seen: ControlImage | undefined,
  { draw, articleScore, titles }: ShotKnowledge,
): Html {
  return html`<ul class="articles" aria-label="Articles asked for">
    ${articles.map(({ slot, article }) => {
      const value = seen?.slots[slot]?.[articleScore];
      return html`<li>
        ${article ? draw(article, 'Asked for') : html`<p class="shot none small"><span aria-hidden="true">–</span><span class="unseen">nothing</span></p>`}
        <span class="small">${slot}</span>
        ${value !== undefined && html`<span class="small quiet" title="${titles.get(articleScore)}">${formatShort(value)}</span>`}
      </li>`;
    })}
  </ul>`;
}

/** What the page's search looks in: the image, its condition and labels, slots and articles. */
function searchWords({ id, point, seed, asked }: GeneratedShot): string {
  const labels = Object.entries(asked?.labels ?? {}).map(([name, value]) => `${name}=${value}`);
  const articles = (asked?.articles ?? []).map(({ slot, article }) => `${slot}=${article?.id ?? 'none'}`);
  return [id, point, `seed=${seed ?? ''}`, asked?.condition ?? '', ...labels, ...articles]
    .join(' ')
    .toLowerCase();
}

import type { MetricDefinition } from '../metrics/definition.js';
import { markdownTable } from './markdown-table.js';

/** The part of docs/metrics.md that is written by hand. */
export const metricsIntroduction = `# Metrics

<!-- Made by \`npm run docs\` from the metrics' definitions (src/metrics) and src/cli/metrics-introduction.ts. Edit those. -->

\`\`\`
gan-eval metrics real/ generated/                                # the default: fid, kid, precision-recall, density-coverage
gan-eval metrics real/ generated/ --metrics kid,recall           # metrics or single scores
gan-eval metrics real/ generated/ --metrics all                  # whatever these sides and this network can give
gan-eval metrics real/ generated/ --metrics kid --set kid.estimator=subsets
gan-eval metrics list                                            # this page, for the terminal
\`\`\`

The images go through the network once, whatever the number of metrics, and their features are kept: a metric asked for later reads them from the cache.`;

interface Question {
  readonly question: string;
  /** Ids of metrics, the first choice first. */
  readonly metrics: readonly string[];
  readonly because: string;
}

const questions: readonly Question[] = [
  {
    question: 'How good is the generator, in the number that everyone publishes?',
    metrics: ['fid'],
    because:
      'Use 50,000 images, the resize mode of the figures you compare with, and equal counts: it is biased.',
  },
  {
    question: 'The same, with only hundreds or a few thousand images?',
    metrics: ['kid', 'cmmd', 'fid-infinity'],
    because:
      'KID has no bias; CMMD does the same on embeddings of your choice, such as CLIP; FID-infinity takes the bias out of FID, from about 10,000 images on.',
  },
  {
    question: 'Are the images good, or are they varied? Which of the two suffers?',
    metrics: ['precision-recall', 'density-coverage'],
    because:
      'Density and coverage bear outliers among the real images better; precision and recall are published more.',
  },
  {
    question: 'Are layout and local structure right, not content alone?',
    metrics: ['sfid'],
    because: 'It looks at places within the image, where FID looks at averages over it.',
  },
  {
    question: 'Are objects clear and classes many? (ImageNet-like images only)',
    metrics: ['inception-score'],
    because: 'It never sees real images: good for comparison with old figures, little else.',
  },
  {
    question: 'How many different things are there among the generated images?',
    metrics: ['vendi'],
    because: 'It needs no real images, and says nothing about quality.',
  },
  {
    question: 'Does the generator copy its training images?',
    metrics: ['memorisation'],
    because: 'Give the training set as the real side. The nearest pairs are listed; look at them.',
  },
  {
    question: 'Is every class as good as the whole?',
    metrics: ['intra-kid', 'intra-fid'],
    because: 'Name the label with `--strata`. Classes are small, so expect KID to say more than FID.',
  },
  {
    question: 'Does the ranking hold with another network, such as DINOv2 or CLIP?',
    metrics: ['fd', 'cmmd'],
    because: 'Give the network with `--features`. Inception is blind to much that people see.',
  },
  {
    question: 'Is the latent space smooth?',
    metrics: ['ppl'],
    because: 'It needs the generator itself, not images: `gan-eval ppl GENERATOR`.',
  },
];

/** A table of questions, with links to the metrics that answer them. */
export function chooseMetric(
  metrics: readonly MetricDefinition[],
  linkTo: (metric: MetricDefinition) => string,
): string {
  const rows = questions.flatMap(({ question, metrics: ids, because }) => {
    const answers = ids.flatMap((id) => metrics.filter((metric) => metric.id === id));
    return answers.length === 0
      ? []
      : [[question, answers.map((metric) => linkTo(metric)).join(', '), because]];
  });
  return markdownTable(['question', 'metric', 'keep in mind'], rows);
}

export const readScores = `Scores that belong together are computed together: asking for one of a metric's scores prints only that one.

### How many images

Each metric refuses to compute below its least count: a covariance, a neighbourhood or a subset is not defined then. Between that and the count that published figures use it computes, and warns where the count matters. Three rules hold for all of them:

- Compare scores of equal counts. A score with a bias (FID, precision, recall, ...) differs between 1,000 and 50,000 images of the very same generator.
- Judge a difference by the intervals. Two scores whose 95% intervals overlap widely have not been told apart.
- Unequal counts are allowed; the smaller side decides how far a score can be trusted.

### Reading an interval

The interval comes from 20 groups of images: from the score without each of them in turn, or, for scores by nearest neighbours, from the scores of halves of the groups. Where a bias is known to shrink as 1/n it is taken out, and the interval is about infinitely many images, which may lie beside the printed value; elsewhere it is about other sets of these counts. FID and its relatives have none below two images a feature (4,100 where they are 2,048). [intervals.md](intervals.md) says how they are made and how often they are right. "Undefined" always comes with its reason, and never as a 0.`;

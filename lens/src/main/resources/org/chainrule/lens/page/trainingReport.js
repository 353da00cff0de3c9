// The views in a report: what they show stands in the page.

import { by } from './dom.js';
import { Run } from './trainingRuns.js';
import { Views } from './trainingViews.js';

const told = JSON.parse(by('runs').textContent).runs.map(({ name, entries, hints }, place) => {
  const run = new Run(name, place);
  run.take({ entries, hints });
  return run;
});
new Views(by('training')).show(told);

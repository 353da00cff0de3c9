// What is wrong with a training, in words.

import { html } from './dom.js';

/** The hints of some runs; or that there are none. */
export function health(runs) {
  const shown = runs.filter(run => run.shown);
  const hints = shown.flatMap(run => run.hints.map(hint => card(hint, run, runs.length > 1)));
  if (hints.length) return hints;
  const looked = shown.some(run => run.probes.length > 4);
  return [looked
    ? html('p', { class: 'well' }, '✓ No sign of trouble: losses, gradients, units and steps are as they should be.')
    : html('p', { class: 'note' }, 'Too few looks at gradients and units to say how it goes: a longer training has more.')];
}

function card({ title, where, since, until, evidence, advice }, run, isNamed) {
  const isOver = until < run.step * 0.8;
  return html('article', { class: isOver ? 'hint over' : 'hint' },
    html('h3', {}, `${isOver ? '○' : '⚠'} ${title}${isNamed ? `, in ${run.name}` : ''}${where ? ` (${where})` : ''}`),
    html('p', {}, evidence.charAt(0).toUpperCase() + evidence.slice(1), '.'),
    html('p', { class: 'note' }, `${isOver ? 'Seen' : 'Since'} ${since === until ? `step ${since}` : isOver ? `from step ${since} to ${until}` : `step ${since}`}. ${advice}`));
}

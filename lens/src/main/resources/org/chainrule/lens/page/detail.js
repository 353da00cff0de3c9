// One node in full: numbers, histograms, gradients, and the way to its neighbours.

import { html, svg } from './dom.js';
import { title } from './graph.js';
import { rows, short } from './numbers.js';

export function detail(nodes, id, choose) {
  const node = nodes[id];
  const users = nodes.flatMap(({ inputs }, user) => inputs.includes(id) ? [user] : []);
  return [
    html('h2', {}, title(node)),
    html('p', { class: 'faint' }, `${node.op}, ${node.type}, ${node.source}`),
    ...tensor('value', 'forward', node.value),
    ...tensor('upstream gradient: ∂loss/∂this', 'backward', node.upstream),
    ...node.flows.flatMap(({ input, local, formula, downstream }) => [
      ...tensor(`local gradient by ${title(nodes[node.inputs[input]])}: ${formula}`, 'forward', local),
      ...tensor(`downstream to ${title(nodes[node.inputs[input]])}`, 'backward', downstream),
    ]),
    ...links('inputs', node.inputs, nodes, choose),
    ...links('consumers', users, nodes, choose),
  ];
}

function tensor(heading, color, summary) {
  if (!summary) return [];
  const made = [html('h3', {}, heading)];
  if (summary.numbers) made.push(html('div', { class: `numbers ${color}` }, rows(summary)));
  if (summary.count > 1 && summary.mean !== undefined) {
    made.push(html('p', { class: 'faint' },
      `mean ${short(summary.mean)}, deviation ${short(summary.deviation)}, from ${short(summary.least)} to ${short(summary.largest)}, `
      + `${summary.zeros} of ${summary.count} are 0${summary.notFinite ? `, ${summary.notFinite} not finite` : ''}`));
    made.push(histogram(summary.histogram, color));
  }
  return made;
}

function histogram(counts, color) {
  const most = Math.max(...counts);
  const bars = counts.map((count, at) => svg('rect', { x: at, y: 1 - count / most, width: 0.9, height: count / most }));
  return svg('svg', {
    class: `histogram ${color}`, viewBox: `0 0 ${counts.length} 1`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': `histogram: ${counts.join(', ')}`,
  }, ...bars);
}

function links(heading, ids, nodes, choose) {
  if (!ids.length) return [];
  const buttons = ids.map(id => html('button', { onclick: () => choose(id, true) }, title(nodes[id])));
  return [html('h3', {}, heading), html('div', { class: 'links' }, ...buttons)];
}

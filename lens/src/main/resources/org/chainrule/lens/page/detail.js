// One node in full: numbers, histograms, gradients, and the way to its neighbours.

import { contents, title } from './card.js';
import { html, svg } from './dom.js';
import { brief, rows, short } from './numbers.js';

/**
 * @param choose goes to a node
 * @param kernels where it is computed
 */
export function detail({ nodes, groups }, id, choose, kernels) {
  const node = nodes[id];
  const users = nodes.flatMap(({ inputs }, user) => inputs.includes(id) ? [user] : []);
  const place = groups[node.group]?.path;
  return [
    html('h2', {}, title(node)),
    html('p', { class: 'faint' }, `${node.op}, ${node.type}, ${node.source}${node.within.length ? `, in ${node.within.join(' › ')}` : ''}${place ? `, of ${place}` : ''}`),
    ...tensor('value', 'forward', node.value),
    ...tensor('upstream gradient: ∂loss/∂this', 'backward', node.upstream),
    ...node.flows.filter(({ input }) => !nodes[node.inputs[input]].constant).flatMap(({ input, local, formula, downstream }) => [
      ...tensor(`local gradient by ${title(nodes[node.inputs[input]])}: ${formula}`, 'forward', local),
      ...tensor(`downstream to ${title(nodes[node.inputs[input]])}`, 'backward', downstream),
    ]),
    ...links('inputs', node.inputs, nodes, choose),
    ...links('consumers', users, nodes, choose),
    ...kernels.length ? [html('h3', {}, 'kernels'), html('div', { class: 'links' }, ...kernels)] : [],
  ];
}

/** A group in full: what is in it, groups first. */
export function groupDetail({ nodes, groups }, number, choose) {
  const group = groups[number];
  const inner = groups.flatMap(({ parent, path, kind }, at) => parent === number ? [[`g${at}`, `${path} ${kind}`.trim()]] : []);
  const own = nodes.flatMap((node, at) => node.group === number && !node.constant ? [[`n${at}`, title(node)]] : []);
  const buttons = [...inner, ...own].map(([id, text]) => html('button', { onclick: () => choose(id, true) }, text));
  return [
    html('h2', {}, group.path),
    html('p', { class: 'faint' }, `${group.kind ? `${group.kind}, ` : ''}${contents(group)}`),
    ...tensor('what it gives', 'forward', nodes[group.result].value),
    ...tensor('upstream gradient: ∂loss/∂that', 'backward', nodes[group.result].upstream),
    html('h3', {}, 'in it'), html('div', { class: 'links' }, ...buttons),
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
  const buttons = ids.map(id => html('button', { onclick: () => choose(`n${id}`, true) }, nodes[id].constant && nodes[id].value ? brief(nodes[id].value) : title(nodes[id])));
  return [html('h3', {}, heading), html('div', { class: 'links' }, ...buttons)];
}

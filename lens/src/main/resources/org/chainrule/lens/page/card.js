// What stands in the graph: a node, a closed group, or the frame of an open one.

import { svg } from './dom.js';
import { brief } from './numbers.js';

/** What a node is called: by its name in the model, or by its operation; what is given without a name is data. */
export const title = node => node.name || (node.op === 'constant' ? 'data' : node.op.replace(/\[.*/, ''));

/** The last part of a path: what is before it stands around. */
export const label = group => group.path.split(/\.(?!\d)/).at(-1);

export const count = (number, word) => `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;

export const contents = group => [count(group.operations, 'operation'), ...group.parameters ? [count(group.parameters, 'parameter')] : []].join(', ');

const cut = (text, length) => text.length > length ? `${text.slice(0, length - 1)}…` : text;

const line = (name, at, text = '') => svg('text', { class: name, x: 10, y: at }, text);

function button(item, classes, press, ...children) {
  const key = event => {
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); press(); }
  };
  return svg('g', {
    class: classes, transform: `translate(${item.x} ${item.y})`, tabindex: 0, role: 'button', 'data-id': item.id, onclick: press, onkeydown: key,
  }, ...children);
}

/** @param group around the node, if there is one: its path is not said again */
export function nodeCard(item, node, group, press) {
  const name = group && title(node).startsWith(`${group.path}.`) ? title(node).slice(group.path.length + 1) : title(node);
  const constants = node.constants.length ? ` with ${node.constants.join(', ')}` : '';
  return button(item, node.inputs.length ? 'node' : 'node leaf', press,
    svg('rect', { width: item.width, height: item.height }),
    line('op', 19, cut(name + constants, 24)), line('small', 35, cut(node.type, 28)), line('small', 49, cut(node.source, 28)),
    line('value', 67), line('gradient', 83));
}

export function groupCard(item, group, press) {
  const made = button(item, 'node group', press,
    svg('rect', { class: 'under', x: 4, y: 4, width: item.width, height: item.height }),
    svg('rect', { width: item.width, height: item.height }),
    line('op', 20, cut(label(group), 20)), line('small', 36, cut([group.kind, `${group.operations} operations`].filter(Boolean).join(', '), 27)),
    line('small', 51, group.parameters ? count(group.parameters, 'parameter') : ''), line('value', 68), line('gradient', 84),
    svg('text', { class: 'sign', x: item.width - 20, y: 21 }, '+'));
  made.setAttribute('aria-expanded', 'false');
  return made;
}

export function frame(item, group, press) {
  const heading = button({ ...item, x: 0, y: 0 }, 'heading', press,
    svg('rect', { class: 'bar', width: item.width, height: 26 }),
    line('op', 18, cut(`${label(group)}${group.kind ? `  ${group.kind}` : ''}`, item.width / 8 - 4)),
    svg('text', { class: 'sign', x: item.width - 20, y: 18 }, '−'));
  heading.setAttribute('aria-expanded', 'true');
  heading.setAttribute('aria-label', `${group.path}, ${contents(group)}: close`);
  return svg('g', { class: 'frame', transform: `translate(${item.x} ${item.y})` },
    svg('rect', { width: item.width, height: item.height }), heading);
}

/**
 * Fills in what is known of a card's node so far.
 *
 * @param name what it is called
 * @param node whose value is shown; of a group, its result
 */
export function fill(card, name, id, node, known, now) {
  const value = known.values.has(id) ? brief(node.value) : '';
  const gradient = known.upstreams.has(id) && node.upstream ? `∂ ${brief(node.upstream)}` : '';
  card.querySelector('.value').textContent = cut(value, 23);
  card.querySelector('.gradient').textContent = cut(gradient, 23);
  card.classList.toggle('now', now);
  card.classList.toggle('nowForward', now && known.now.pass === 'forward');
  card.classList.toggle('nowBackward', now && known.now.pass === 'backward');
  card.setAttribute('aria-label', [name, value && `value ${value}`, gradient && `gradient ${gradient}`].filter(Boolean).join(', '));
}

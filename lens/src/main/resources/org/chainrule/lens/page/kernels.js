// What the compiler made of the loss and its gradient: kernels with their times, and the memory that they share.

import { Arena, size } from './arena.js';
import { count, title } from './card.js';
import { by, html } from './dom.js';
import { short } from './numbers.js';

const digits = number => short(Number(number.toPrecision(3)));

const time = seconds => seconds < 1e-3 ? `${digits(seconds * 1e6)} µs` : `${digits(seconds * 1e3)} ms`;

const lower = kind => kind[0].toLowerCase() + kind.slice(1);

const rate = (amount, seconds) => amount > 0 && seconds > 0 ? digits(amount / seconds * 1e-9) : '';

export class Kernels {
  #known; #nodes = []; #rows = []; #arena; #byTime = false;

  /** @param go goes to a node of the graph, where the nodes of a kernel are marked */
  constructor(go) {
    this.go = go;
  }

  /** The kernels that a node's value, and its gradient, are computed in. */
  of(id) {
    return (this.#known?.kernels ?? []).flatMap(({ nodes }, kernel) => {
      const own = nodes.filter(node => node.of === id);
      return own.length ? [{ kernel, passes: [...new Set(own.map(({ backward }) => backward ? 'gradient' : 'value'))] }] : [];
    });
  }

  /** Compiles and measures, the first time. */
  async load(nodes) {
    this.#nodes = nodes;
    if (!this.#known) {
      by('kernels').replaceChildren(html('p', { class: 'faint', role: 'status' }, 'The loss and its gradient are compiled and measured …'));
      const answer = await fetch('kernels.json');
      if (!answer.ok) return by('kernels').replaceChildren(html('p', {}, `The kernels cannot be shown: ${await answer.text()}`));
      this.#known = await answer.json();
    }
    this.#draw();
    this.select(0);
  }

  #draw() {
    const { kernels, buffers, runs, threads } = this.#known;
    const all = kernels.reduce((sum, { seconds }) => sum + seconds, 0);
    const most = Math.max(...kernels.map(({ seconds }) => seconds));
    const nodes = new Set(kernels.flatMap(kernel => kernel.nodes.map(node => `${node.of}${node.backward}${node.op}`))).size;
    this.#arena = new Arena(buffers, kernels.length, name => this.#name(name), kernel => this.select(kernel));
    const order = [...kernels.keys()];
    if (this.#byTime) order.sort((one, other) => kernels[other].seconds - kernels[one].seconds);
    const head = (text, byTime) => html('th', {}, byTime === undefined ? text
      : html('button', { 'aria-pressed': this.#byTime === byTime, onclick: () => { this.#byTime = byTime; this.#draw(); this.select(0); } }, text));
    this.#rows = [];
    const rows = order.map(kernel => this.#rows[kernel] = this.#row(kernel, most));
    by('kernels').replaceChildren(
      html('h2', {}, `${count(nodes, 'operation')} in ${count(kernels.length, 'kernel')}, ${time(all)} a run`),
      html('p', { class: 'faint' }, `The loss and its gradient by the parameters, compiled. Times are the median of ${count(runs, 'run')} with up to ${count(threads, 'thread')}.`),
      html('div', { class: 'wide' }, html('table', { class: 'kernels' },
        html('thead', {}, html('tr', {}, head('#', false), head('kernel'), head('operations'), head('time', true), head('µs'), head('GFLOP/s'), head('GB/s'))),
        html('tbody', {}, ...rows))),
      html('h2', {}, 'Memory'), this.#arena.legend(), ...this.#arena.pictures());
  }

  #row(kernel, most) {
    const { kind, nodes, seconds, operations, bytes } = this.#known.kernels[kernel];
    const press = event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); this.select(kernel); } };
    const backward = nodes.some(node => node.backward);
    return html('tr', { tabindex: 0, onclick: () => this.select(kernel), onkeydown: press, 'data-kernel': kernel },
      html('td', {}, String(kernel)),
      html('td', { class: backward ? 'backward' : 'forward' }, `${backward ? '∂ ' : ''}${lower(kind)}`),
      html('td', {}, String(nodes.length)),
      html('td', { class: 'bar' }, html('meter', { min: 0, max: most, value: seconds, 'aria-label': 'share of the longest' })),
      ...[digits(seconds * 1e6), rate(operations, seconds), rate(bytes, seconds)].map(text => html('td', {}, text)));
  }

  #name({ of, op, backward, partial }) {
    const name = of < 0 ? op : title(this.#nodes[of]);
    return `${partial ? 'partial sums of ' : ''}${backward ? `∂ by ${name}` : name}`;
  }

  /** An operation, and what of: of the gradient those that a node's gradient is made of. */
  #label({ of, op, backward }) {
    const name = title(this.#nodes[of]);
    const short = op.replace(/\[.*/, '');
    return `${backward ? '∂ ' : ''}${short === name ? name : `${short} · ${name}`}`;
  }

  /** Chooses a kernel: its row, its buffers, and on the side all that is known of it. */
  select(kernel) {
    const { kernels, buffers } = this.#known;
    const { kind, nodes, seconds, operations, bytes, reads, writes } = kernels[kernel];
    this.#rows.forEach((row, at) => row.setAttribute('aria-selected', at === kernel));
    this.#rows[kernel].scrollIntoView({ block: 'nearest' });
    this.#arena.select(kernel, reads, writes);
    const own = [...new Set(nodes.filter(({ of }) => of >= 0).map(({ of }) => of))];
    const button = node => node.of < 0 ? html('span', { class: 'gone' }, node.op)
      : html('button', { onclick: () => this.go(node.of, own), title: node.type }, this.#label(node));
    const list = numbers => html('ul', {}, ...numbers.map(number => html('li', {},
      `${this.#name(buffers[number])} `, html('span', { class: 'faint' }, `${buffers[number].type}, ${size(buffers[number].bytes)}, ${buffers[number].home}`))));
    by('detail').replaceChildren(
      html('h2', {}, `kernel ${kernel}: ${lower(kind)}`),
      html('p', { class: 'faint' }, `${time(seconds)}, ${size(bytes)} read and written${operations ? `, ${short(operations)} operations` : ''}`),
      html('h3', {}, `${count(nodes.length, 'operation')} in one; ∂ are of the gradient`),
      html('div', { class: 'links' }, ...nodes.map(button)),
      html('h3', {}, 'reads'), list(reads), html('h3', {}, 'writes'), list(writes));
  }
}

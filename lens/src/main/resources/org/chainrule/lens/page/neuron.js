// The neuron to learn on: sliders, and each gradient beside rise over run.

import { by, html } from './dom.js';
import { short } from './numbers.js';

/** Rise over run is as exact as this. */
const CLOSE = 1e-6;

const SLIDERS = [['w', 0.8], ['x', 1.5], ['b', -0.4], ['target', 2]];

export class Neuron {
  #inputs = new Map(); #result = html('div'); #asked = 0;

  constructor(changed) {
    this.changed = changed;
    const sliders = SLIDERS.map(([name, value]) => {
      const shown = html('output', {}, short(value));
      const input = html('input', { type: 'range', id: `slider-${name}`, min: -3, max: 3, step: 0.1, value });
      input.addEventListener('input', () => { shown.textContent = short(Number(input.value)); this.load(); });
      this.#inputs.set(name, input);
      return html('div', { class: 'slider' }, html('label', { for: `slider-${name}` }, name), input, shown);
    });
    by('neuron').replaceChildren(html('h2', {}, 'A neuron'),
      html('p', { class: 'faint' }, 'f = max(0, w·x + b), and loss = (f − target)². Move a slider, and watch the graph.'),
      ...sliders, this.#result);
  }

  /** Asks for the graph at the sliders' places; of answers that overtake each other the last counts. */
  async load() {
    const asked = ++this.#asked;
    const query = new URLSearchParams([...this.#inputs].map(([name, { value }]) => [name, value]));
    const answer = await (await fetch(`neuron.json?${query}`)).json();
    if (asked !== this.#asked) return;
    const row = ([name, { analytic, numeric }]) => html('tr', {},
      html('td', {}, `∂loss/∂${name}`), html('td', { class: 'backward' }, short(analytic)),
      html('td', {}, short(numeric)), html('td', {}, Math.abs(analytic - numeric) <= CLOSE * (1 + Math.abs(analytic)) ? '✓' : 'kink'));
    this.#result.replaceChildren(
      html('p', {}, 'f = ', html('span', { class: 'forward', id: 'output' }, short(answer.output)),
        ', loss = ', html('span', { class: 'forward', id: 'loss' }, short(answer.loss))),
      html('table', {}, html('tr', {}, ...['', 'chain rule', 'rise over run', ''].map(head => html('th', {}, head))),
        ...Object.entries(answer.numeric).map(row)));
    this.changed(answer);
  }
}

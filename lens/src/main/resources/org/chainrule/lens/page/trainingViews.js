// All views of some runs: which ones, how they do, and the charts.

import { html, svg } from './dom.js';
import { short } from './numbers.js';
import { Chart } from './trainingChart.js';
import { charts } from './trainingCurves.js';
import { health } from './trainingHealth.js';
import { Heat } from './trainingHeat.js';

export class Views {
  #runs = []; #how = { by: 'step', past: 0.9, log: false, layer: '' }; #parts; #charts = new Map(); #heats; #told = '';

  constructor(root) {
    const part = (name, attributes = {}) => html(name, attributes);
    this.#heats = [new Heat('Weights over time', 'weights'), new Heat('Gradients over time', 'gradients')];
    this.#parts = {
      runs: part('section', { class: 'runs', 'aria-label': 'Runs' }),
      health: part('section', { class: 'health', 'aria-label': 'Health', 'aria-live': 'polite' }),
      controls: part('form', { class: 'controls', 'aria-label': 'How to show it' }),
      charts: part('section', { 'aria-label': 'Charts' }),
      histograms: part('section', { 'aria-label': 'Histograms' }),
    };
    this.#parts.histograms.append(...this.#heats.map(heat => heat.element));
    const { runs, health: words, controls, charts: curves, histograms } = this.#parts;
    root.replaceChildren(runs, words, controls, html('div', { class: 'charts' }, curves, histograms));
    this.#controls();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      [...this.#charts.values(), ...this.#heats].forEach(chart => chart.repaint());
      this.show(this.#runs);
    });
  }

  #controls() {
    const set = (name, value) => { this.#how[name] = value; this.show(this.#runs); };
    const by = html('select', { onchange: ({ target }) => set('by', target.value) },
      ...['step', 'epoch'].map(value => html('option', { value }, value)));
    const layer = html('select', { id: 'layer', onchange: ({ target }) => set('layer', target.value) });
    const past = html('input', { type: 'range', min: 0, max: 0.99, step: 0.01, value: this.#how.past, oninput: ({ target }) => set('past', Number(target.value)) });
    const log = html('input', { type: 'checkbox', onchange: ({ target }) => set('log', target.checked) });
    this.layer = layer;
    this.#parts.controls.append(html('label', {}, 'across ', by), html('label', {}, 'smooth ', past), html('label', {}, log, ' loss in powers of ten'),
      html('label', {}, 'layer ', layer));
    this.#parts.controls.addEventListener('submit', event => event.preventDefault());
  }

  /** Shows runs as they are now. */
  show(runs) {
    this.#runs = runs;
    this.#layers();
    this.#chips();
    this.#words();
    const shown = charts(runs, this.#how);
    for (const chart of shown) {
      if (!this.#charts.has(chart.id)) this.#charts.set(chart.id, new Chart());
      const own = this.#charts.get(chart.id);
      this.#parts.charts.append(...own.element.isConnected ? [] : [own.element]);
      own.show(chart, this.#how.by);
    }
    const order = shown.map(({ id }) => this.#charts.get(id).element);
    const stands = [...this.#parts.charts.children].filter(element => order.includes(element));
    // what is known later, as the first accuracy, may belong further up
    if (order.some((element, at) => element !== stands[at])) this.#parts.charts.append(...order);
    for (const [id, chart] of this.#charts) chart.element.hidden = !shown.some(each => each.id === id);
    this.#histograms();
  }

  #layers() {
    const names = [...new Set(this.#runs.flatMap(run => run.shown ? run.layers : []))];
    if (`${names}` === this.layer.dataset.names) return;
    this.layer.dataset.names = `${names}`;
    this.#how.layer = names.includes(this.#how.layer) ? this.#how.layer : names[0] ?? '';
    this.layer.replaceChildren(...names.map(value => html('option', { value }, value)));
    this.layer.value = this.#how.layer;
  }

  #chips() {
    const told = JSON.stringify(this.#runs.map(run => [run.name, run.shown, run.status]));
    if (told !== this.#told) {
      this.#told = told;
      const focused = document.activeElement?.dataset?.run;
      this.#parts.runs.replaceChildren(...this.#runs.map(run => this.#chip(run)));
      this.#parts.runs.querySelector(`[data-run="${focused}"]`)?.focus();
    }
    this.#runs.forEach((run, at) => {
      this.#parts.runs.children[at].querySelector('output').textContent = run.batches.length
        ? `step ${run.step.toLocaleString('en')}, loss ${short(run.batches.at(-1).loss)}` : '';
    });
  }

  #chip(run) {
    const swatch = svg('svg', { width: 14, height: 14, 'aria-hidden': true }, svg('circle', { cx: 7, cy: 7, r: 6, fill: `var(--c${run.place % 8})` }));
    const toggle = html('button', { type: 'button', 'data-run': run.place, 'aria-pressed': run.shown,
      onclick: () => { run.shown = !run.shown; this.show(this.#runs); } }, swatch, html('span', {}, run.name));
    return html('div', { class: 'run' }, toggle, html('span', { class: `status ${run.end?.outcome ?? ''}` }, run.status), html('output'));
  }

  #words() {
    const told = health(this.#runs);
    const text = told.map(each => each.textContent).join();
    if (text === this.#parts.health.dataset.told) return;
    this.#parts.health.dataset.told = text;
    this.#parts.health.replaceChildren(...told);
  }

  /** Of the layer that is chosen, in the first run that has it. */
  #histograms() {
    const run = this.#runs.find(each => each.shown && each.begin && each.layers.includes(this.#how.layer));
    this.#parts.histograms.hidden = !run;
    if (run) this.#heats.forEach(heat => heat.show(run, run.layers.indexOf(this.#how.layer), this.#how.by));
  }
}

// One chart: curves drawn by uPlot, with keys that tell the numbers.

import { html, svg } from './dom.js';
import { short } from './numbers.js';

const COLORS = 8;
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];
const HEIGHT = 210;

/** A colour of the style sheet, as it is in light or in dark. */
export const color = (element, name) => getComputedStyle(element).getPropertyValue(`--${name}`).trim();

export const share = value => `${short(value * 100)} %`;

/** A number beside an axis. */
export const tick = value => Math.abs(value) >= 1e5 || value !== 0 && Math.abs(value) < 1e-3
  ? value.toExponential(1).replace('.0e', 'e').replace('e+', 'e').replaceAll('-', '−') : short(value);

const LEAST = 1e-12; // of the largest value: a logarithmic axis has no room for what is below

/** Series for a logarithmic axis: what is not positive is left out, what is far below the rest stands at the bottom. */
export function logarithmic([x, ...series]) {
  const floor = LEAST * series.flat().reduce((most, y) => y > most ? y : most, 0);
  return [x, ...series.map(values => values.map(y => y > 0 ? Math.max(y, floor) : y === undefined ? y : null))];
}

const decades = (_, ticks) => ticks.map(value => Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6) ? value : null);

/** What all charts have in common: axes in the page's colours, and a cursor that stands at the same place in all of them. */
export function frame(element, { across, up, y, series, isRuled = true, hooks = {} }) {
  const axis = { stroke: color(element, 'faint'), grid: { show: isRuled, stroke: color(element, 'line'), width: 1 }, ticks: { show: false },
    font: '12px system-ui, sans-serif' };
  return {
    width: Math.max(120, element.clientWidth), height: HEIGHT, legend: { show: false }, series: [{}, ...series], hooks,
    scales: { x: { time: false }, y },
    axes: [
      { ...axis, size: 38, gap: 6, values: (_, ticks) => ticks.map(tick), label: across, labelSize: 14, labelGap: -4, labelFont: axis.font },
      { ...axis, size: 58, values: (_, ticks) => ticks.map(value => value === null ? '' : up(value)),
        grid: { ...axis.grid, ...y.distr === 3 && { filter: decades } } },
    ],
    cursor: { sync: { key: 'training', setSeries: false }, drag: { x: true, y: false }, points: { size: 7 } },
  };
}

/** Lets a chart be read with the keyboard: arrows move along its points. */
export function keyboard(element, chart) {
  element.tabIndex = 0;
  element.addEventListener('keydown', event => {
    const plot = chart();
    if (!plot) return;
    const last = plot.data[0].length - 1;
    const now = plot.cursor.idx ?? last;
    const step = event.shiftKey ? 10 : 1;
    const to = { ArrowLeft: now - step, ArrowRight: now + step, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const at = Math.max(0, Math.min(last, to));
    plot.setCursor({ left: plot.valToPos(plot.data[0][at], 'x'), top: 10 });
  });
  element.addEventListener('blur', () => chart()?.setCursor({ left: -10, top: -10 }));
}

export class Chart {
  #plot; #form = ''; #curves = []; #hidden = new Set(); #title; #note; #place; #keys; #at; #values;

  constructor() {
    this.#title = html('h3');
    this.#note = html('p', { class: 'note' });
    this.#place = html('div', { class: 'plot', role: 'group' });
    this.#keys = html('div', { class: 'keys' });
    this.#at = html('output', { class: 'at' });
    this.element = html('figure', { class: 'chart' }, html('div', { class: 'head' }, this.#title, this.#at), this.#note, this.#place, this.#keys);
    keyboard(this.#place, () => this.#plot);
    new ResizeObserver(() => this.#plot?.setSize({ width: Math.max(120, this.#place.clientWidth), height: HEIGHT })).observe(this.#place);
  }

  /** Shows other curves; the drawing is made anew only where their form changes. */
  show(chart, across) {
    this.chart = chart;
    this.#curves = chart.curves;
    this.element.dataset.chart = chart.id;
    this.#title.textContent = chart.title;
    this.#note.textContent = chart.note ?? '';
    const form = JSON.stringify([chart.log, across, chart.curves.map(({ label, color: own, style }) => [label, own, style])]);
    if (form !== this.#form) this.#rebuild(form, across);
    else this.#plot.setData(this.#data(), !this.#isZoomed);
    this.#tell();
  }

  /** Colours may have changed. */
  repaint() {
    this.#form = '';
  }

  get #isZoomed() {
    const { min, max } = this.#plot.scales.x;
    return this.zoomed && min !== null && max !== null;
  }

  #rebuild(form, across) {
    this.#form = form;
    this.#plot?.destroy();
    const { log, percent, fromZero } = this.chart;
    const range = (_, low, high) => {
      if (low === null || low === undefined) return [0, 1];
      if (fromZero) return [0, Math.max(high * 1.08, fromZero)];
      const room = (high - low || Math.abs(high) || 1) * 0.06;
      return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
    };
    const options = frame(this.#place, {
      across, up: percent ? share : tick, y: log ? { distr: 3 } : { range },
      series: this.#curves.map((curve, at) => this.#series(curve, at)),
      hooks: { setCursor: [() => this.#tell()], setSelect: [plot => { this.zoomed = plot.select.width > 0; }] },
    });
    this.#plot = new uPlot(options, this.#data(), this.#place);
    this.#plot.over.addEventListener('dblclick', () => { this.zoomed = false; });
    this.#keys.replaceChildren(...this.#curves.flatMap((curve, at) => curve.label ? [this.#key(curve, at)] : []));
  }

  #data() {
    this.#values = this.#curves.length ? uPlot.join(this.#curves.map(({ points }) => [points.map(([x]) => x), points.map(([, y]) => y)])) : [[]];
    return this.chart.log ? logarithmic(this.#values) : this.#values;
  }

  #look({ color: own, dash = own, style }) {
    return { stroke: color(this.#place, `c${own % COLORS}`), dash: style === 'marks' ? [2, 4] : DASHES[(style === 'line' ? dash : 0) % DASHES.length] };
  }

  #series(curve, at) {
    const { stroke, dash } = this.#look(curve);
    const marks = curve.style === 'marks' || curve.style === 'dots';
    return {
      label: curve.label, stroke, dash, width: curve.style === 'faint' ? 1 : 2, alpha: curve.style === 'faint' ? 0.28 : 1,
      show: !this.#hidden.has(curve.label) || !curve.label,
      points: { show: marks, size: 7, width: 1.5, stroke, fill: curve.style === 'dots' ? stroke : color(this.#place, 'card') },
    };
  }

  /** A button that tells the number, and hides its curve. */
  #key(curve, at) {
    const { stroke, dash } = this.#look(curve);
    const line = svg('svg', { width: 26, height: 12, 'aria-hidden': true }, svg('line', { x1: 1, x2: 25, y1: 6, y2: 6, stroke, 'stroke-width': 2.2, 'stroke-dasharray': dash.join(' ') }));
    if (curve.style !== 'line') line.append(svg('circle', { cx: 13, cy: 6, r: 3.2, stroke, 'stroke-width': 1.6, fill: curve.style === 'dots' ? stroke : 'var(--card)' }));
    const toggle = () => {
      const hide = !this.#hidden.has(curve.label);
      if (hide) this.#hidden.add(curve.label);
      else this.#hidden.delete(curve.label);
      key.setAttribute('aria-pressed', !hide);
      this.#plot.setSeries(at + 1, { show: !hide });
    };
    const key = html('button', { type: 'button', 'aria-pressed': !this.#hidden.has(curve.label), onclick: toggle, 'data-curve': at },
      line, html('span', {}, curve.label), html('b'));
    return key;
  }

  /** The numbers where the cursor stands, or the latest. */
  #tell() {
    if (!this.#plot) return;
    const at = this.#plot.cursor.idx;
    const pointed = at !== null && at !== undefined && this.#plot.cursor.left >= 0;
    this.#at.textContent = pointed ? `${this.#plot.axes[0].label} ${short(this.#plot.data[0][at])}` : '';
    const tell = this.chart.percent ? share : short;
    const told = [];
    for (const key of this.#keys.children) {
      const value = near(this.#values[Number(key.dataset.curve) + 1], pointed ? at : Infinity);
      key.lastChild.textContent = value === undefined ? '–' : tell(value);
      told.push(`${key.children[1].textContent} ${key.lastChild.textContent}`);
    }
    this.#place.setAttribute('aria-label', `${this.chart.title}: ${told.join('; ')}`);
  }
}

/** The value at a place, or the one before it. */
function near(values, at) {
  for (let i = Math.min(at, (values?.length ?? 0) - 1); i >= 0; i--) {
    if (values[i] !== null && values[i] !== undefined) return values[i];
  }
  return undefined;
}

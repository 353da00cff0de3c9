// Histograms over time: each look a column, the more numbers the stronger the colour.

import { html } from './dom.js';
import { short } from './numbers.js';
import { color, frame, keyboard, tick } from './trainingChart.js';

const COLUMNS = 240;
const TAIL = 0.004; // of the numbers, at each end, do not widen the drawing

export class Heat {
  #plot; #columns = []; #place; #at; #name; #form = '';

  constructor(title, of) {
    this.of = of;
    this.#at = html('output', { class: 'at' });
    this.#name = html('p', { class: 'note' });
    this.#place = html('div', { class: 'plot', role: 'group' });
    this.title = title;
    this.element = html('figure', { class: 'chart', 'data-chart': `histogram-${of}` },
      html('div', { class: 'head' }, html('h3', {}, title), this.#at), this.#name, this.#place);
    keyboard(this.#place, () => this.#plot);
    new ResizeObserver(() => this.#plot?.setSize({ width: Math.max(120, this.#place.clientWidth), height: this.#plot.height })).observe(this.#place);
  }

  /** @param layer which one, by its number */
  show(run, layer, across) {
    const x = across === 'epoch' ? step => step / run.begin.batches : step => step;
    const all = run.probes.flatMap(probe => probe.layers[layer]?.[this.of] ? [{ x: x(probe.step), ...probe.layers[layer][this.of] }] : []);
    const every = Math.ceil(all.length / COLUMNS);
    this.#columns = all.filter((_, at) => at % every === 0);
    this.element.hidden = !this.#columns.length;
    if (this.element.hidden) return;
    this.#name.textContent = `${run.layers[layer]}, ${run.name}`;
    this.#place.setAttribute('aria-label', `${this.title} of ${run.layers[layer]} over time`);
    const data = [this.#columns.map(column => column.x), this.#columns.map(middle)];
    if (this.#form === across && this.#plot) return this.#plot.setData(data);
    this.#form = across;
    this.#plot?.destroy();
    this.#plot = new uPlot(frame(this.#place, {
      across, up: tick, isRuled: false, y: { range: () => range(this.#columns) }, series: [{ paths: () => null, points: { show: false } }],
      hooks: { drawClear: [plot => this.#draw(plot)], setCursor: [() => this.#tell()] },
    }), data, this.#place);
  }

  repaint() {
    this.#form = '';
  }

  #draw(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.fillStyle = color(this.#place, this.of === 'weights' ? 'c0' : 'c1');
    this.#columns.forEach((column, at) => {
      const before = this.#columns[at - 1]?.x ?? column.x;
      const after = this.#columns[at + 1]?.x ?? column.x;
      const left = Math.round(plot.valToPos((before + column.x) / 2, 'x', true));
      const right = Math.round(plot.valToPos((after + column.x) / 2, 'x', true));
      const most = Math.max(...column.counts);
      const tall = (column.high - column.low || Math.abs(column.high) * 0.02 || 1e-6) / column.counts.length;
      column.counts.forEach((count, bin) => {
        if (!count) return;
        // whole pixels: parts of one would be painted twice, by both neighbours
        const top = Math.round(plot.valToPos(column.low + (bin + 1) * tall, 'y', true));
        const bottom = Math.round(plot.valToPos(column.low + bin * tall, 'y', true));
        ctx.globalAlpha = 0.08 + 0.92 * Math.sqrt(count / most);
        ctx.fillRect(left, top, Math.max(2, right - left), Math.max(1, bottom - top));
      });
    });
    ctx.restore();
  }

  #tell() {
    const column = this.#plot && this.#columns[this.#plot.cursor.idx];
    this.#at.textContent = column && this.#plot.cursor.left >= 0
      ? `${this.#form} ${short(column.x)}: ${short(column.low)} to ${short(column.high)}` : '';
  }
}

const middle = ({ low, high }) => (low + high) / 2;

/** From where to where most numbers lie, over all columns. */
function range(columns) {
  let least = Infinity;
  let largest = -Infinity;
  for (const { low, high, counts } of columns) {
    const all = counts.reduce((sum, count) => sum + count, 0);
    const wide = (high - low) / counts.length;
    const end = order => {
      let passed = 0;
      return order.find(bin => (passed += counts[bin]) > all * TAIL) ?? order[0];
    };
    const bins = [...counts.keys()];
    least = Math.min(least, low + end(bins) * wide);
    largest = Math.max(largest, low + (end(bins.toReversed()) + 1) * wide);
  }
  const room = (largest - least || Math.abs(largest) || 1) * 0.05;
  return [least - room, largest + room];
}

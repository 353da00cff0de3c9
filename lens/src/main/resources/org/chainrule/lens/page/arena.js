// The arena as a picture: across the kernels in the order in which they run, down the memory; a buffer lies where it lies as long as it is needed.

import { html, svg } from './dom.js';
import { short } from './numbers.js';

const WIDTH = 1000;
const HEIGHT = 260;
const LEFT = 74;
const BOTTOM = 22;

/** Bytes for people. */
export function size(bytes) {
  const power = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${short(Number((bytes / 1024 ** power).toPrecision(3)))} ${['bytes', 'KiB', 'MiB', 'GiB'][power]}`;
}

export class Arena {
  #buffers; #kernels; #boxes = new Map(); #bands = [];

  /**
   * @param name what a buffer is called
   * @param choose told which kernel is chosen
   */
  constructor(buffers, kernels, name, choose) {
    this.#buffers = buffers;
    this.#kernels = kernels;
    this.name = name;
    this.choose = choose;
  }

  #shared() {
    return this.#buffers.filter(({ home }) => home === 'arena');
  }

  legend() {
    const all = this.#shared().reduce((sum, { bytes }) => sum + bytes, 0);
    const used = this.#types().reduce((sum, type) => sum + this.#length(type), 0);
    const outside = home => size(this.#buffers.filter(buffer => buffer.home === home).reduce((sum, { bytes }) => sum + bytes, 0));
    const saved = used > 0 ? `; as they take turns, ${size(used)} are enough (${short(Number((all / used).toPrecision(2)))} times fewer)` : '';
    return html('p', { class: 'faint' },
      `${this.#shared().length} buffers of ${size(all)} together${saved}. Beside the arena: arguments ${outside('argument')}, results ${outside('result')}. `,
      html('span', { class: 'key forward' }, 'of values'), html('span', { class: 'key backward' }, 'of gradients, striped'));
  }

  #types() {
    return [...new Set(this.#shared().map(({ storage }) => storage))];
  }

  #length(type) {
    return Math.max(...this.#shared().filter(({ storage }) => storage === type).map(({ offset, bytes }) => offset + bytes));
  }

  pictures() {
    return this.#types().map(type => this.#picture(type));
  }

  #picture(type) {
    const length = this.#length(type);
    const x = kernel => LEFT + kernel / this.#kernels * (WIDTH - LEFT);
    const y = offset => offset / length * (HEIGHT - BOTTOM);
    const band = svg('rect', { class: 'band', y: 0, height: HEIGHT - BOTTOM, width: x(1) - x(0) });
    this.#bands.push({ band, x });
    const own = this.#buffers.filter(buffer => buffer.home === 'arena' && buffer.storage === type);
    const boxes = own.map(buffer => {
      const box = svg('rect', {
        class: `buffer ${buffer.backward ? 'backward' : 'forward'}`, x: x(buffer.first) + 0.5, y: y(buffer.offset),
        width: x(buffer.last + 1) - x(buffer.first) - 1, height: Math.max(1, y(buffer.bytes) - 0.5), onclick: () => this.choose(buffer.first),
      }, svg('title', {}, `${this.name(buffer)}, ${buffer.type}: ${size(buffer.bytes)} at ${size(buffer.offset)}, kernels ${buffer.first} to ${buffer.last}`));
      this.#boxes.set(buffer, box);
      return box;
    });
    const every = Math.ceil(this.#kernels / 20);
    const kernels = [...Array(this.#kernels).keys()].filter(kernel => kernel % every === 0)
      .map(kernel => svg('text', { class: 'axis', x: (x(kernel) + x(kernel + 1)) / 2, y: HEIGHT - 6, 'text-anchor': 'middle' }, String(kernel)));
    const sizes = [0, 0.25, 0.5, 0.75, 1].map(part => svg('text', { class: 'axis', x: LEFT - 8, y: Math.max(11, y(part * length)), 'text-anchor': 'end' }, size(Math.round(part * length))));
    const pattern = svg('pattern', { id: `stripes-${type}`, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      svg('rect', { class: 'stripe', width: 6, height: 6 }), svg('rect', { class: 'gap', width: 1.6, height: 6 }));
    boxes.filter(box => box.classList.contains('backward')).forEach(box => box.setAttribute('fill', `url(#stripes-${type})`));
    return html('figure', {}, svg('svg', {
      class: 'arena', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': `the arena of ${type}: ${own.length} buffers in ${size(length)}`,
    }, svg('defs', {}, pattern), svg('rect', { class: 'ground', x: LEFT, width: WIDTH - LEFT, height: HEIGHT - BOTTOM }), band, ...boxes, ...kernels, ...sizes),
    html('figcaption', { class: 'faint' }, `${type}: across the kernels, down the memory`));
  }

  /** Marks a kernel's time, and its buffers. */
  select(kernel, reads, writes) {
    this.#bands.forEach(({ band, x }) => band.setAttribute('x', x(kernel)));
    this.#buffers.forEach((buffer, number) => {
      this.#boxes.get(buffer)?.classList.toggle('used', reads.includes(number) || writes.includes(number));
    });
  }
}

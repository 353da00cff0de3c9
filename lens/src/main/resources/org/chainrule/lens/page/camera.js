// Pan and zoom: one transform on one group, so that a frame costs nothing but composing.

const NEAREST = 4;
const FARTHEST = 0.002;

/** Where letters are too small to read they are not drawn: most of a large graph's frame is text. */
const LEGIBLE = 0.35;

/** Where they are read with ease. */
const READABLE = 0.65;

export class Camera {
  #svg; #world; #moved; #x = 0; #y = 0; #scale = 1; #pending = false; #pointers = new Map();

  /** @param moved told when something else is in sight */
  constructor(svg, world, moved) {
    this.#svg = svg;
    this.#world = world;
    this.#moved = moved;
    svg.addEventListener('wheel', event => {
      event.preventDefault();
      const { left, top } = svg.getBoundingClientRect();
      this.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), event.clientX - left, event.clientY - top);
    }, { passive: false });
    svg.addEventListener('pointerdown', event => this.#down(event));
    svg.addEventListener('pointermove', event => this.#drag(event));
    for (const end of ['pointerup', 'pointercancel']) svg.addEventListener(end, event => this.#up(event));
  }

  #down(event) {
    if (event.target.closest('.node, .heading')) return;
    this.#pointers.set(event.pointerId, event);
    this.#svg.setPointerCapture(event.pointerId);
    this.#svg.classList.add('dragged');
  }

  #up({ pointerId }) {
    this.#pointers.delete(pointerId);
    this.#svg.classList.toggle('dragged', this.#pointers.size > 0);
  }

  /** One finger pans, two zoom. */
  #drag(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    this.#pointers.set(event.pointerId, event);
    const other = [...this.#pointers.values()].find(pointer => pointer.pointerId !== event.pointerId);
    if (!other) return this.shift(event.clientX - before.clientX, event.clientY - before.clientY, 1);
    const apart = pointer => Math.hypot(pointer.clientX - other.clientX, pointer.clientY - other.clientY) || 1;
    const { left, top } = this.#svg.getBoundingClientRect();
    this.zoom(apart(event) / apart(before), (event.clientX + other.clientX) / 2 - left, (event.clientY + other.clientY) / 2 - top);
  }

  zoom(factor, x = this.#svg.clientWidth / 2, y = this.#svg.clientHeight / 2) {
    const scale = Math.min(NEAREST, Math.max(FARTHEST, this.#scale * factor));
    this.#x = x - (x - this.#x) * scale / this.#scale;
    this.#y = y - (y - this.#y) * scale / this.#scale;
    this.#scale = scale;
    this.#show();
  }

  /** Moves by so much in the graph, or, at scale 1, on the screen. */
  shift(dx, dy, scale = this.#scale) {
    this.#x += dx * scale;
    this.#y += dy * scale;
    this.#show();
  }

  /** Shows a box whole, not larger than life. */
  fit({ x, y, width, height }) {
    const { clientWidth, clientHeight } = this.#svg;
    this.#scale = Math.max(FARTHEST, Math.min(1.25, clientWidth / (width + 40), clientHeight / (height + 40)));
    this.centre(x + width / 2, y + height / 2);
  }

  /**
   * Shows a box whole if it can be read then, else its upper end.
   *
   * @param top what is in the middle then, if the box is too wide
   */
  begin(box, top) {
    this.fit(box);
    if (this.#scale >= READABLE) return;
    this.#scale = READABLE;
    const wide = box.width * READABLE > this.#svg.clientWidth;
    this.centre(wide ? top : box.x + box.width / 2, box.y + (this.#svg.clientHeight / 2 - 12) / READABLE);
  }

  /** Brings a place of the graph to the middle. */
  centre(x, y) {
    this.#x = this.#svg.clientWidth / 2 - x * this.#scale;
    this.#y = this.#svg.clientHeight / 2 - y * this.#scale;
    this.#show();
  }

  /** The same, near enough to read. */
  near(x, y) {
    this.#scale = Math.max(this.#scale, READABLE);
    this.centre(x, y);
  }

  /** The place of the graph at a place of the window. */
  at(x, y) {
    return { x: (x - this.#x) / this.#scale, y: (y - this.#y) / this.#scale };
  }

  /** The part of the graph that is in sight, and so many pixels around it. */
  sight(margin) {
    const { clientWidth, clientHeight } = this.#svg;
    return { ...this.at(-margin, -margin), width: (clientWidth + 2 * margin) / this.#scale, height: (clientHeight + 2 * margin) / this.#scale };
  }

  #show() {
    if (this.#pending) return;
    this.#pending = true;
    requestAnimationFrame(() => {
      this.#pending = false;
      this.#svg.classList.toggle('far', this.#scale < LEGIBLE);
      this.#world.setAttribute('transform', `translate(${this.#x} ${this.#y}) scale(${this.#scale})`);
      this.#moved();
    });
  }
}

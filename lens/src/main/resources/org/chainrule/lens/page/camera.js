// Pan and zoom: one transform on one group, so that a frame costs nothing but composing.

const NEAREST = 4;
const FARTHEST = 0.02;

/** Where letters are too small to read they are not drawn: most of a large graph's frame is text. */
const LEGIBLE = 0.35;

export class Camera {
  #svg; #world; #x = 0; #y = 0; #scale = 1; #pending = false;

  constructor(svg, world) {
    this.#svg = svg;
    this.#world = world;
    svg.addEventListener('wheel', event => {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY * 0.0015), event.offsetX, event.offsetY);
    }, { passive: false });
    svg.addEventListener('pointerdown', event => this.#drag(event));
  }

  #drag(down) {
    if (down.target.closest('.node')) return;
    const move = event => {
      this.#x += event.movementX;
      this.#y += event.movementY;
      this.#show();
    };
    this.#svg.setPointerCapture(down.pointerId);
    this.#svg.classList.add('dragged');
    this.#svg.addEventListener('pointermove', move);
    this.#svg.addEventListener('pointerup', () => {
      this.#svg.removeEventListener('pointermove', move);
      this.#svg.classList.remove('dragged');
    }, { once: true });
  }

  zoom(factor, x = this.#svg.clientWidth / 2, y = this.#svg.clientHeight / 2) {
    const scale = Math.min(NEAREST, Math.max(FARTHEST, this.#scale * factor));
    this.#x = x - (x - this.#x) * scale / this.#scale;
    this.#y = y - (y - this.#y) * scale / this.#scale;
    this.#scale = scale;
    this.#show();
  }

  /** Shows a box whole, not larger than life. */
  fit({ x, y, width, height }) {
    const { clientWidth, clientHeight } = this.#svg;
    this.#scale = Math.max(FARTHEST, Math.min(1.25, clientWidth / (width + 40), clientHeight / (height + 40)));
    this.centre(x + width / 2, y + height / 2);
  }

  /** Brings a place of the graph to the middle. */
  centre(x, y) {
    this.#x = this.#svg.clientWidth / 2 - x * this.#scale;
    this.#y = this.#svg.clientHeight / 2 - y * this.#scale;
    this.#show();
  }

  #show() {
    if (this.#pending) return;
    this.#pending = true;
    requestAnimationFrame(() => {
      this.#pending = false;
      this.#svg.classList.toggle('far', this.#scale < LEGIBLE);
      this.#world.setAttribute('transform', `translate(${this.#x} ${this.#y}) scale(${this.#scale})`);
    });
  }
}

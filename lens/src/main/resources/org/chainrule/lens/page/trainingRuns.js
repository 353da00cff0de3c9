// Runs, as they are told entry by entry.

/** Numbers that are none come as texts; in a curve they are gaps. */
export const number = value => Number.isFinite(Number(value)) ? Number(value) : null;

export class Run {
  constructor(name, place) {
    this.name = name;
    this.place = place;
    this.shown = true;
    this.clear();
  }

  clear() {
    Object.assign(this, { begin: undefined, batches: [], epochs: [], probes: [], end: undefined, hints: [] });
  }

  /** Takes what was told of it next; told from the first entry on, it begins anew. */
  take({ from = 0, entries, hints = [] }) {
    if (!from) this.clear();
    entries.forEach(entry => this.#add(entry));
    this.hints = hints.length || !from ? hints : this.hints;
  }

  #add(entry) {
    switch (entry.kind) {
      case 'begin': return this.#begin(entry);
      case 'batches': return this.batches.push(entry);
      case 'epoch': return this.epochs.push(entry);
      case 'probe': return this.probes.push(entry);
      case 'end': this.end = entry;
    }
  }

  /** After an interruption, what was told of later steps does not count. */
  #begin(entry) {
    this.begin = entry;
    this.end = undefined;
    for (const kind of ['batches', 'epochs', 'probes']) this[kind] = this[kind].filter(({ step }) => step <= entry.step);
  }

  get step() {
    return Math.max(0, ...[this.batches, this.epochs, this.probes].map(kind => kind.at(-1)?.step ?? 0));
  }

  get layers() {
    return this.begin?.layers ?? [];
  }

  /** The units that rectify, by the layer before them. */
  get units() {
    return this.probes.at(-1)?.units ?? [];
  }

  get status() {
    if (!this.begin) return 'not begun';
    if (this.end) return { complete: 'complete', stopped: 'stopped', diverged: 'diverged' }[this.end.outcome] ?? 'ended';
    return `epoch ${Math.min(this.epochs.length + 1, this.begin.epochs)} of ${this.begin.epochs}`;
  }
}

// Numbers and tensors as short texts.

/** Four digits; numbers that are none come as texts. */
export function short(value) {
  if (typeof value === 'string') return value.replace('Infinity', '∞').replace('-', '−');
  const size = Math.abs(value);
  const text = size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(2) : String(Number(value.toPrecision(4)));
  return text.replace('-', '−');
}

/** A tensor in one line: its number, or its mean and spread. */
export function brief(summary) {
  if (!summary) return '';
  if (summary.count === 1) return short(summary.numbers[0]);
  if (summary.numbers && summary.count <= 4) return `[${summary.numbers.map(short).join(', ')}]`;
  return summary.mean === undefined ? 'no finite number' : `${short(summary.mean)} ± ${short(summary.deviation)}`;
}

/** A small tensor whole, the last axis across. */
export function rows({ numbers, shape }) {
  const width = shape.at(-1) ?? 1;
  const texts = numbers.map(short);
  const column = Math.max(...texts.map(text => text.length), 0) + 2;
  const lines = [];
  for (let at = 0; at < texts.length; at += width) {
    lines.push(texts.slice(at, at + width).map(text => text.padStart(column)).join(''));
  }
  return lines.join('\n');
}

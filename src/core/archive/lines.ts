/** Offsets at which lines begin; `\n`, `\r\n` and a lone `\r` end a line, as in VS Code. */
export function lineStartsOf(text: string): Uint32Array {
  const starts = [0];
  const breaks = /\r\n?|\n/g;
  while (breaks.exec(text)) starts.push(breaks.lastIndex);
  return Uint32Array.from(starts);
}

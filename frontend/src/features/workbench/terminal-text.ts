/** As much of a screen's buffer as reading it takes. */
export interface BufferLines {
  readonly length: number;
  getLine(index: number): { readonly isWrapped: boolean; translateToString(trimRight?: boolean): string } | undefined;
}

/** All that a terminal still holds, with lines that the screen broke joined again and no empty tail. */
export function bufferText(buffer: BufferLines): string {
  const lines: string[] = [];
  for (let index = 0; index < buffer.length; index += 1) {
    const line = buffer.getLine(index);
    if (!line) continue;
    const goesOn = buffer.getLine(index + 1)?.isWrapped === true;
    const text = line.translateToString(!goesOn);
    if (line.isWrapped && lines.length > 0) lines[lines.length - 1] += text;
    else lines.push(text);
  }
  while (lines.at(-1) === '') lines.pop();
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

export const fileNameOf = (terminal: string): string => `${terminal.toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '') || 'terminal'}.txt`;

/** A title is what a program says about itself: text alone, on one line, and short. */
export const plainTitle = (title: string): string => title.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim().slice(0, 120);

/** What the keyboard asks of the file that is shown. */
export interface CodeHandle {
  /** Goes to the next change or the one before; false when there is none in this direction. */
  step(by: 1 | -1): boolean;
  /** Begins a comment on the line or the selection. */
  comment(): void;
}

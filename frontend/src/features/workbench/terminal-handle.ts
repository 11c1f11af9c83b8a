/** What the toolbar, the keyboard and a run may ask of a terminal's screen. */
export interface TerminalHandle {
  focus(): void;
  find(): void;
  clear(): void;
  copy(): void;
  paste(): void;
  download(): void;
  /** The selected text; empty without one. */
  selection(): string;
}

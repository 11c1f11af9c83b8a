import type { Monaco } from '@/lib/monaco/load';

export interface ZonePlace {
  key: string;
  /** 0 is above the first line. */
  line: number;
}

interface Zone {
  id: string;
  delegate: Monaco.editor.IViewZone;
  inner: HTMLElement;
  observer: ResizeObserver;
}

const FIRST_HEIGHT = 60;

/** The editor hides what is between its lines from screen readers; a discussion is no decoration. */
function showToReaders(box: HTMLElement, root: HTMLElement | null): void {
  for (let node: HTMLElement | null = box; node && node !== root; node = node.parentElement) node.removeAttribute('aria-hidden');
}

/** Room between the lines of an editor, by key. A zone that stays keeps its node, and so what is typed in it. */
export class ViewZones {
  private readonly zones = new Map<string, Zone>();

  constructor(private readonly editor: Monaco.editor.ICodeEditor) {}

  /** Makes the zones those of `places`; gives their nodes when one came or went, else null. */
  sync(places: readonly ZonePlace[]): Map<string, HTMLElement> | null {
    const wanted = new Map(places.map(({ key, line }) => [key, line]));
    let other = false;
    this.editor.changeViewZones((accessor) => {
      for (const [key, { id, observer }] of this.zones) {
        if (wanted.has(key)) continue;
        observer.disconnect();
        accessor.removeZone(id);
        this.zones.delete(key);
        other = true;
      }
      for (const [key, line] of wanted) {
        const known = this.zones.get(key);
        if (!known) {
          this.zones.set(key, this.make(accessor, line));
          other = true;
        } else if (known.delegate.afterLineNumber !== line) {
          known.delegate.afterLineNumber = line;
          accessor.layoutZone(known.id);
        }
      }
    });
    return other ? new Map([...this.zones].map(([key, { inner }]) => [key, inner])) : null;
  }

  dispose(): void {
    for (const { observer } of this.zones.values()) observer.disconnect();
    if (this.editor.getModel()) this.editor.changeViewZones((accessor) => this.zones.forEach(({ id }) => accessor.removeZone(id)));
    this.zones.clear();
  }

  private make(accessor: Monaco.editor.IViewZoneChangeAccessor, line: number): Zone {
    const box = document.createElement('div');
    const inner = document.createElement('div');
    box.append(inner);
    // above the text layer, or clicks would go to the text behind
    box.style.zIndex = '10';
    box.style.pointerEvents = 'auto';
    inner.style.cssText = 'padding:6px 20px 10px 8px;max-width:760px';
    for (const type of ['mousedown', 'mouseup', 'click', 'keydown', 'keypress', 'keyup', 'contextmenu'] as const) inner.addEventListener(type, (event) => event.stopPropagation());
    const delegate: Monaco.editor.IViewZone = { afterLineNumber: line, heightInPx: FIRST_HEIGHT, domNode: box, suppressMouseDown: false };
    const id = accessor.addZone(delegate);
    showToReaders(box, this.editor.getDomNode());
    const observer = new ResizeObserver(() => {
      const height = inner.getBoundingClientRect().height;
      if (height === 0 || height === delegate.heightInPx) return;
      delegate.heightInPx = height;
      this.editor.changeViewZones((again) => again.layoutZone(id));
    });
    observer.observe(inner);
    return { id, delegate, inner, observer };
  }
}

import { cn } from '@/lib/class-names';

/** A file that can be looked at and be written: which of the two. */
export function ViewSwitch({ label, text, onChange }: { label: string; text: boolean; onChange: (text: boolean) => void }) {
  return (
    <div role="group" aria-label="Show as" data-testid="view-switch" className="flex h-7 shrink-0 items-center gap-0.5 border-b border-line px-2">
      {[
        { name: label, pressed: !text },
        { name: 'Text', pressed: text },
      ].map(({ name, pressed }) => (
        <button key={name} type="button" aria-pressed={pressed} onClick={() => onChange(name === 'Text')} className={cn('h-5.5 rounded-sm px-2 text-xs', pressed ? 'bg-s2 font-medium text-fg' : 'text-mut hover:text-fg')}>
          {name}
        </button>
      ))}
    </div>
  );
}

'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { TextField } from '@/components/ui/field';

type Props = Omit<ComponentProps<typeof TextField>, 'type' | 'hint'> & { hint?: ReactNode };

/** A password that can be looked at, and that says when Caps Lock is on. */
export function PasswordField({ hint, ...rest }: Props) {
  const [visible, setVisible] = useState(false);
  const [caps, setCaps] = useState(false);
  return (
    <div className="relative">
      <TextField
        {...rest}
        type={visible ? 'text' : 'password'}
        className="pr-10"
        onKeyUp={(event) => setCaps(event.getModifierState('CapsLock'))}
        hint={caps ? <span className="text-warn">Caps Lock is on.</span> : hint}
      />
      <button
        type="button"
        aria-label={visible ? 'Hide password' : 'Show password'}
        aria-pressed={visible}
        onClick={() => setVisible(!visible)}
        className="absolute top-[30px] right-1.5 inline-flex size-7 items-center justify-center rounded-md text-sub hover:text-fg"
      >
        {visible ? <EyeOff className="size-4" /> : <Eye className="size-4" />}
      </button>
    </div>
  );
}

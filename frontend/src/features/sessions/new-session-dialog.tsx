'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { useCreateSession } from '@/features/sessions/mutations';
import type { Template } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { ApiError, hasCode, messageOf } from '@/lib/problem';

const TEMPLATES: { value: Template; title: string; text: string }[] = [
  { value: 'python', title: 'Python', text: 'A main.py that runs, and nothing else.' },
  { value: 'data-science', title: 'Data science', text: 'numpy, pandas, scipy and matplotlib, with a first plot.' },
  { value: 'empty', title: 'Empty', text: 'No files; bring your own.' },
];

export function NewSessionDialog({ open, initial, onOpenChange }: { open: boolean; initial: Template; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="New session" description="A Linux sandbox of its own, with your files." testId="new-session-dialog">
      <NewSessionForm initial={initial} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NewSessionForm({ initial, onDone }: { initial: Template; onDone: () => void }) {
  const router = useRouter();
  const create = useCreateSession();
  const [name, setName] = useState('');
  const [template, setTemplate] = useState<Template>(initial);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { name: name.trim(), template },
      {
        onSuccess: (session) => {
          onDone();
          router.push(`/sessions/${session.id}`);
        },
      },
    );
  };

  const nameError = create.error instanceof ApiError ? create.error.fieldErrors().name : undefined;
  return (
    <form onSubmit={submit} className="contents">
      <DialogBody className="space-y-4">
        <TextField label="Name" name="name" autoFocus maxLength={80} autoComplete="off" placeholder="churn-model" value={name} onChange={(event) => setName(event.target.value)} error={nameError} />
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">Start from</legend>
          <div className="space-y-2">
            {TEMPLATES.map(({ value, title, text }) => (
              <label
                key={value}
                className={cn(
                  'flex cursor-pointer items-start gap-3 rounded-md border px-3 py-2.5 transition-colors duration-100 has-focus-visible:outline-2 has-focus-visible:outline-acc',
                  template === value ? 'border-acc bg-acc-soft' : 'border-line2 hover:bg-s2',
                )}
              >
                <input type="radio" name="template" value={value} checked={template === value} onChange={() => setTemplate(value)} className="mt-0.5 accent-(--acc)" />
                <span>
                  <span className="block text-sm font-medium">{title}</span>
                  <span className="block text-xs text-mut">{text}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {create.error && !nameError && (
          <p role="alert" className="text-xs text-err">
            {hasCode(create.error, 'session-limit', 'sandbox-limit') ? `${messageOf(create.error)} Stop or delete one first.` : messageOf(create.error)}
          </p>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" tone="primary" busy={create.isPending} disabled={name.trim() === ''}>
          Create session
        </Button>
      </DialogFooter>
    </form>
  );
}

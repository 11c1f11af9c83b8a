'use client';

import { Check, Circle } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import type { NewAccount } from '@/features/auth/mutations';
import { PasswordField } from '@/features/auth/password-field';
import { cn } from '@/lib/class-names';
import { ApiError, messageOf } from '@/lib/problem';

const SHORTEST = 8;

export interface AccountFormProps {
  action: string;
  busy: boolean;
  error: Error | null;
  onSubmit: (account: NewAccount) => void;
  testId: string;
}

/** Name, address and password of a new account; keeps every field after a refusal. */
export function AccountForm({ action, busy, error, onSubmit, testId }: AccountFormProps) {
  const [account, setAccount] = useState<NewAccount>({ username: '', email: '', password: '' });
  const form = useRef<HTMLFormElement>(null);
  const fields = fieldErrors(error);
  const rest = error && Object.keys(fields).length === 0 ? messageOf(error) : null;
  const longEnough = account.password.length >= SHORTEST;

  useEffect(() => {
    if (error) form.current?.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus();
  }, [error]);

  const set = (field: keyof NewAccount) => (event: { target: { value: string } }) => setAccount({ ...account, [field]: event.target.value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({ ...account, username: account.username.trim(), email: account.email.trim() });
  };

  return (
    <form ref={form} onSubmit={submit} data-testid={testId} className="space-y-4" noValidate>
      <TextField label="Username" name="username" autoComplete="username" autoFocus required value={account.username} onChange={set('username')} error={fields.username} />
      <TextField label="Email" name="email" type="email" autoComplete="email" required value={account.email} onChange={set('email')} error={fields.email} />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        required
        value={account.password}
        onChange={set('password')}
        error={fields.password}
        hint={
          <span className={cn('inline-flex items-center gap-1.5', longEnough && 'text-ok')}>
            {longEnough ? <Check className="size-3.5" /> : <Circle className="size-3" />}
            At least {SHORTEST} characters{longEnough ? ': met' : ''}
          </span>
        }
      />
      {rest && (
        <p role="alert" className="text-xs text-err">
          {rest}
        </p>
      )}
      <Button type="submit" tone="primary" size="lg" className="w-full" busy={busy} disabled={!account.username.trim() || !account.email.trim() || !account.password}>
        {action}
      </Button>
    </form>
  );
}

function fieldErrors(error: Error | null): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  if (error.code === 'username-taken') return { username: 'This username is taken. Choose another one.' };
  if (error.code === 'email-taken') return { email: 'There is an account with this address. Sign in instead.' };
  return error.fieldErrors();
}

'use client';

import { useRef, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useLogin } from '@/features/auth/mutations';
import { PasswordField } from '@/features/auth/password-field';
import { hasCode, messageOf } from '@/lib/problem';

export function LoginForm({ initialName = '', onDone }: { initialName?: string; onDone?: () => void }) {
  const [username, setUsername] = useState(initialName);
  const [password, setPassword] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const login = useLogin();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate(
      { username: username.trim(), password },
      {
        onSuccess: onDone,
        onError: () => form.current?.querySelector<HTMLInputElement>('input[name=password]')?.select(),
      },
    );
  };

  const wrong = hasCode(login.error, 'bad-credentials');
  return (
    <form ref={form} onSubmit={submit} data-testid="login-form" className="space-y-4" noValidate>
      <TextField label="Username or email" name="username" autoComplete="username" autoFocus={!initialName} required value={username} onChange={(event) => setUsername(event.target.value)} />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        autoFocus={initialName !== ''}
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={wrong ? 'This name and password do not match.' : undefined}
      />
      {login.error && !wrong && (
        <p role="alert" className="text-xs text-err">
          {messageOf(login.error)}
        </p>
      )}
      <Button type="submit" tone="primary" size="lg" className="w-full" busy={login.isPending} disabled={!username.trim() || !password}>
        Sign in
      </Button>
    </form>
  );
}

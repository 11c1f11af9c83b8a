'use client';

import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useChangePassword } from '@/features/profile/mutations';
import { Section } from '@/features/profile/section';
import { ApiError, hasCode, messageOf } from '@/lib/problem';

export function PasswordSection() {
  const change = useChangePassword();
  const [form, setForm] = useState({ currentPassword: '', newPassword: '' });
  const fields = change.error instanceof ApiError ? change.error.fieldErrors() : {};
  const wrong = hasCode(change.error, 'bad-credentials', 'wrong-password');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate(form, {
      onSuccess: () => {
        setForm({ currentPassword: '', newPassword: '' });
        toast.success('Password changed', { description: 'Your other logins have ended.' });
      },
    });
  };
  return (
    <Section title="Password" intro="Changing it ends your logins elsewhere.">
      <form onSubmit={submit} className="space-y-4">
        <TextField label="Current password" type="password" name="currentPassword" autoComplete="current-password" value={form.currentPassword} onChange={(event) => setForm({ ...form, currentPassword: event.target.value })} error={wrong ? 'This is not your current password.' : fields.currentPassword} />
        <TextField label="New password" type="password" name="newPassword" autoComplete="new-password" hint="At least 8 characters" value={form.newPassword} onChange={(event) => setForm({ ...form, newPassword: event.target.value })} error={fields.newPassword} />
        {change.error && !wrong && Object.keys(fields).length === 0 && (
          <p role="alert" className="text-xs text-err">
            {messageOf(change.error)}
          </p>
        )}
        <Button type="submit" busy={change.isPending} disabled={!form.currentPassword || !form.newPassword}>
          Change password
        </Button>
      </form>
    </Section>
  );
}

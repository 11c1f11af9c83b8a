'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { Page } from '@/components/page';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SelectField, TextArea, TextField } from '@/components/ui/field';
import { ErrorState } from '@/components/ui/states';
import { useUpdateProfile } from '@/features/profile/mutations';
import { PasswordSection } from '@/features/profile/password-section';
import { ReviewerSection } from '@/features/profile/reviewer-section';
import { Section } from '@/features/profile/section';
import { ThemeSection } from '@/features/profile/theme-section';
import { useMe } from '@/lib/api/me';
import { signOut } from '@/lib/api/sign-out';
import type { User } from '@/lib/api/types';
import { ApiError, messageOf } from '@/lib/problem';

export function ProfileView() {
  const me = useMe();
  return (
    <Page narrow title="Profile" intro={me.data ? `@${me.data.username} · ${me.data.email}` : <span>&nbsp;</span>}>
      {me.data ? (
        <div className="space-y-6">
          <AboutSection key={me.data.updatedAt} user={me.data} />
          <ReviewerSection user={me.data} />
          <ThemeSection />
          <PasswordSection />
          <SignOutSection />
        </div>
      ) : me.error ? (
        <ErrorState error={me.error} retry={() => void me.refetch()} />
      ) : (
        <div className="skeleton h-64" aria-busy="true" />
      )}
    </Page>
  );
}

function AboutSection({ user }: { user: User }) {
  const update = useUpdateProfile();
  const [form, setForm] = useState({ displayName: user.displayName ?? '', bio: user.bio ?? '', timeZone: user.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone });
  const fields = update.error instanceof ApiError ? update.error.fieldErrors() : {};
  const zones = [...new Set([form.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    update.mutate(form, { onSuccess: () => toast.success('Profile saved') });
  };
  return (
    <Section title="About you" intro="What others see next to your work.">
      <form onSubmit={submit} className="space-y-4" data-testid="profile-form">
        <TextField label="Display name" name="displayName" autoComplete="name" maxLength={80} value={form.displayName} onChange={(event) => setForm({ ...form, displayName: event.target.value })} error={fields.displayName} />
        <TextArea label="Bio" name="bio" maxLength={2000} value={form.bio} onChange={(event) => setForm({ ...form, bio: event.target.value })} error={fields.bio} />
        <SelectField label="Time zone" name="timeZone" value={form.timeZone} onChange={(event) => setForm({ ...form, timeZone: event.target.value })} error={fields.timeZone}>
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </SelectField>
        {update.error && Object.keys(fields).length === 0 && (
          <p role="alert" className="text-xs text-err">
            {messageOf(update.error)}
          </p>
        )}
        <Button type="submit" tone="primary" busy={update.isPending}>
          Save profile
        </Button>
      </form>
    </Section>
  );
}

function SignOutSection() {
  const client = useQueryClient();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Sign out" intro="Everywhere means every browser and program that is signed in as you, this one too.">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void signOut(client, router)}>Sign out</Button>
        <Button tone="danger-outline" onClick={() => setAsking(true)}>
          Sign out everywhere
        </Button>
      </div>
      <ConfirmDialog open={asking} onOpenChange={setAsking} danger title="Sign out everywhere?" action="Sign out everywhere" onConfirm={() => void signOut(client, router, true)}>
        All your logins end now. Running sessions go on.
      </ConfirmDialog>
    </Section>
  );
}

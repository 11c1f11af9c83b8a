'use client';

import { useState } from 'react';
import { Markdown } from '@/components/markdown';
import { TextArea } from '@/components/ui/field';

export interface DescriptionFieldProps {
  value: string;
  onChange: (value: string) => void;
  label?: string;
  placeholder?: string;
  error?: string;
  autoFocus?: boolean;
}

/** Markdown that can be looked at before it is sent. */
export function DescriptionField({ value, onChange, error, label = 'Description', placeholder, autoFocus }: DescriptionFieldProps) {
  const [preview, setPreview] = useState(false);
  return (
    <div>
      <div className="mb-1.5 flex items-center justify-between">
        <span className="text-sm font-medium">{label}</span>
        <button type="button" aria-pressed={preview} onClick={() => setPreview(!preview)} className="rounded-sm text-xs font-medium text-acc hover:underline">
          {preview ? 'Write' : 'Preview'}
        </button>
      </div>
      {preview ? (
        <div className="min-h-24 rounded-md border border-line2 bg-bg p-3">{value.trim() ? <Markdown text={value} /> : <p className="text-sm text-sub">Nothing to preview.</p>}</div>
      ) : (
        <TextArea label={label} hideLabel autoFocus={autoFocus} className="min-h-24" maxLength={10_000} placeholder={placeholder} value={value} onChange={(event) => onChange(event.target.value)} error={error} />
      )}
    </div>
  );
}

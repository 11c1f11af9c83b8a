'use client';

import { SelectField } from '@/components/ui/field';
import type { Priority } from '@/lib/api/types';

const PRIORITIES: [Priority, string][] = [
  ['LOW', 'Low'],
  ['MEDIUM', 'Medium'],
  ['HIGH', 'High: needs a senior’s approval'],
  ['URGENT', 'Urgent: needs a senior’s approval'],
];

export function PriorityField({ value, onChange }: { value: Priority; onChange: (priority: Priority) => void }) {
  return (
    <SelectField label="Priority" name="priority" value={value} onChange={(event) => onChange(event.target.value as Priority)}>
      {PRIORITIES.map(([priority, text]) => (
        <option key={priority} value={priority}>
          {text}
        </option>
      ))}
    </SelectField>
  );
}

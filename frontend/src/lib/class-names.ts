import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// our own text size, or it would be taken for a colour
const merge = extendTailwindMerge({ extend: { classGroups: { 'font-size': ['text-xxs'] } } });

export const cn = (...values: ClassValue[]): string => merge(clsx(values));

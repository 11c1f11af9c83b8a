import { Braces, File, FileCode2, FileImage, FileText, Folder, FolderOpen, Link2, Table } from 'lucide-react';
import type { TreeItem } from '@/lib/api/types';
import { isImage } from '@/lib/paths';

export function FileIcon({ path, type = 'FILE', open = false }: { path: string; type?: TreeItem['type']; open?: boolean }) {
  const className = 'size-3.5 shrink-0';
  if (type === 'FOLDER') return open ? <FolderOpen aria-hidden className={`${className} text-sub`} /> : <Folder aria-hidden className={`${className} text-sub`} />;
  if (type === 'SYMLINK') return <Link2 aria-hidden className={`${className} text-sub`} />;
  if (/\.pyi?$/.test(path)) return <FileCode2 aria-hidden className={`${className} text-acc`} />;
  if (isImage(path)) return <FileImage aria-hidden className={`${className} text-ok`} />;
  if (/\.(json|ya?ml|toml|ini|cfg)$/.test(path)) return <Braces aria-hidden className={`${className} text-warn`} />;
  if (/\.(csv|tsv|parquet|xlsx)$/.test(path)) return <Table aria-hidden className={`${className} text-ok`} />;
  if (/\.(md|txt|rst)$/.test(path)) return <FileText aria-hidden className={`${className} text-sub`} />;
  return <File aria-hidden className={`${className} text-sub`} />;
}

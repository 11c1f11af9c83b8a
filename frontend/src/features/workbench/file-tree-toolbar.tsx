'use client';

import { Ellipsis, FilePlus2, FileUp, FolderArchive, FolderPlus, FolderUp, Download, EyeOff, RefreshCw, RotateCcw, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Menu } from '@/components/ui/menu';
import { DeletedDialog } from '@/features/workbench/deleted-dialog';
import { pickedFiles } from '@/features/workbench/dropped-files';
import { IgnoreDialog } from '@/features/workbench/ignore-dialog';
import type { Draft } from '@/features/workbench/use-file-tree';
import type { Uploading } from '@/features/workbench/use-upload';
import { useCommands } from '@/lib/commands';
import { download } from '@/lib/download';

export interface FileTreeToolbarProps {
  sessionId: string;
  create: (kind: Draft['kind'], folder?: string) => void;
  uploading: Uploading;
  refresh: () => void;
}

/** What can be done with the files as a whole. */
export function FileTreeToolbar({ sessionId, create, uploading, refresh }: FileTreeToolbarProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const archive = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<'deleted' | 'ignore' | null>(null);
  const exportAll = (): void => download(`/api/sessions/${sessionId}/export`, 'session.zip');
  const pick = (input: React.RefObject<HTMLInputElement | null>) => (): void => input.current?.click();

  useCommands('tree', [
    { id: 'file.new', title: 'New file', group: 'Files', keys: '$mod+Alt+n', run: () => create('file') },
    { id: 'folder.new', title: 'New folder', group: 'Files', run: () => create('folder') },
    { id: 'file.upload', title: 'Upload files', group: 'Files', run: pick(files) },
    { id: 'folder.upload', title: 'Upload a folder', group: 'Files', run: pick(folder) },
    { id: 'archive.unpack', title: 'Unpack a zip file', group: 'Files', run: pick(archive) },
    { id: 'files.deleted', title: 'Deleted files', group: 'Files', run: () => setShown('deleted') },
    { id: 'files.ignored', title: 'Files that are not saved', group: 'Files', run: () => setShown('ignore') },
    { id: 'files.download', title: 'Download all files', group: 'Files', run: exportAll },
  ]);

  const input = (ref: React.RefObject<HTMLInputElement | null>, label: string, take: (list: FileList | null) => void, more: object): React.ReactNode => (
    <input
      ref={ref}
      type="file"
      hidden
      aria-label={label}
      tabIndex={-1}
      {...more}
      onChange={(event) => {
        take(event.target.files);
        event.target.value = '';
      }}
    />
  );

  return (
    <div className="flex h-9 shrink-0 items-center gap-0.5 border-b border-line pr-1.5 pl-3">
      <h2 className="grow text-xs font-medium text-mut">Files</h2>
      <IconButton small label="New file" keys="$mod+Alt+n" icon={<FilePlus2 className="size-3.5" />} onClick={() => create('file')} />
      <IconButton small label="New folder" icon={<FolderPlus className="size-3.5" />} onClick={() => create('folder')} />
      <Menu
        label="Upload"
        trigger={
          <button type="button" aria-label="Upload" title="Upload" className="inline-flex size-6 items-center justify-center rounded-md text-mut hover:bg-s2 hover:text-fg">
            <Upload className="size-3.5" />
          </button>
        }
        items={[
          { label: 'Upload files…', icon: <FileUp />, onSelect: pick(files) },
          { label: 'Upload a folder…', icon: <FolderUp />, onSelect: pick(folder) },
          { label: 'Unpack a zip file…', icon: <FolderArchive />, onSelect: pick(archive) },
        ]}
      />
      <Menu
        label="More"
        trigger={
          <button type="button" aria-label="More for the files" title="More" className="inline-flex size-6 items-center justify-center rounded-md text-mut hover:bg-s2 hover:text-fg">
            <Ellipsis className="size-3.5" />
          </button>
        }
        items={[
          { label: 'Deleted files…', icon: <RotateCcw />, onSelect: () => setShown('deleted') },
          { label: 'Files that are not saved…', icon: <EyeOff />, onSelect: () => setShown('ignore') },
          null,
          { label: 'Download all as zip', icon: <Download />, onSelect: exportAll },
          { label: 'Read the files again', icon: <RefreshCw />, onSelect: refresh },
        ]}
      />
      {input(files, 'Files to upload', (list) => void uploading.upload(pickedFiles(list), ''), { multiple: true })}
      {input(folder, 'Folder to upload', (list) => void uploading.upload(pickedFiles(list), ''), { webkitdirectory: '' })}
      {input(archive, 'Zip file to unpack', (list) => [...(list ?? [])].forEach((file) => uploading.unpack(file, '')), { accept: '.zip,application/zip' })}
      {shown === 'deleted' && <DeletedDialog sessionId={sessionId} onClose={() => setShown(null)} />}
      {shown === 'ignore' && <IgnoreDialog sessionId={sessionId} onClose={() => setShown(null)} />}
    </div>
  );
}

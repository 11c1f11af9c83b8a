import { WorkbenchPage } from '@/app/sessions/[id]/workbench-page';

export const dynamicParams = false;
export const generateStaticParams = () => [{ id: '_' }];

export default function SessionPage() {
  return <WorkbenchPage />;
}

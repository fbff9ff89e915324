import '../../features/templates/templates.css';
import { getRouteApi } from '@tanstack/react-router';
import { TemplateGalleryPage } from '../../features/templates/components/template-gallery-page';

const route = getRouteApi('/flows/templates');

export function TemplatesRoute() {
  const { template } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <TemplateGalleryPage
      chosenId={template ?? null}
      onChoose={(id) => void navigate({ search: id === null ? {} : { template: id }, replace: true })}
    />
  );
}

import '../../features/schemas/schemas.css';
export { SchemasPage as SchemasRoute } from '../../features/schemas/components/schemas-page';

import { n as workspacePath } from "./files-workspace-path.js";

// src/delivery/release/manifest-paths.ts
/** The paths of the inputs with `{service}` and `{environment}` filled in. Throws `input-invalid` when one leaves the workspace. */
function manifestPaths(settings, key, workspace) {
	const fill = (name, path) => workspacePath(workspace, path.replaceAll("{service}", key.service).replaceAll("{environment}", key.environment), name);
	return {
		workspace,
		templates: fill("templates", settings.templates),
		values: settings.values.map((path) => fill("values", path))
	};
}

export { manifestPaths as t };
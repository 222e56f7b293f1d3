import { t as isInside } from "./files-workspace-path.js";
import { join, relative } from "node:path";
import { readdir, realpath } from "node:fs/promises";

// src/git/real-paths.ts
/**
* git looks at a symbolic link, never behind it: what it leads to must be asked for by its own path. What does not exist
* or leads out of the workspace is left out; the code that reads the files refuses it.
*/
async function resolvedPaths(workspace, paths) {
	const root = await realpath(workspace).catch(() => workspace);
	const found = /* @__PURE__ */ new Set();
	const look = async (path) => {
		const real = await realpath(path).catch(() => void 0);
		if (real === void 0 || real === root || !isInside(root, real)) return;
		const inside = relative(root, real);
		if (found.has(inside)) return;
		found.add(inside);
		for (const link of await linksBelow(real)) await look(link);
	};
	for (const path of paths) await look(join(root, path));
	return {
		workspace: root,
		paths: [...found]
	};
}
async function linksBelow(folder) {
	return (await readdir(folder, {
		withFileTypes: true,
		recursive: true
	}).catch(() => [])).filter((entry) => entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name));
}

export { resolvedPaths as t };
import { c as UserError } from "./time-system-clock.js";
import { t as withoutTrailing } from "./text-trailing.js";
import { realpathSync } from "node:fs";
import { isAbsolute, join, normalize } from "node:path";

// src/files/workspace-path.ts
/**
* A path of an input, relative to the workspace and normalised. Throws `input-invalid` when it is absolute or leads out of
* the workspace, by its text or by a symbolic link. Whether anything is there is the reader's business.
*/
function workspacePath(workspace, path, input) {
	const text = path.trim();
	const normalized = withoutTrailing(normalize(text), "/");
	const problem = problemOf(text, normalized) ?? (leaves(workspace, normalized) ? LINK_PROBLEM : void 0);
	if (problem === void 0) return normalized;
	throw new UserError("input-invalid", `Input "${input}" is ${JSON.stringify(path)}, which ${problem}; give a path inside the checked-out repository, relative to it`);
}
const LINK_PROBLEM = "leads out of the workspace by a symbolic link";
/** Whether the real path `path` is `folder` or something in it; `folder` is a real path as well. */
function isInside(folder, path) {
	return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
function problemOf(path, normalized) {
	if (path === "") return "is empty";
	if (/[\0\r\n]/.test(path)) return "holds a line break or a NUL";
	if (isAbsolute(path)) return "is an absolute path";
	if (normalized === ".." || normalized.startsWith("../")) return "leads out of the workspace";
}
function leaves(workspace, path) {
	try {
		return !isInside(realpathSync(workspace), realpathSync(join(workspace, path)));
	} catch {
		return false;
	}
}

export { workspacePath as n, isInside as t };
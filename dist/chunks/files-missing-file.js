import { readFile } from "node:fs/promises";

// src/files/missing-file.ts
/** Whether an error says that there is nothing at a path; another error says nothing about that. */
function isMissing(thrown) {
	const { code = "" } = thrown;
	return code === "ENOENT" || code === "ENOTDIR";
}
/** The text of a file; undefined where there is none. Throws where it is not known. */
async function readIfThere(path) {
	try {
		return await readFile(path, "utf8");
	} catch (thrown) {
		if (isMissing(thrown)) return void 0;
		throw thrown;
	}
}

export { readIfThere as n, isMissing as t };
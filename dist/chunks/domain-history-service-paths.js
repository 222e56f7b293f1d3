// src/domain/history/service-paths.ts
/**
* Whether a commit changes what the patterns cover, by the objects that it and its first parent have at their roots: an object
* is another exactly if something in it is. `perhaps`: the changed paths decide. `parent`: undefined for a first commit.
*/
function changesPaths(patterns, { sha, parent }, objectAt) {
	const changed = patterns.filter(({ root }) => objectAt(sha, root) !== (parent === void 0 ? void 0 : objectAt(parent, root)));
	if (changed.length === 0) return "no";
	return changed.some(({ whole }) => whole) ? "yes" : "perhaps";
}
/** Whether one of the paths is covered. */
function coversAny(patterns, paths) {
	return paths.some((path) => patterns.some((pattern) => pattern.matches(path)));
}

export { coversAny as n, changesPaths as t };
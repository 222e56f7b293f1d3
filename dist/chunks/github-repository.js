import { n as __exportAll } from "./rolldown-runtime.js";

// src/github/repository.ts
var repository_exports = /* @__PURE__ */ __exportAll({ ownerAndName: () => ownerAndName });
/** Name of the repository's default branch; only needed when the event does not have it. */
async function readDefaultBranch(github) {
	const { data } = await (await github.octokit()).request("GET /repos/{owner}/{repo}", { ...github.repository });
	return data.default_branch;
}
/** Owner and name of `owner/name`. */
function ownerAndName(repository) {
	const [owner = "", repo = ""] = repository.split("/");
	return {
		owner,
		repo
	};
}

export { readDefaultBranch as n, repository_exports as r, ownerAndName as t };
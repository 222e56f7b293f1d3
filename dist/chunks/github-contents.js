import { c as UserError } from "./time-system-clock.js";
import { t as POLICY_FILE } from "./policy-policy-file.js";

// src/github/contents.ts
const EXAMPLE = "environments: { staging: , production: }";
/**
* The policy's text from the default branch: without a `ref` GitHub takes that one, whatever the event says. Throws a
* `UserError` (refused, `policy-missing`) when it is not there. Asked for as JSON, not raw: a raw answer that was cut
* short looks like a shorter file.
*/
async function readPolicyText(github) {
	const octokit = await github.octokit();
	let data;
	try {
		const request = {
			...github.repository,
			path: POLICY_FILE
		};
		data = (await octokit.request("GET /repos/{owner}/{repo}/contents/{path}", request)).data;
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") throw policyMissing(github, thrown);
		throw thrown;
	}
	const { type, encoding, content, size } = data;
	if (type !== "file" || encoding !== "base64" || typeof content !== "string") throw new UserError("policy-invalid", `${POLICY_FILE} must be a plain file of less than 1 MB`);
	const bytes = Buffer.from(content, "base64");
	if (bytes.length !== size) throw new UserError("github-unreachable", `GitHub sent ${bytes.length} of ${size} bytes of ${POLICY_FILE}: run again`);
	return bytes.toString("utf8");
}
/** There is none on the default branch. */
function policyMissing({ repository }, cause) {
	const where = `the default branch of ${repository.owner}/${repository.repo}`;
	const text = `${POLICY_FILE} is not on ${where}, or the token lacks 'permissions: contents: read'`;
	return new UserError("policy-missing", `${text}; the shortest one is '${EXAMPLE}'`, { cause });
}

export { readPolicyText as n, policyMissing as t };
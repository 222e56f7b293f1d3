import { c as UserError } from "./time-system-clock.js";
import { t as POLICY_FILE } from "./policy-policy-file.js";
import { t as MalformedAnswer } from "./github-failure.js";
import { c as objectIn, u as textIn } from "./github-graphql-errors.js";
import { t as ownerAndName } from "./github-repository.js";

// src/github/scan/heads.ts
/** The question for heads: nothing in it is a list, so that many fit into one query of one point. */
const HEADS = {
	name: "Heads",
	doing: "show the head and the policy",
	most: 25,
	requests: 100,
	fragments: [`fragment head on Repository {
  nameWithOwner
  isArchived
  isDisabled
  isEmpty
  defaultBranchRef { name target { oid } }
  policy: object(expression: "HEAD:${POLICY_FILE}") {
    __typename
    ... on Blob { text byteSize isBinary isTruncated }
  }
}`]
};
/** Asks for a repository's head and policy. GitHub follows the old name of a renamed one. */
function headPart(repository) {
	const { owner, repo } = ownerAndName(repository);
	return {
		repository,
		requests: 0,
		write: (declare) => `repository(owner: ${declare("String!", owner)}, name: ${declare("String!", repo)}) { ...head }`,
		read: readHead
	};
}
function readHead(data, errors) {
	if (errors.length > 0) throw new MalformedAnswer("errors");
	const branch = objectIn(data, "defaultBranchRef");
	const target = branch === void 0 ? void 0 : objectIn(branch, "target");
	const closed = data.isArchived === true ? "archived" : data.isDisabled === true ? "disabled" : void 0;
	return {
		repository: textIn(data, "nameWithOwner"),
		closed,
		branch: branch === void 0 ? void 0 : textIn(branch, "name"),
		head: target === void 0 ? void 0 : textIn(target, "oid").toLowerCase(),
		policyText: policyText(objectIn(data, "policy"))
	};
}
/** Undefined when there is no such file. What is none, or not whole, must not be taken for a shorter policy. */
function policyText(policy) {
	if (policy === void 0) return void 0;
	if (!(textIn(policy, "__typename") === "Blob" && policy.isTruncated === false && policy.isBinary === false)) {
		const text = `${POLICY_FILE} must be a plain text file that GitHub shows whole: make it smaller, or a file`;
		throw new UserError("policy-invalid", text);
	}
	return textIn(policy, "text");
}

export { headPart as n, HEADS as t };
import { s as TASK } from "./domain-history-deployments.js";
import { n as quotedWord } from "./domain-lock-lock-command.js";
import { n as shortSha } from "./domain-sha.js";

// src/domain/deployment/deploy-line.ts
/** The command that asks for a deployment, ready for a shell: `commit-train deploy staging 3f2c1ab`. */
function deployLine({ repository, service, task, environment, sha }) {
	const words = [...task === "deploy" ? [] : [service], environment].map(quotedWord);
	const where = repository === void 0 ? [] : ["--repo", quotedWord(repository)];
	return [
		"commit-train deploy",
		...words,
		shortSha(sha),
		...where
	].join(" ");
}
/** The lines to copy where what is held refuses a deployment: what becomes of it, or that this one goes over it. */
function heldLines(refused) {
	const { service, task, environment } = refused;
	const target = [...task === "deploy" ? [] : [service], environment].map(quotedWord).join(" ");
	return [
		`what is held goes on: commit-train promote ${target}`,
		`it is given up, and what is live comes back: commit-train abort ${target}`,
		`this commit goes over it, to all pods at once: ${deployLine(refused)} --all-at-once`
	].map((text) => ({
		reason: "held-by-other",
		text
	}));
}

export { heldLines as n, deployLine as t };